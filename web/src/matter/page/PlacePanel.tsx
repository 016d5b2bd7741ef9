import type { MatterView } from '@heliu/contract/matter';
import { getPlace } from '@heliu/contract/city/search';
import { Panel } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { DistrictMap, type MapMarker } from '../../kernel/map/index.tsx';
import { useEndpoint } from '../../kernel/query/index.ts';
import { useCityNames } from '../city/Named.tsx';
import { useTexts } from '../texts.ts';
import styles from './page.module.css';

const tones = { green: 'green', yellow: 'yellow', red: 'red' } as const;

/** Where it is: in words, and on the map with the outline of its grid. */
export function PlacePanel({ matter }: { readonly matter: MatterView }) {
  const t = useTexts();
  const show = useShow();
  const names = useCityNames();
  const place = useEndpoint(
    getPlace,
    { params: { code: matter.placeCode }, query: { outline: 'true' } },
    { staleTimeMs: 600_000 },
  );
  const line = names.placeWords(matter.placeCode, show).toReversed();
  const at = matter.position ?? place.data?.centre ?? undefined;
  const markers: readonly MapMarker[] =
    matter.position === null
      ? []
      : [
          {
            id: matter.matterId,
            position: matter.position,
            label: matter.title,
            tone: matter.light === null ? 'primary' : tones[matter.light],
          },
        ];
  return (
    <Panel title={t('fact.place')}>
      <p>
        {line.join(' · ')}
        {matter.address !== null && <strong className={styles.address}>{matter.address}</strong>}
        <small className={styles.soft}>{t('page.placeCode', { code: matter.placeCode })}</small>
      </p>
      {(at !== undefined || place.data !== undefined) && (
        <DistrictMap
          label={t('page.map')}
          height={260}
          centre={at}
          markers={markers}
          highlight={place.data?.outline ?? undefined}
        />
      )}
    </Panel>
  );
}
