import { Link } from '@tanstack/react-router';
import { unsent, useFull, useOnline, useOutboxView } from '../kernel/offline/index.ts';
import { useNewVersion } from '../kernel/worker/register.ts';
import styles from './field.module.css';
import { useTexts } from './texts.ts';

/** Above every page: whether there is a network, what waits, and what a person has to decide. */
export function Notice() {
  const t = useTexts();
  const online = useOnline();
  const { items, pause, sending } = useOutboxView();
  const load = useNewVersion();
  const full = useFull();
  const waiting = unsent(items);
  const held = waiting.filter(({ state }) => state === 'held').length;
  const offline = !online || (pause === 'offline' && waiting.length > 0);
  const words = offline
    ? waiting.length === 0
      ? t('notice.offlineNone')
      : t('notice.offline', { count: waiting.length })
    : sending && waiting.length > 0
      ? t('notice.sending', { count: waiting.length })
      : undefined;
  return (
    <div className={styles.notices}>
      <output
        className={words === undefined ? styles.none : styles.notice}
        data-tone={offline ? 'off' : 'on'}
      >
        {words}
      </output>
      {held > 0 && (
        <Link to="/outbox" className={styles.notice ?? ''} data-tone="held">
          {t('notice.held', { count: held })}
        </Link>
      )}
      {full && (
        <p role="alert" className={styles.notice} data-tone="held">
          {t('notice.full')}
        </p>
      )}
      {load !== undefined && (
        <button type="button" className={styles.notice} data-tone="on" onClick={load}>
          {t('notice.newVersion')}
        </button>
      )}
    </div>
  );
}
