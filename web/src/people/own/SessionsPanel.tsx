import {
  listOwnSessions,
  type OwnSession,
  revokeOtherSessions,
  revokeOwnSession,
} from '@heliu/contract/people';
import { Button, Popconfirm, Tag } from 'antd';
import { Panel, Stack } from '../../kernel/desk/index.ts';
import { useCommand, useEndpoint } from '../../kernel/query/index.ts';
import { ErrorState, PageSkeleton, Refusal, Time } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';
import styles from './own.module.css';
import { describeUserAgent } from './user-agent.ts';

/** Where I am signed in, and a way to end what is not me. */
export function SessionsPanel() {
  const t = useTexts();
  const sessions = useEndpoint(listOwnSessions, {});
  const revoke = useCommand(revokeOwnSession, { refresh: [listOwnSessions] });
  const revokeOthers = useCommand(revokeOtherSessions, { refresh: [listOwnSessions] });
  const rows = sessions.data?.rows ?? [];
  return (
    <Panel
      title={t('sessions.title')}
      actions={
        rows.length > 1 && (
          <Popconfirm
            title={t('sessions.endOthersAsk')}
            okText={t('sessions.endOthers')}
            cancelText={t('cancel')}
            onConfirm={() => revokeOthers.run({})}
          >
            <Button loading={revokeOthers.pending}>{t('sessions.endOthers')}</Button>
          </Popconfirm>
        )
      }
    >
      <Stack>
        <p>{t('sessions.text')}</p>
        <Refusal error={revoke.error ?? revokeOthers.error} onRetry={revoke.retry} />
        {sessions.isPending && <PageSkeleton rows={3} />}
        {sessions.error !== null && sessions.data === undefined && (
          <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />
        )}
        <ul className={styles.sessions}>
          {rows.map((row) => (
            <SessionRow
              key={row.id}
              session={row}
              pending={revoke.pending}
              onEnd={() => void revoke.run({ params: { id: row.id } })}
            />
          ))}
        </ul>
      </Stack>
    </Panel>
  );
}

interface SessionRowProps {
  readonly session: OwnSession;
  readonly pending: boolean;
  readonly onEnd: () => void;
}

function SessionRow({ session, pending, onEnd }: SessionRowProps) {
  const t = useTexts();
  return (
    <li>
      <div>
        <div title={session.userAgent ?? ''}>
          {describeUserAgent(session.userAgent) ?? t('sessions.unknown')}{' '}
          {session.current && <Tag color="success">{t('sessions.current')}</Tag>}
        </div>
        <div className={styles.soft}>
          {t('sessions.lastSeen')} <Time at={session.lastSeenAt} show="relative" /> · {t('sessions.since')}{' '}
          <Time at={session.createdAt} show="absolute" />
        </div>
      </div>
      {!session.current && (
        <Button onClick={onEnd} disabled={pending}>
          {t('sessions.end')}
        </Button>
      )}
    </li>
  );
}
