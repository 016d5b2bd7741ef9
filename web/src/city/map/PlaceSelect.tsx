import { type PlaceHit, searchPlaces } from '@heliu/contract/city/search';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useShow } from '../../kernel/i18n/index.ts';
import { useEndpoint } from '../../kernel/query/index.ts';
import styles from '../city.module.css';
import { useTexts } from '../texts.ts';

interface PlaceSelectProps {
  readonly id?: string | undefined;
  readonly onChoose: (hit: PlaceHit) => void;
}

interface Option {
  readonly value: string;
  readonly label: string;
  readonly hit: PlaceHit;
}

const keyOf = ({ kind, code }: PlaceHit): string => `${kind} ${code}`;

/** Finds a place by name, initials, code, landmark or the address of an earlier matter. */
export function PlaceSelect({ id, onChoose }: PlaceSelectProps) {
  const t = useTexts();
  const show = useShow();
  const [text, setText] = useState('');
  const q = useDeferredValue(text.trim());
  const found = useEndpoint(
    searchPlaces,
    { query: { q, limit: 12 } },
    { enabled: q.length > 0, keepPrevious: true },
  );
  const hits = q.length === 0 ? [] : (found.data?.rows ?? []);
  return (
    <Select<string | null, Option>
      {...(id === undefined ? {} : { id })}
      aria-label={t('map.search')}
      className={styles.placeSelect ?? ''}
      value={null}
      placeholder={t('map.search')}
      showSearch={{ filterOption: false, onSearch: setText, searchValue: text }}
      loading={found.isFetching}
      notFoundContent={q.length === 0 ? t('map.searchHint') : t('map.noneFound')}
      onChange={(key) => {
        const hit = hits.find((one) => keyOf(one) === key);
        if (hit === undefined) return;
        setText('');
        onChoose(hit);
      }}
      options={hits.map((hit) => ({ value: keyOf(hit), label: show(hit.name), hit }))}
      optionRender={({ data }) => (
        <span className={styles.hit}>
          <small className={styles.kindTag}>{t(`level.${data.hit.kind}`)}</small>
          <span>{data.label}</span>
          <small className={styles.soft}>{show(data.hit.path)}</small>
        </span>
      )}
    />
  );
}
