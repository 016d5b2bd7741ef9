import { listOwnSessions, revokeOwnSession } from '@heliu/contract/people';
import { Button } from 'antd-mobile';
import { MobileCard } from '../../kernel/mobile/index.ts';
import { useCommand, useEndpoint } from '../../kernel/query/index.ts';
import { ErrorState, PageSkeleton, Refusal, Time } from '../../kernel/ui/index.ts';
import { describeUserAgent } from '../own/user-agent.ts';
import { useTexts } from '../texts.ts';
import styles from './resident.module.css';

export function ResidentSessionsCard() {
  const t = useTexts();
  const sessions = useEndpoint(listOwnSessions, {});
  const revoke = useCommand(revokeOwnSession, { refresh: [listOwnSessions] });
  return (
    <MobileCard title={t('sessions.title')}>
      <p className={styles.soft}>{t('sessions.text')}</p>
      <Refusal error={revoke.error} onRetry={revoke.retry} />
      {sessions.isPending && <PageSkeleton rows={2} />}
      {sessions.error !== null && sessions.data === undefined && (
        <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />
      )}
      <ul className={styles.list}>
        {sessions.data?.rows.map((row) => (
          <li key={row.id} className={styles.session}>
            <div>
              {describeUserAgent(row.userAgent) ?? t('sessions.unknown')}{' '}
              {row.current && <span className={styles.current}>{t('sessions.current')}</span>}
              <div className={styles.soft}>
                {t('sessions.lastSeen')} <Time at={row.lastSeenAt} show="relative" />
              </div>
            </div>
            {!row.current && (
              <Button
                size="small"
                loading={revoke.pending}
                onClick={() => void revoke.run({ params: { id: row.id } })}
              >
                {t('sessions.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </MobileCard>
  );
}
