import { MobileCard, MobilePage } from '../../kernel/mobile/index.ts';
import { useOutbox, useOutboxView } from '../../kernel/offline/index.ts';
import { EmptyState } from '../../kernel/ui/index.ts';
import styles from '../field.module.css';
import { useTexts } from '../texts.ts';
import { ActNames } from '../../matter/field.tsx';
import { Conflict } from './Conflict.tsx';
import { ItemLine } from './ItemLine.tsx';

/** What waits, what a person has to decide, and what has arrived. */
export function OutboxPage() {
  const t = useTexts();
  const outbox = useOutbox();
  const { items, pause, sending } = useOutboxView();
  const held = items.filter(({ state }) => state === 'held');
  const waiting = items.filter(({ state }) => state === 'waiting');
  const sent = items.filter(({ state }) => state === 'sent').toReversed();
  return (
    <MobilePage title={t('outbox.title')} lead={t('outbox.lead')}>
      <ActNames>
        {items.length === 0 && <EmptyState title={t('outbox.nothing')}>{t('outbox.nothingText')}</EmptyState>}
        {held.map((item) => (
          <Conflict key={item.id} item={item} />
        ))}
        {waiting.length > 0 && (
          <MobileCard title={t('outbox.waiting', { count: waiting.length })}>
            <p className={styles.soft}>
              {t(
                pause === 'signIn' ? 'outbox.signIn' : pause === 'offline' ? 'outbox.offline' : 'outbox.soon',
              )}
            </p>
            <ul className={styles.items}>
              {waiting.map((item) => (
                <ItemLine key={item.id} item={item} />
              ))}
            </ul>
            <button
              type="button"
              className={styles.plainButton}
              disabled={sending}
              onClick={() => void outbox.run()}
            >
              {t('outbox.now')}
            </button>
          </MobileCard>
        )}
        {sent.length > 0 && (
          <MobileCard title={t('outbox.sent', { count: sent.length })}>
            <ul className={styles.items}>
              {sent.map((item) => (
                <ItemLine key={item.id} item={item} />
              ))}
            </ul>
          </MobileCard>
        )}
      </ActNames>
    </MobilePage>
  );
}
