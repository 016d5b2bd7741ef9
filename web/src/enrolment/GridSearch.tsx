import { type PlaceHit, searchPlaces } from '@heliu/contract/city/search';
import type { GridChoice } from '@heliu/contract/enrolment';
import { useDeferredValue, useId, useState } from 'react';
import { useShow } from '../kernel/i18n/index.ts';
import { useEndpoint } from '../kernel/query/index.ts';
import { useProblemText } from '../kernel/ui/index.ts';
import styles from './enrolment.module.css';
import { useTexts } from './texts.ts';

/** A grid, or a point in it, with the words it was found by. */
export interface FoundGrid {
  readonly place: GridChoice;
  readonly words: string;
}

/** What a place says of the grid; undefined where it has many. */
function gridChoice({ kind, placeCode, position }: PlaceHit): GridChoice | undefined {
  if (kind === 'grid') return { gridCode: placeCode };
  return (kind === 'landmark' || kind === 'address') && position !== null ? { position } : undefined;
}

/** Finds a grid by its own name or code, or by what stands in it. */
export function GridSearch({ onFound }: { readonly onFound: (found: FoundGrid) => void }) {
  const t = useTexts();
  const show = useShow();
  const text = useProblemText();
  const id = useId();
  const [query, setQuery] = useState('');
  const q = useDeferredValue(query.trim());
  const found = useEndpoint(
    searchPlaces,
    { query: { q, limit: 30 } },
    { enabled: q !== '', keepPrevious: true },
  );
  const rows = (q === '' ? [] : (found.data?.rows ?? [])).flatMap((hit) => {
    const place = gridChoice(hit);
    return place === undefined ? [] : [{ hit, place }];
  });
  return (
    <div className={styles.search}>
      <label htmlFor={id}>{t('search.label')}</label>
      <input
        id={id}
        type="search"
        value={query}
        maxLength={100}
        autoComplete="off"
        placeholder={t('search.example')}
        onChange={(event) => setQuery(event.target.value)}
      />
      <output className={styles.soft}>
        {q !== '' &&
          found.data !== undefined &&
          (rows.length === 0 ? t('search.none') : t('search.count', { count: rows.length }))}
      </output>
      {found.error !== null && <p role="alert">{text(found.error)}</p>}
      {rows.length > 0 && (
        <ul className={styles.hits}>
          {rows.map(({ hit, place }) => (
            <li key={`${hit.kind} ${hit.code}`}>
              <button
                type="button"
                onClick={() =>
                  onFound({
                    place,
                    words: [show(hit.path), show(hit.name)].filter((part) => part !== '').join(' · '),
                  })
                }
              >
                <strong>{show(hit.name)}</strong>
                <span className={styles.soft}>{show(hit.path)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
