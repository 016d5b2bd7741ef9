import type { SessionAccount } from '@heliu/contract/people';
import { useMemo, useState } from 'react';
import { useShow } from '../../kernel/i18n/index.ts';
import { DistrictMap, isWithin, roundPosition } from '../../kernel/map/index.tsx';
import { Field, MobileCard } from '../../kernel/mobile/index.ts';
import { PinIcon } from '../../kernel/ui/index.ts';
import { useCityNames } from '../city/Named.tsx';
import styles from './field.module.css';
import { useMyArea } from './my-area.ts';
import type { ReportValues } from './report.ts';
import { useFieldTexts } from './texts.ts';

interface FieldPlaceProps {
  readonly values: Pick<ReportValues, 'position' | 'placeCode' | 'address'>;
  readonly onChange: (part: Partial<ReportValues>) => void;
  readonly account: SessionAccount;
}

const locateTimeoutMs = 20_000;
const mapHeightPx = 300;

/** Where it is: by the device, a point on the map of my grids, or a grid of mine; all of it without a network. */
export function FieldPlace({ values, onChange, account }: FieldPlaceProps) {
  const f = useFieldTexts();
  const [map, setMap] = useState(false);
  const area = useMyArea(account);
  const choose = (lng: number, lat: number): void =>
    onChange({ position: roundPosition([lng, lat]), placeCode: null });
  return (
    <MobileCard title={f('place.title')}>
      {values.position !== null && (
        <output className={styles.chosen}>
          <span>
            {f('place.point', {
              position: values.position
                .toReversed()
                .map((one) => one.toFixed(5))
                .join(', '),
            })}
          </span>
          <button type="button" className={styles.plain} onClick={() => onChange({ position: null })}>
            {f('place.clear')}
          </button>
        </output>
      )}
      {values.position !== null && area.outline !== undefined && !isWithin(values.position, area.outline) && (
        <p className={styles.outside} role="alert">
          {f('place.outside')}
        </p>
      )}
      <div className={styles.ways} id="report-place" tabIndex={-1}>
        <Locate onFound={choose} />
        <button type="button" className={styles.act} aria-expanded={map} onClick={() => setMap(!map)}>
          <PinIcon size={18} /> {f('place.onMap')}
        </button>
      </div>
      {map && (
        <DistrictMap
          label={f('place.map')}
          height={mapHeightPx}
          centre={values.position ?? undefined}
          around={values.position === null ? area.around : undefined}
          highlight={area.outline}
          picked={values.position}
          onPick={([lng, lat]) => choose(lng, lat)}
        />
      )}
      {values.position === null && <MyGrids account={account} value={values.placeCode} onChange={onChange} />}
      <Field
        name="address"
        label={f('place.address')}
        value={values.address}
        maxLength={300}
        autoComplete="off"
        onChange={(event) => onChange({ address: event.target.value })}
      />
    </MobileCard>
  );
}

function Locate({ onFound }: { readonly onFound: (lng: number, lat: number) => void }) {
  const f = useFieldTexts();
  const [state, setState] = useState<'asking' | 'failed'>();
  const locate = (): void => {
    setState('asking');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState(undefined);
        onFound(coords.longitude, coords.latitude);
      },
      () => setState('failed'),
      { enableHighAccuracy: true, timeout: locateTimeoutMs, maximumAge: 15_000 },
    );
  };
  return (
    <>
      <button type="button" className={styles.act} onClick={locate} disabled={state === 'asking'}>
        {f(state === 'asking' ? 'place.locating' : 'place.mine')}
      </button>
      {state === 'failed' && (
        <p className={styles.fault} role="alert">
          {f('place.failed')}
        </p>
      )}
    </>
  );
}

interface MyGridsProps {
  readonly account: SessionAccount;
  readonly value: string | null;
  readonly onChange: (part: Partial<ReportValues>) => void;
}

function MyGrids({ account, value, onChange }: MyGridsProps) {
  const f = useFieldTexts();
  const show = useShow();
  const names = useCityNames();
  const { grids } = useMyArea(account);
  const options = useMemo(() => grids.map((code) => ({ code, name: names.place(code) })), [grids, names]);
  if (options.length === 0) return null;
  return (
    <div className={styles.field}>
      <label htmlFor="field-grid">{f('place.grid')}</label>
      <select
        id="field-grid"
        value={value ?? ''}
        onChange={(event) => onChange({ placeCode: event.target.value === '' ? null : event.target.value })}
      >
        <option value="">{f('place.choose')}</option>
        {options.map(({ code, name }) => (
          <option key={code} value={code}>
            {show(name)}
          </option>
        ))}
      </select>
    </div>
  );
}
