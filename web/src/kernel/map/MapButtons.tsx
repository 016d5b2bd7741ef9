import type { Map as MapLibreMap } from 'maplibre-gl';
import { useSettings } from '../auth/index.ts';
import { useKernelTexts } from '../i18n/texts.ts';
import styles from './map.module.css';

/** Zoom and the way back to the whole district; the library's own buttons speak English only. */
export function MapButtons({ map }: { readonly map: MapLibreMap }) {
  const t = useKernelTexts();
  const { bounds } = useSettings().map;
  return (
    <div className={styles.buttons}>
      <button type="button" onClick={() => map.zoomIn()} aria-label={t('map.zoomIn')} title={t('map.zoomIn')}>
        <Glyph path="M12 5v14M5 12h14" />
      </button>
      <button
        type="button"
        onClick={() => map.zoomOut()}
        aria-label={t('map.zoomOut')}
        title={t('map.zoomOut')}
      >
        <Glyph path="M5 12h14" />
      </button>
      {bounds !== null && (
        <button
          type="button"
          onClick={() => map.fitBounds(bounds, { padding: 28 })}
          aria-label={t('map.reset')}
          title={t('map.reset')}
        >
          <Glyph path="M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5" />
        </button>
      )}
    </div>
  );
}

const Glyph = ({ path }: { readonly path: string }) => (
  <svg
    width="18"
    height="18"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.8"
    aria-hidden="true"
  >
    <path d={path} strokeLinecap="round" strokeLinejoin="round" />
  </svg>
);
