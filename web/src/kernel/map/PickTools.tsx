import type { Position } from '@heliu/contract/geo';
import { type FormEvent, useState } from 'react';
import { useKernelTexts } from '../i18n/texts.ts';
import styles from './map.module.css';
import { parsePosition, roundPosition } from './position.ts';

interface PickToolsProps {
  readonly picked: Position | null | undefined;
  readonly onPick: (position: Position) => void;
  /** Absent while there is no map to take the centre of. */
  readonly onPickCentre?: (() => void) | undefined;
}

const locateTimeoutMs = 15_000;

/** The ways to choose a place without pointing at the map. */
export function PickTools({ picked, onPick, onPickCentre }: PickToolsProps) {
  const t = useKernelTexts();
  const [fault, setFault] = useState<'badPosition' | 'locateFailed'>();
  const pick = (position: Position): void => {
    setFault(undefined);
    onPick(position);
  };
  const locate = (): void => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => pick(roundPosition([coords.longitude, coords.latitude])),
      () => setFault('locateFailed'),
      { enableHighAccuracy: true, timeout: locateTimeoutMs },
    );
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    event.stopPropagation();
    const fields = new FormData(event.currentTarget);
    const typed = (name: string): string => {
      const value = fields.get(name);
      return typeof value === 'string' ? value : '';
    };
    const position = parsePosition(typed('lng'), typed('lat'));
    if (position === undefined) setFault('badPosition');
    else pick(position);
  };
  return (
    <div className={styles.tools}>
      {onPickCentre !== undefined && (
        <button type="button" onClick={onPickCentre}>
          {t('map.pickCentre')}
        </button>
      )}
      {'geolocation' in navigator && window.isSecureContext && (
        <button type="button" onClick={locate}>
          {t('map.locate')}
        </button>
      )}
      <output>
        {picked == null ? t('map.help') : t('map.picked', { longitude: picked[0], latitude: picked[1] })}
      </output>
      <details>
        <summary>{t('map.coordinates')}</summary>
        <form onSubmit={submit} key={picked?.join()} noValidate>
          <label>
            {t('map.lng')}
            <input name="lng" inputMode="decimal" autoComplete="off" defaultValue={picked?.[0]} />
          </label>
          <label>
            {t('map.lat')}
            <input name="lat" inputMode="decimal" autoComplete="off" defaultValue={picked?.[1]} />
          </label>
          <button type="submit">{t('map.set')}</button>
        </form>
      </details>
      {fault !== undefined && (
        <p className={styles.fault} role="alert">
          {t(`map.${fault}`)}
        </p>
      )}
    </div>
  );
}
