import { locatePlace } from '@heliu/contract/city/search';
import type { Position } from '@heliu/contract/geo';
import { Button } from 'antd';
import { useState } from 'react';
import { useShow } from '../../kernel/i18n/index.ts';
import { DistrictMap } from '../../kernel/map/index.tsx';
import { useEndpoint } from '../../kernel/query/index.ts';
import { useProblemText } from '../../kernel/ui/index.ts';
import styles from '../city.module.css';
import { PlaceSelect } from '../map/PlaceSelect.tsx';
import { useTexts } from '../texts.ts';
import type { TriedPlace } from './Simulator.tsx';

interface PlaceInputProps {
  readonly id?: string | undefined;
  readonly value?: TriedPlace | undefined;
  readonly onChange?: (place: TriedPlace | undefined) => void;
}

/** A place by name, or by a point on the map. */
export function PlaceInput({ id, value, onChange }: PlaceInputProps) {
  const t = useTexts();
  const show = useShow();
  const [map, setMap] = useState(false);
  return (
    <div className={styles.stack}>
      <div className={styles.inline}>
        <PlaceSelect
          {...(id === undefined ? {} : { id })}
          onChoose={(hit) =>
            onChange?.({
              placeCode: hit.placeCode,
              words: show(hit.name),
              ...(hit.kind === 'landmark' && hit.position !== null ? { position: hit.position } : {}),
            })
          }
        />
        <Button onClick={() => setMap(!map)} aria-expanded={map}>
          {t(map ? 'simulator.hideMap' : 'simulator.showMap')}
        </Button>
      </div>
      {value !== undefined && (
        <output className={styles.inline}>
          {value.position === undefined ? (
            <span>{value.words ?? value.placeCode}</span>
          ) : (
            <PointName position={value.position} />
          )}
          <Button type="link" size="small" onClick={() => onChange?.(undefined)}>
            {t('simulator.clearPlace')}
          </Button>
        </output>
      )}
      {map && (
        <DistrictMap
          label={t('simulator.map')}
          height={300}
          picked={value?.position ?? null}
          onPick={(position) => onChange?.({ position })}
        />
      )}
    </div>
  );
}

function PointName({ position: [lng, lat] }: { readonly position: Position }) {
  const show = useShow();
  const text = useProblemText();
  const found = useEndpoint(locatePlace, { query: { lng, lat } });
  if (found.error !== null) return <span role="alert">{text(found.error)}</span>;
  return (
    <span>
      {found.data !== undefined && `${show(found.data.path)} · ${show(found.data.grid.name)} `}
      <small>
        {lng}, {lat}
      </small>
    </span>
  );
}
