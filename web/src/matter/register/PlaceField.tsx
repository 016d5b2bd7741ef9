import { locatePlace, type PlaceHit, searchPlaces } from '@heliu/contract/city/search';
import type { Position } from '@heliu/contract/geo';
import { Button, Form, Input, Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useShow } from '../../kernel/i18n/index.ts';
import { DistrictMap } from '../../kernel/map/index.tsx';
import { useEndpoint } from '../../kernel/query/index.ts';
import { useProblemText } from '../../kernel/ui/index.ts';
import { Mark } from '../../kernel/mark/index.ts';
import { useCityNames } from '../city/Named.tsx';
import { useTexts } from '../texts.ts';
import styles from './register.module.css';

/** A place as the form holds it: the point where one is known, the division or grid otherwise. */
export interface ChosenPlace {
  readonly position?: Position | undefined;
  readonly placeCode?: string | undefined;
}

interface PlaceFieldProps {
  readonly id?: string | undefined;
  readonly value?: ChosenPlace | undefined;
  readonly onChange?: (place: ChosenPlace | undefined) => void;
  /** Told the words of a place that was found, to fill the address with. */
  readonly onNamed: (address: string) => void;
}

interface HitOption {
  readonly value: string;
  readonly label: string;
  readonly hit: PlaceHit;
}

const searchFrom = 1;

/** Finds a place by name, initials, code or earlier address, or points at it on the map. */
export function PlaceField({ id, value, onChange, onNamed }: PlaceFieldProps) {
  const t = useTexts();
  const show = useShow();
  const [text, setText] = useState('');
  const [map, setMap] = useState(false);
  const q = useDeferredValue(text.trim());
  const near = value?.position?.join(',');
  const found = useEndpoint(
    searchPlaces,
    { query: { q, limit: 12, ...(near === undefined ? {} : { near }) } },
    { enabled: q.length >= searchFrom, keepPrevious: true },
  );
  const hits = q.length < searchFrom ? [] : (found.data?.rows ?? []);
  const choose = (hit: PlaceHit | undefined): void => {
    if (hit === undefined) return;
    const exact = hit.kind === 'landmark' || hit.kind === 'address';
    onChange?.({
      placeCode: hit.placeCode,
      ...(exact && hit.position !== null ? { position: hit.position } : {}),
    });
    if (exact) onNamed(show(hit.name));
    setText('');
  };
  return (
    <div className={styles.place}>
      <div className={styles.placeSearch}>
        <Select<string | null, HitOption>
          {...(id === undefined ? {} : { id })}
          aria-label={t('register.placeSearch')}
          value={null}
          showSearch={{ filterOption: false, onSearch: setText, searchValue: text }}
          placeholder={t('register.placeSearch')}
          notFoundContent={q.length < searchFrom ? t('register.placeHint') : t('register.placeNone')}
          loading={found.isFetching}
          onChange={(key) => choose(hits.find((hit) => keyOf(hit) === key))}
          options={hits.map((hit) => ({ value: keyOf(hit), label: show(hit.name), hit }))}
          optionRender={({ data }) => (
            <span className={styles.hit}>
              <Mark>{t(`placeKind.${data.hit.kind}`)}</Mark>
              <span>{data.label}</span>
              <small>{show(data.hit.path)}</small>
            </span>
          )}
        />
        <Button onClick={() => setMap(!map)} aria-expanded={map}>
          {t(map ? 'register.hideMap' : 'register.showMap')}
        </Button>
      </div>
      <Chosen place={value} onClear={() => onChange?.(undefined)} />
      {map && (
        <DistrictMap
          label={t('register.map')}
          height={320}
          centre={value?.position}
          picked={value?.position ?? null}
          onPick={(position) => onChange?.({ position })}
        />
      )}
    </div>
  );
}

const keyOf = ({ kind, code }: PlaceHit): string => `${kind} ${code}`;

/** Says in words what was chosen, so that a wrong point is noticed at once. */
function Chosen({
  place,
  onClear,
}: {
  readonly place: ChosenPlace | undefined;
  readonly onClear: () => void;
}) {
  const t = useTexts();
  const show = useShow();
  const text = useProblemText();
  const names = useCityNames();
  const at = place?.position;
  const located = useEndpoint(
    locatePlace,
    { query: { lng: at?.[0] ?? 0, lat: at?.[1] ?? 0 } },
    { enabled: at !== undefined },
  );
  if (place === undefined) return null;
  if (at !== undefined && located.error !== null && place.placeCode === undefined) {
    return <p role="alert">{text(located.error)}</p>;
  }
  const code = (at === undefined ? undefined : located.data?.placeCode) ?? place.placeCode;
  return (
    <output className={styles.chosen}>
      <span>
        {code === undefined
          ? t('register.locating')
          : names.placeLine(code).toReversed().map(show).join(' · ')}
      </span>
      {at === undefined ? <Mark>{t('register.noPoint')}</Mark> : <small>{at.join(', ')}</small>}
      <Button type="link" size="small" onClick={onClear}>
        {t('register.clearPlace')}
      </Button>
    </output>
  );
}

export function AddressItem() {
  const t = useTexts();
  return (
    <Form.Item name={['place', 'address']} label={t('register.address')}>
      <Input maxLength={300} placeholder={t('register.addressHint')} />
    </Form.Item>
  );
}
