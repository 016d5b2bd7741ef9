import { Component, type ReactNode, Suspense, lazy } from 'react';
import { useKernelTexts } from '../i18n/texts.ts';
import styles from './map.module.css';
import { PickTools } from './PickTools.tsx';
import type { DistrictMapProps } from './types.ts';

export { isWithin, roundPosition } from './position.ts';
export type { DistrictMapProps, MapMarker } from './types.ts';

const MapCanvas = lazy(async () => ({ default: (await import('./MapCanvas.tsx')).MapCanvas }));

/**
 * The city's map, drawn from its own tiles. Loads its library only when shown; where that fails or the device cannot
 * draw it, choosing a place by coordinates still works.
 */
export function DistrictMap(props: DistrictMapProps) {
  return (
    <MapBoundary fallback={<WithoutMap {...props} />}>
      <Suspense fallback={<Waiting {...props} />}>
        <MapCanvas {...props} />
      </Suspense>
    </MapBoundary>
  );
}

function Waiting({ height = 360 }: DistrictMapProps) {
  const t = useKernelTexts();
  return (
    <output className={styles.frame} style={{ height }}>
      <span className={styles.loading}>{t('map.loading')}</span>
    </output>
  );
}

function WithoutMap({ label, picked, onPick }: DistrictMapProps) {
  const t = useKernelTexts();
  return (
    <section aria-label={label}>
      <div className={`${styles.frame} ${styles.failed}`}>{t('map.failed')}</div>
      {onPick !== undefined && <PickTools picked={picked} onPick={onPick} />}
    </section>
  );
}

class MapBoundary extends Component<{ readonly fallback: ReactNode; readonly children: ReactNode }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}
