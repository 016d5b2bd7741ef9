import type { HistoryEntry } from '@heliu/contract/organisation/views';
import { Time } from '../kernel/ui/index.ts';
import styles from './organisation.module.css';
import { useTexts } from './texts.ts';

const acts = [
  'registered',
  'applied',
  'withdrawn',
  'verified',
  'declined',
  'suspended',
  'resumed',
  'ended',
  'closed',
  'contactChanged',
  'invited',
  'invitationWithdrawn',
  'invitationDeclined',
  'joined',
  'handedOver',
  'left',
  'removed',
] as const;

/** What was done with the account, the last first. */
export function History({ entries }: { readonly entries: readonly HistoryEntry[] }) {
  const t = useTexts();
  return (
    <ol className={styles.history} aria-label={t('history.title')}>
      {entries.map(({ kind, at, by, words }) => {
        const act = acts.find((one) => one === kind);
        return (
          <li key={`${kind} ${at}`}>
            <div className={styles.between}>
              <span>{act === undefined ? kind : t(`history.${act}`)}</span>
              <span className={styles.soft}>
                {by !== null && `${by} · `}
                <Time at={at} />
              </span>
            </div>
            {words !== null && <p className={styles.words}>{words}</p>}
          </li>
        );
      })}
    </ol>
  );
}
