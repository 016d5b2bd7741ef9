import { getMailboxAlarm } from '@heliu/contract/mails';
import { Alert } from 'antd';
import { useEndpoint } from '../kernel/query/index.ts';
import { formatTime } from '../kernel/time/index.ts';
import { useTexts } from './texts.ts';

const askMs = 5 * 60_000;

/** Tells administrators of the whole city on every page that no mail comes in. */
export function MailboxAlarm() {
  const t = useTexts();
  const { data } = useEndpoint(getMailboxAlarm, {}, { staleTimeMs: askMs, refetchMs: askMs });
  const since = data?.failingSince ?? null;
  if (since === null) return null;
  return <Alert banner type="error" showIcon title={t('alarm', { since: formatTime(since) })} />;
}
