import type { Position } from '@heliu/contract/geo';
import { useState } from 'react';
import { useShow } from '../../kernel/i18n/index.ts';
import { DistrictMap, roundPosition } from '../../kernel/map/index.tsx';
import { Field, MobileCard } from '../../kernel/mobile/index.ts';
import { CameraIcon, PinIcon } from '../../kernel/ui/index.ts';
import styles from '../report.module.css';
import form from './form.module.css';
import { useTexts } from '../texts.ts';
import { CommunityLists } from './CommunityLists.tsx';
import { changeDraft, type Draft } from './draft.ts';
import { PlaceSearch } from './PlaceSearch.tsx';
import { useLocated } from './located.ts';
import { placeWords } from './place-words.ts';

const locateTimeoutMs = 15_000;
const mapHeightPx = 320;

const choosePoint = (position: Position): void =>
  changeDraft({ position: roundPosition(position), placeCode: null, placeName: '' });

/** Where it is: by the photo, the device, the map, a name, or the two lists; each alone is enough. */
export function PlaceSection({ draft }: { readonly draft: Draft }) {
  const t = useTexts();
  const [map, setMap] = useState(false);
  const [lists, setLists] = useState(draft.placeCode !== null);
  return (
    <MobileCard title={t('where.place')}>
      <Found draft={draft} />
      <div className={form.ways}>
        <PhotoPlace draft={draft} />
        <MyLocation />
        <button
          id="report-place"
          type="button"
          className={form.way}
          aria-expanded={map}
          onClick={() => setMap(!map)}
        >
          <PinIcon size={20} />
          {t('where.onMap')}
        </button>
        <button type="button" className={form.way} aria-expanded={lists} onClick={() => setLists(!lists)}>
          {t('where.byList')}
        </button>
      </div>
      {map && (
        <DistrictMap
          label={t('where.map')}
          height={mapHeightPx}
          centre={draft.position ?? undefined}
          picked={draft.position}
          onPick={choosePoint}
        />
      )}
      <PlaceSearch near={draft.position} />
      {lists && <CommunityLists placeCode={draft.placeCode} />}
      <Field
        name="address"
        label={t('where.address')}
        hint={t('where.addressHint')}
        value={draft.address}
        maxLength={300}
        autoComplete="off"
        onChange={(event) => changeDraft({ address: event.target.value })}
      />
    </MobileCard>
  );
}

function Found({ draft }: { readonly draft: Draft }) {
  const t = useTexts();
  const show = useShow();
  const { position, placeCode, placeName } = draft;
  const located = useLocated(position);
  if (position === null && placeCode === null) return null;
  const place = located.data;
  const words = position === null ? placeName : place && placeWords(show(place.path), show(place.grid.name));
  return (
    <output className={form.found}>
      <span>
        <strong>{t('where.chosen')}</strong>{' '}
        {words ?? (located.isFetching ? t('where.looking') : t('where.noGrid'))}
        {position !== null && (
          <span className={styles.small}>
            {' '}
            {position[1].toFixed(5)}, {position[0].toFixed(5)}
          </span>
        )}
      </span>
      <button
        type="button"
        className={styles.plain}
        onClick={() => changeDraft({ position: null, placeCode: null, placeName: '' })}
      >
        {t('where.remove')}
      </button>
    </output>
  );
}

function PhotoPlace({ draft }: { readonly draft: Draft }) {
  const t = useTexts();
  const place = draft.photos.find((photo) => photo.place !== null)?.place ?? null;
  if (place === null || draft.position?.join() === roundPosition(place).join()) return null;
  return (
    <button type="button" className={`${form.way} ${form.wayOffered}`} onClick={() => choosePoint(place)}>
      <CameraIcon size={20} />
      {t('where.ofPhoto')}
    </button>
  );
}

function MyLocation() {
  const t = useTexts();
  const [state, setState] = useState<'asking' | 'failed'>();
  if (!('geolocation' in navigator) || !window.isSecureContext) return null;
  const locate = (): void => {
    setState('asking');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState(undefined);
        choosePoint([coords.longitude, coords.latitude]);
      },
      () => setState('failed'),
      { enableHighAccuracy: true, timeout: locateTimeoutMs },
    );
  };
  return (
    <>
      <button type="button" className={form.way} onClick={locate} disabled={state === 'asking'}>
        {t(state === 'asking' ? 'where.locating' : 'where.mine')}
      </button>
      {state === 'failed' && (
        <p className={styles.fault} role="alert">
          {t('where.locateFailed')}
        </p>
      )}
    </>
  );
}
