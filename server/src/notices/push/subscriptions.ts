import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import { endPush, type getPush, type PushApp, subscribePush } from '@heliu/contract/notices';
import { Problem } from '@heliu/contract/problem';
import { type RawBuilder, sql } from 'kysely';
import { runCommand } from '../../kernel/command.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Context } from '../../kernel/route.ts';
import type { Chore } from '../../kernel/upkeep.ts';
import { uuidv7 } from '../../kernel/uuid.ts';
import type { NoticeRoom } from '../room.ts';

/** More browsers than a person has are a client that subscribes without end. */
const mostBrowsers = 20;

/** Of `notices.push_subscriptions p`: those whose session was not ended. One that lapsed still is told, as it says no more than the list. */
export const openOnes: RawBuilder<boolean> = sql`EXISTS (
  SELECT FROM people.sessions s WHERE s.id = p.session_id AND s.revoked_at IS NULL)`;

export async function ownPush(
  { kernel, push }: NoticeRoom,
  { actor }: Context,
): Promise<EndpointResult<typeof getPush>> {
  const { rows } = await sql<{
    id: string;
    endpoint: string;
    session_id: number;
    app: PushApp;
    created_at: Date;
  }>`
    SELECT p.id, p.endpoint, p.session_id, p.app, p.created_at FROM notices.push_subscriptions p
    WHERE p.account_id = ${actor.accountId} AND ${openOnes} ORDER BY p.created_at DESC`.execute(kernel.db);
  return {
    publicKey: push?.keys.publicKey ?? null,
    browsers: rows.map((row) => ({
      id: row.id,
      service: new URL(row.endpoint).host,
      since: row.created_at.toISOString(),
      present: String(row.session_id) === actor.sessionId,
      app: row.app,
    })),
  };
}

/** Subscribed once more it stays the same one; a browser that somebody else used before is theirs no longer. */
export async function subscribe(
  { kernel, push }: NoticeRoom,
  { body }: EndpointInput<typeof subscribePush>,
  { actor }: Context,
): Promise<EndpointResult<typeof subscribePush>> {
  const { commandId, endpoint, p256dh, auth, app } = body;
  const { accountId, sessionId } = actor;
  if (push === undefined) throw new Problem('push.off');
  if (actor.key !== undefined) throw new Problem('auth.forbidden');
  if (!push.outbound.permits(endpoint)) throw new Problem('push.address');
  const at = kernel.clock.now();
  const record = { commandId, endpoint: subscribePush.id, accountId, at };
  return runCommand(kernel.db, record, async (trx) => {
    const { rows } = await sql<{ id: string }>`
      INSERT INTO notices.push_subscriptions (id, account_id, session_id, endpoint, p256dh, auth, app, created_at)
      VALUES (${uuidv7(at)}, ${accountId}, ${sessionId}, ${endpoint}, ${p256dh}, ${auth}, ${app},
        ${new Date(at)})
      ON CONFLICT (endpoint) DO UPDATE SET account_id = EXCLUDED.account_id, session_id = EXCLUDED.session_id,
        p256dh = EXCLUDED.p256dh, auth = EXCLUDED.auth, app = EXCLUDED.app,
        created_at = EXCLUDED.created_at
      RETURNING id`.execute(trx);
    await sql`DELETE FROM notices.push_subscriptions WHERE id IN (
      SELECT id FROM notices.push_subscriptions WHERE account_id = ${accountId}
      ORDER BY created_at DESC, id OFFSET ${mostBrowsers})`.execute(trx);
    return { reply: { id: rows[0]?.id ?? '' }, subject: `account:${accountId}` };
  });
}

export async function end(
  { kernel }: NoticeRoom,
  { params, body }: EndpointInput<typeof endPush>,
  { actor }: Context,
): Promise<EndpointResult<typeof endPush>> {
  const { accountId } = actor;
  const record = { commandId: body.commandId, endpoint: endPush.id, accountId, at: kernel.clock.now() };
  return runCommand(kernel.db, record, async (trx) => {
    const { numAffectedRows } = await sql`DELETE FROM notices.push_subscriptions
      WHERE id = ${params.id} AND account_id = ${accountId}`.execute(trx);
    if (numAffectedRows === 0n) throw new Problem('resource.notFound');
    return { reply: { done: true as const }, subject: `account:${accountId}` };
  });
}

/** Deletes the addresses of browsers whose session was ended, or lapsed so long ago that it is forgotten. */
export const endedPushChore = ({ db }: Pick<Kernel, 'db'>): Chore => ({
  name: 'notices.push',
  does: {
    zh: '删除已退出登录的浏览器的推送地址',
    en: 'deletes the push addresses of browsers that were signed out',
  },
  count: async () => {
    const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM notices.push_subscriptions p
      WHERE NOT ${openOnes}`.execute(db);
    return rows[0]?.n ?? 0;
  },
  run: async () => {
    const { numAffectedRows } = await sql`DELETE FROM notices.push_subscriptions p
      WHERE NOT ${openOnes}`.execute(db);
    return Number(numAffectedRows ?? 0);
  },
});
