import { type PlaceHit, searchPlaces } from '@heliu/contract/city/search';
import type { Position } from '@heliu/contract/geo';
import { useDeferredValue, useId, useState } from 'react';
import { useShow } from '../../kernel/i18n/index.ts';
import { useEndpoint } from '../../kernel/query/index.ts';
import { useProblemText } from '../../kernel/ui/index.ts';
import styles from '../report.module.css';
import form from './form.module.css';
import { useTexts } from '../texts.ts';
import { changeDraft, readDraft } from './draft.ts';

const shownHits = 6;

/** Finds a place by part of its name. */
export function PlaceSearch({ near }: { readonly near: Position | null }) {
  const t = useTexts();
  const show = useShow();
  const text = useProblemText();
  const id = useId();
  const [query, setQuery] = useState('');
  const q = useDeferredValue(query.trim());
  const found = useEndpoint(
    searchPlaces,
    { query: { q, limit: shownHits, ...(near === null ? {} : { near: near.join() }) } },
    { enabled: q !== '', keepPrevious: true },
  );
  const rows = q === '' ? [] : (found.data?.rows ?? []);
  const choose = (hit: PlaceHit): void => {
    const named = hit.kind === 'landmark' || hit.kind === 'address';
    const pointed = hit.position !== null && (named || hit.kind === 'grid');
    changeDraft({
      position: pointed ? hit.position : null,
      placeCode: pointed ? null : hit.placeCode,
      placeName: `${show(hit.path)} ${show(hit.name)}`.trim(),
      ...(named && readDraft().address === '' ? { address: show(hit.name) } : {}),
    });
    setQuery('');
  };
  return (
    <div className={form.field}>
      <label htmlFor={id}>{t('where.search')}</label>
      <input
        id={id}
        type="search"
        value={query}
        maxLength={100}
        autoComplete="off"
        placeholder={t('where.searchExample')}
        onChange={(event) => setQuery(event.target.value)}
      />
      <output className={styles.small}>
        {q !== '' && found.data !== undefined ? t('where.hits', { count: rows.length }) : ''}
      </output>
      {found.error !== null && <p className={styles.fault}>{text(found.error)}</p>}
      {rows.length > 0 && (
        <ul className={styles.rows}>
          {rows.map((hit) => (
            <li key={`${hit.kind} ${hit.code}`}>
              <button type="button" className={styles.row} onClick={() => choose(hit)}>
                <strong>{show(hit.name)}</strong>
                <span className={styles.small}>{show(hit.path)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
