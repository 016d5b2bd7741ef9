import { lightAt } from '@heliu/contract/deadline/light';
import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import type { CallBackRow, listCallBacks } from '@heliu/contract/hotline';
import { nextCallAt } from '@heliu/contract/hotline/desk';
import { type RawBuilder, sql } from 'kysely';
import type { City } from '../city/index.ts';
import type { Actor } from '../kernel/actor.ts';
import { decodeCursor, encodeCursor } from '../kernel/cursor.ts';
import { centresLed, type ListedRow, rowColumns, rowOf, visible } from '../matter/index.ts';
import type { HotlineRoom } from './room.ts';

interface DueRow extends ListedRow {
  call_due: Date;
  sort_key: string;
  attempts: number;
  last_attempt: Date | null;
  with_phone: number;
  reply: string | null;
}

/** Clocks (as `d`) of matters (as `m`) whose reporters the actor's centres have to call back. */
const mine = (actor: Actor, city: City): RawBuilder<boolean> => sql<boolean>`(d.kind = 'callBack'
  AND m.centre_unit_id = ANY(${centresLed(actor, city)}::text[]) AND ${visible(actor, city)})`;

const viewOf = (row: DueRow, city: City, now: number): CallBackRow => ({
  ...rowOf(row, now),
  dueAt: row.call_due.toISOString(),
  light: lightAt(row.call_due.getTime(), now),
  attempts: row.attempts,
  maxAttempts: city.pack.lifeCycle.maxCallBacks,
  lastAttemptAt: row.last_attempt?.toISOString() ?? null,
  withPhone: row.with_phone,
  reply: row.reply,
});

/** Matters wait for a call-back as long as its clock runs. */
export async function callBacksPage(
  { kernel: { db, clock }, city: cities }: HotlineRoom,
  actor: Actor,
  { cursor, limit }: EndpointInput<typeof listCallBacks>['query'],
): Promise<EndpointResult<typeof listCallBacks>> {
  const city = cities.current();
  const now = clock.now();
  const own = mine(actor, city);
  const conditions = [own];
  if (cursor !== undefined) {
    const [at, id] = decodeCursor(cursor, 2);
    conditions.push(sql`(d.due_at, d.matter_id) > (${String(at)}::timestamptz, ${String(id)}::uuid)`);
  }
  const { rows } =
    await sql<DueRow>`SELECT ${rowColumns(actor.language)}, d.due_at AS call_due, d.due_at::text AS sort_key,
      (m.state->'closing'->>'callBackAttempts')::int AS attempts,
      (SELECT max(e.at) FROM log.events e WHERE e.subject = 'matter:' || m.id::text
        AND e.kind = 'matter.calledBack' AND e.at >= m.closed_at) AS last_attempt,
      (SELECT count(*)::int FROM matter.reports r WHERE r.matter_id = m.id AND r.phone IS NOT NULL) AS with_phone,
      (SELECT n.body FROM matter.notes n WHERE n.matter_id = m.id AND n.kind = 'reply'
        ORDER BY n.id DESC LIMIT 1) AS reply
    FROM matter.due_clocks d JOIN matter.matters m ON m.id = d.matter_id
      LEFT JOIN people.accounts a ON a.id = m.holder_account_id
    WHERE ${sql.join(conditions, sql` AND `)} ORDER BY d.due_at, d.matter_id LIMIT ${limit + 1}`.execute(db);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const { callBackHours: hours } = city.pack.hotlineDesk;
  return {
    rows: page.map((row) => viewOf(row, city, now)),
    total: await totalOf(db, own),
    hours,
    callFrom: new Date(nextCallAt(now, hours, city.pack.timeZone)).toISOString(),
    now: new Date(now).toISOString(),
    ...(rows.length > limit && last !== undefined ? { next: encodeCursor([last.sort_key, last.id]) } : {}),
  };
}

async function totalOf(db: HotlineRoom['kernel']['db'], own: RawBuilder<boolean>): Promise<number> {
  const { rows } = await sql<{ total: number }>`SELECT count(*)::int AS total
    FROM matter.due_clocks d JOIN matter.matters m ON m.id = d.matter_id WHERE ${own}`.execute(db);
  return rows[0]?.total ?? 0;
}
