import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import {
  type countDeliveries,
  type Delivery,
  type listDeliveries,
  type NoticeChannel,
  retryDelivery,
} from '@heliu/contract/notices';
import { Problem } from '@heliu/contract/problem';
import type { Text } from '@heliu/contract/text';
import { type RawBuilder, sql } from 'kysely';
import { districtPath } from '../city/index.ts';
import { type Actor, administered } from '../kernel/actor.ts';
import { runCommand } from '../kernel/command.ts';
import { decodeCursor, encodeCursor } from '../kernel/cursor.ts';
import { atOrBelowAny } from '../kernel/place-paths.ts';
import type { Context } from '../kernel/route.ts';
import type { NoticeRoom } from './room.ts';

/** Accounts that the actor looks after; reporters without one belong to the whole city. */
function reached({ hooks }: NoticeRoom, actor: Actor): RawBuilder<boolean> {
  const root = districtPath(hooks.city.findCurrent());
  const paths = administered(actor);
  if (root !== undefined && paths.includes(root)) return sql<boolean>`true`;
  return atOrBelowAny('a.home_path', paths);
}

interface Row {
  readonly id: string;
  readonly channel: NoticeChannel;
  readonly state: Delivery['state'];
  readonly digest_for: Date | null;
  readonly attempts: number;
  readonly due_at: Date;
  readonly created_at: Date;
  readonly settled_at: Date | null;
  readonly last_error: string | null;
  readonly kind: 'staff' | 'resident' | null;
  readonly status: Text | null;
}

const rowOf = (row: Row): Delivery => ({
  id: row.id,
  channel: row.channel,
  to: row.kind ?? 'reporter',
  state: row.state,
  digest: row.digest_for !== null,
  attempts: row.attempts,
  dueAt: row.due_at.toISOString(),
  createdAt: row.created_at.toISOString(),
  settledAt: row.settled_at?.toISOString() ?? null,
  lastError: row.last_error,
  status: row.status,
  allowed: row.state === 'dead' ? ['retry'] : [],
});

export async function deliveries(
  room: NoticeRoom,
  { query }: EndpointInput<typeof listDeliveries>,
  { actor }: Context,
): Promise<EndpointResult<typeof listDeliveries>> {
  const conditions = [reached(room, actor)];
  if (query.state !== undefined) conditions.push(sql<boolean>`d.state = ${query.state}`);
  if (query.channel !== undefined) conditions.push(sql<boolean>`d.channel = ${query.channel}`);
  if (query.cursor !== undefined) {
    const [at, id] = decodeCursor(query.cursor, 2);
    conditions.push(sql<boolean>`(d.created_at, d.id) < (${String(at)}::timestamptz, ${String(id)}::uuid)`);
  }
  const { rows } = await sql<Row>`
    SELECT d.id, d.channel, d.state, d.digest_for, d.attempts, d.due_at, d.created_at, d.settled_at, d.last_error,
      a.kind, (SELECT n.status FROM notices.carried c JOIN notices.notices n ON n.id = c.notice_id
        WHERE c.delivery_id = d.id ORDER BY n.id LIMIT 1) AS status
    FROM notices.deliveries d LEFT JOIN people.accounts a ON a.id = d.account_id
    WHERE ${sql.join(conditions, sql` AND `)}
    ORDER BY d.created_at DESC, d.id DESC LIMIT ${query.limit + 1}`.execute(room.kernel.db);
  const page = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? page.at(-1) : undefined;
  return {
    rows: page.map(rowOf),
    ...(last === undefined ? {} : { next: encodeCursor([last.created_at.toISOString(), last.id]) }),
  };
}

export async function deliveryCounts(
  room: NoticeRoom,
  { query }: EndpointInput<typeof countDeliveries>,
  { actor }: Context,
): Promise<EndpointResult<typeof countDeliveries>> {
  const conditions = [reached(room, actor)];
  if (query.channel !== undefined) conditions.push(sql<boolean>`d.channel = ${query.channel}`);
  const { rows } = await sql<{ state: Delivery['state']; count: number }>`
    SELECT d.state, count(*)::int AS count
    FROM notices.deliveries d LEFT JOIN people.accounts a ON a.id = d.account_id
    WHERE ${sql.join(conditions, sql` AND `)} GROUP BY d.state`.execute(room.kernel.db);
  const none = { waiting: 0, sent: 0, dropped: 0, dead: 0 };
  return { states: { ...none, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])) } };
}

export async function retry(
  room: NoticeRoom,
  { params, body }: EndpointInput<typeof retryDelivery>,
  { actor }: Context,
): Promise<{ id: string }> {
  const { kernel } = room;
  const { accountId } = actor;
  const { commandId } = body;
  const record = { commandId, endpoint: retryDelivery.id, accountId, at: kernel.clock.now() };
  return runCommand(kernel.db, record, async (trx) => {
    const { rows } =
      await sql`UPDATE notices.deliveries SET state = 'waiting', attempts = 0, settled_at = NULL,
        due_at = ${new Date(record.at)}
      WHERE id = ${params.id} AND state = 'dead' AND id IN (
        SELECT d.id FROM notices.deliveries d LEFT JOIN people.accounts a ON a.id = d.account_id
        WHERE d.id = ${params.id} AND ${reached(room, actor)}) RETURNING id`.execute(trx);
    if (rows.length === 0) throw new Problem('resource.notFound');
    return { reply: { id: params.id }, subject: `delivery:${params.id}` };
  });
}
