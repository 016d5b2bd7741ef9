import type { PushApp, PushedNotice } from '@heliu/contract/notices';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db.ts';
import type { Outbound } from '../../kernel/outbound.ts';
import type { Carrier, OutgoingMessage } from '../carrier.ts';
import type { PushKeys } from './keys.ts';
import { openOnes } from './subscriptions.ts';

/** A push service keeps a message for a browser that is switched off this long; what is older is in the list. */
const keptSeconds = 86_400;

export interface Pusher {
  readonly db: Db;
  readonly outbound: Outbound;
  readonly keys: PushKeys;
  /** Whom push services may turn to: `mailto:` or https. */
  readonly contact: string;
}

interface Target {
  readonly id: string;
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
  readonly app: PushApp;
}

/** Browsers that people subscribed, through the push services that those belong to (RFC 8030). */
export const pushCarrier = (pusher: Pusher): Carrier => ({
  reaches: ({ pushed }) => pushed,
  carry: async (message, { accountId }) => {
    const { rows } = await sql<Target>`SELECT p.id, p.endpoint, p.p256dh, p.auth, p.app
      FROM notices.push_subscriptions p WHERE p.account_id = ${accountId} AND ${openOnes}`.execute(pusher.db);
    const told = await Promise.allSettled(rows.map((one) => push(pusher, message, one)));
    const failed = told.find((one) => one.status === 'rejected');
    // Those who have it are told again with the others: under the same id, which shows once.
    if (failed !== undefined) throw failed.reason;
    // Tried once more, it finds nobody to be reached.
    if (!told.some((one) => one.status === 'fulfilled' && one.value)) throw new Error('HTTP 410');
  },
});

const payloadOf = (message: OutgoingMessage, app: PushApp): PushedNotice => ({
  id: message.id,
  title: message.subject,
  text: message.text,
  language: message.language,
  page: app === 'field' ? message.fieldPage : message.page,
  urgent: message.urgent,
});

/** @returns whether a push service took it; a browser that is gone is forgotten. */
async function push(
  { db, outbound, keys, contact }: Pusher,
  message: OutgoingMessage,
  target: Target,
): Promise<boolean> {
  const { endpoint, p256dh, auth, app } = target;
  const { default: webPush } = await import('web-push');
  const { body, headers } = webPush.generateRequestDetails(
    { endpoint, keys: { p256dh, auth } },
    JSON.stringify(payloadOf(message, app)),
    {
      vapidDetails: { subject: contact, ...keys },
      TTL: keptSeconds,
      urgency: message.urgent ? 'high' : 'normal',
      topic: message.id.replaceAll('-', ''),
      contentEncoding: 'aes128gcm',
    },
  );
  const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  const status = await outbound.post(endpoint, body ?? '', sent);
  if (status >= 200 && status < 300) return true;
  // The push service says that the browser is gone (RFC 8030, 7.3).
  if (status !== 404 && status !== 410) throw new Error(`HTTP ${status}`);
  await sql`DELETE FROM notices.push_subscriptions WHERE id = ${target.id}`.execute(db);
  return false;
}
