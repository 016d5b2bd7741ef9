import { useKernelTexts } from '../i18n/texts.ts';
import { useLanguage } from '../i18n/index.ts';
import { type TimeDetail, formatRelative, formatTime, timeZone, useNow } from '../time/index.ts';
import styles from './ui.module.css';

interface TimeProps {
  readonly at: string | null | undefined;
  /** `both` shows the time and how long ago; the others show one and tell the other on hover. */
  readonly show?: 'both' | 'absolute' | 'relative';
  readonly detail?: TimeDetail;
}

/** An instant in the city's zone. */
export function Time({ at, show = 'both', detail = 'minute' }: TimeProps) {
  const t = useKernelTexts();
  const language = useLanguage();
  const now = useNow();
  if (at === null || at === undefined) return <span className={styles.timeSoft}>{t('time.none')}</span>;
  const absolute = formatTime(at, detail);
  const relative = formatRelative(at, now, language);
  const title = `${formatTime(at, 'second')} ${timeZone()} · ${relative}`;
  return (
    <time className={styles.time} dateTime={at} title={title}>
      {show === 'relative' ? relative : absolute}
      {show === 'both' && <span className={styles.timeSoft}> · {relative}</span>}
    </time>
  );
}
