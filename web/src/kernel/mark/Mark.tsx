import type { ReactNode } from 'react';
import styles from './mark.module.css';

export type MarkTone = 'plain' | 'blue' | 'green' | 'yellow' | 'red';

/** A short word about a state, in the colours of the lights. */
export function Mark({
  tone = 'plain',
  children,
}: {
  readonly tone?: MarkTone;
  readonly children: ReactNode;
}) {
  return <span className={[styles.mark, styles[tone]].join(' ')}>{children}</span>;
}
