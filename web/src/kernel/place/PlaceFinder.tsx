import { type PlaceHit, searchPlaces } from '@heliu/contract/city/search';
import type { Position } from '@heliu/contract/geo';
import { useDeferredValue, useId, useState } from 'react';
import { useShow } from '../i18n/index.ts';
import { useEndpoint } from '../query/index.ts';
import { useProblemText } from '../ui/index.ts';
import styles from './place.module.css';

interface PlaceFinderProps {
  readonly label: string;
  /** What one could type, shown while nothing is. */
  readonly example: string;
  readonly limit: number;
  /** Of places with equal names the nearer come first. */
  readonly near?: Position | null;
  /** Leaves out what cannot be chosen here. */
  readonly accepts?: (hit: PlaceHit) => boolean;
  /** Says how many were found, also none. */
  readonly told: (count: number) => string;
  readonly onChoose: (hit: PlaceHit) => void;
  /** A place is needed, and none is chosen. */
  readonly missing?: boolean;
}

/** Finds a place by part of its name, without a map: by keyboard, by screen reader and on the smallest phone. */
export function PlaceFinder(props: PlaceFinderProps) {
  const { label, example, limit, near, accepts, told, onChoose, missing = false } = props;
  const show = useShow();
  const text = useProblemText();
  const id = useId();
  const [query, setQuery] = useState('');
  const q = useDeferredValue(query.trim());
  const found = useEndpoint(
    searchPlaces,
    { query: { q, limit, ...(near == null ? {} : { near: near.join() }) } },
    { enabled: q !== '', keepPrevious: true },
  );
  const hits = (q === '' ? [] : (found.data?.rows ?? [])).filter((hit) => accepts?.(hit) ?? true);
  return (
    <div className={styles.finder}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="search"
        aria-invalid={missing}
        value={query}
        maxLength={100}
        autoComplete="off"
        placeholder={example}
        onChange={(event) => setQuery(event.target.value)}
      />
      <output className={styles.soft}>{q !== '' && found.data !== undefined && told(hits.length)}</output>
      {found.error !== null && (
        <p className={styles.fault} role="alert">
          {text(found.error)}
        </p>
      )}
      {hits.length > 0 && (
        <ul className={styles.hits}>
          {hits.map((hit) => (
            <li key={`${hit.kind} ${hit.code}`}>
              <button
                type="button"
                onClick={() => {
                  setQuery('');
                  onChoose(hit);
                }}
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
