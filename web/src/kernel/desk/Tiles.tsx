import type { ReactNode } from 'react';
import styles from './tiles.module.css';

/** Figures side by side, most of which narrow what stands below. */
export function Tiles({ children }: { readonly children: ReactNode }) {
  return <div className={styles.tiles}>{children}</div>;
}

interface TileProps {
  readonly name: ReactNode;
  readonly text: ReactNode;
  /** Not given where there is nothing to count; undefined while it is not known. */
  readonly counts?: {
    readonly value: number | undefined;
    readonly tone?: 'red' | 'yellow' | 'blue' | undefined;
  };
  /** A figure alone where there is nothing to choose. */
  readonly choice?: { readonly chosen: boolean; readonly onChoose: () => void };
}

export function Tile({ name, text, counts, choice }: TileProps) {
  const parts = (
    <>
      {counts !== undefined && (
        <span className={[styles.count, counts.tone && styles[counts.tone]].join(' ')}>
          {counts.value ?? '–'}
        </span>
      )}
      <span className={styles.name}>{name}</span>
      <span className={styles.text}>{text}</span>
    </>
  );
  if (choice === undefined) return <div className={styles.tile}>{parts}</div>;
  return (
    <button type="button" className={styles.tile} aria-pressed={choice.chosen} onClick={choice.onChoose}>
      {parts}
    </button>
  );
}
