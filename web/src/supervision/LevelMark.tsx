import type { CardView } from '@heliu/contract/supervision';
import styles from './supervision.module.css';
import { useTexts } from './texts.ts';

/** A shape of its own for each level, so that nobody depends on telling colours apart. */
const shapes = {
  blue: <path d="M6 1.500 10.500 6 6 10.500 1.500 6z" fill="currentColor" />,
  yellow: <path d="M6 1.500 11 10.500H1z" fill="currentColor" />,
  red: <path d="M1.500 1.500h9v9h-9z" fill="currentColor" />,
  other: <path d="M1.500 2.500h9M1.500 6h9M1.500 9.500h6" stroke="currentColor" strokeWidth="1.800" />,
} as const;
export type LevelName = keyof typeof shapes;

export function LevelShape({ level }: { readonly level: LevelName }) {
  return (
    <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" className={styles[level]}>
      {shapes[level]}
    </svg>
  );
}

/** What a card is: its colour, or where it comes from. */
export function CardMark({ card }: { readonly card: Pick<CardView, 'level' | 'source'> }) {
  const t = useTexts();
  const level = card.level ?? 'other';
  const words = [
    card.level === null ? '' : t(`level.${card.level}`),
    card.source === 'ladder' ? '' : t(`source.${card.source}`),
  ].filter((word) => word !== '');
  return (
    <span className={[styles.mark, styles[`${level}Ground`]].join(' ')}>
      <LevelShape level={level} />
      {words.join(' · ')}
    </span>
  );
}
