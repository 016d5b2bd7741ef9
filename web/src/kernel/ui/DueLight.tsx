import type { ReactNode } from 'react';
import { useKernelTexts } from '../i18n/texts.ts';
import { useLanguage } from '../i18n/index.ts';
import { formatSpan, formatTime, useNow } from '../time/index.ts';
import styles from './ui.module.css';

export const lights = ['green', 'blue', 'yellow', 'red', 'paused', 'done', 'none'] as const;
/** Steps of the supervision ladder, and the states in which no clock runs. */
export type Light = (typeof lights)[number];

interface DueLightProps {
  readonly light: Light;
  /** In place of the light's own words, where no time is left to show. */
  readonly words?: string | undefined;
  /** When it is due; shown as the time left or overdue. */
  readonly dueAt?: string | null | undefined;
  /** Computed on a provisional calendar. */
  readonly provisional?: boolean | undefined;
  /** Without a coloured ground, for dense tables. */
  readonly bare?: boolean | undefined;
}

const tones: Record<Light, string | undefined> = {
  green: styles.green,
  blue: styles.blue,
  yellow: styles.yellow,
  red: styles.red,
  paused: styles.grey,
  done: styles.grey,
  none: styles.grey,
};

/** Each step has a shape of its own, so that no one depends on telling colours apart. */
const shapes: Record<Light, ReactNode> = {
  green: <circle cx="6" cy="6" r="4" fill="currentColor" />,
  blue: <path d="M6 1.500 10.500 6 6 10.500 1.500 6z" fill="currentColor" />,
  yellow: <path d="M6 1.500 11 10.500H1z" fill="currentColor" />,
  red: <path d="M1.500 1.500h9v9h-9z" fill="currentColor" />,
  paused: <path d="M3 2v8M8.500 2v8" stroke="currentColor" strokeWidth="2.2" />,
  done: <path d="m2 6.500 3 3 5-6.500" stroke="currentColor" strokeWidth="1.8" fill="none" />,
  none: <circle cx="6" cy="6" r="3.700" stroke="currentColor" strokeWidth="1.400" fill="none" />,
};

/** The state of a clock: shape, colour and words. */
export function DueLight({ light, words: given, dueAt, provisional = false, bare = false }: DueLightProps) {
  const t = useKernelTexts();
  const language = useLanguage();
  const now = useNow();
  const running = light !== 'paused' && light !== 'done' && light !== 'none';
  const leftMs = dueAt == null ? undefined : new Date(dueAt).getTime() - now;
  const name = given ?? t(`light.${light}`);
  let words: string = name;
  if (running && leftMs !== undefined) {
    words = t(leftMs < 0 ? 'due.overdue' : 'due.left', { span: formatSpan(leftMs, language) });
  }
  const title = [name, dueAt == null ? '' : t('due.at', { at: formatTime(dueAt) })]
    .filter((part) => part !== '')
    .join(' · ');
  return (
    <span className={[styles.light, tones[light], bare ? styles.lightBare : ''].join(' ')} title={title}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        {shapes[light]}
      </svg>
      <span className={styles.hidden}>{title}</span>
      <span aria-hidden="true">{words}</span>
      {provisional && <span>{t('due.provisional')}</span>}
    </span>
  );
}
