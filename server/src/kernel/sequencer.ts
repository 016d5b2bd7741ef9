import { sql } from 'kysely';
import type pg from 'pg';
import type { Db } from './db.ts';

/** Events placed in one turn; a full turn means that more wait. */
export const placesAtOnce = 5000;

/**
 * Gives every committed event its gapless position. The lock on the one row of `log.sequence` keeps the sequencer
 * single however many processes run it, and the move from `pending_events` to `positions` is one statement: a crash
 * leaves an event either pending or placed.
 * @returns how many were placed.
 */
export async function placeEvents(db: Db, batch = placesAtOnce): Promise<number> {
  const { rows } = await sql<{ placed: number }>`
    WITH head AS (
      SELECT last_position FROM log.sequence WHERE one FOR UPDATE SKIP LOCKED),
    taken AS (
      DELETE FROM log.pending_events WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM log.pending_events LIMIT ${batch}))
        AND EXISTS (SELECT FROM head)
      RETURNING event_id, event_at),
    placed AS (
      INSERT INTO log.positions (position, event_id, event_at)
      SELECT head.last_position + row_number() OVER (ORDER BY event_id), event_id, event_at FROM taken, head
      RETURNING position),
    moved AS (
      UPDATE log.sequence SET last_position = last_position + (SELECT count(*) FROM placed)
      WHERE EXISTS (SELECT FROM placed) RETURNING 1)
    SELECT (SELECT count(*) FROM placed)::int AS placed FROM (SELECT count(*) FROM moved) AS done`.execute(
    db,
  );
  return rows[0]?.placed ?? 0;
}

/** An event that has been written, as its position refers to it. */
export interface WrittenEvent {
  readonly id: number;
  readonly at: string;
}

/**
 * Gives positions to many events of the caller's own transaction, in their order. It must be the last thing before the
 * commit: nobody else places events until then, so that the order of positions stays that of the commits. For loads,
 * whose events would otherwise be written to `pending_events` and moved by the hundred thousand.
 */
export async function placeWritten(client: pg.ClientBase, events: readonly WrittenEvent[]): Promise<void> {
  await client.query(
    `WITH head AS (
       UPDATE log.sequence SET last_position = last_position + cardinality($1::bigint[]) WHERE one
       RETURNING last_position - cardinality($1::bigint[]) AS before)
     INSERT INTO log.positions (position, event_id, event_at)
     SELECT head.before + e.no, e.id, e.at
     FROM head, unnest($1::bigint[], $2::timestamptz[]) WITH ORDINALITY AS e(id, at, no)`,
    [events.map(({ id }) => id), events.map(({ at }) => at)],
  );
}

/** Wakes those who read by position. */
export const placedChannel = 'heliu_placed';

/** Once for many events and outside every transaction that writes, which it would hold up. */
export const announcePlaced = (db: Db) => sql`SELECT pg_notify(${placedChannel}, '')`.execute(db);

/** Whether events were placed that a reader of the log has not come to. One look without a lock, for turns that find nothing. */
export async function isBehind(db: Db, reader: string): Promise<boolean> {
  const { rows } = await sql<{ behind: boolean }>`
    SELECT last_position > coalesce((SELECT position FROM log.readers WHERE name = ${reader}), 0) AS behind
    FROM log.sequence`.execute(db);
  return rows[0]?.behind === true;
}

/** Highest position given so far. */
export async function lastPosition(db: Db): Promise<number> {
  const { last_position: last } = await db
    .selectFrom('log.sequence')
    .select('last_position')
    .executeTakeFirstOrThrow();
  return last;
}

/**
 * How far one turn of a reader goes: positions have no gaps, so `count` is all it may read before it moves to `upTo`. What
 * is placed meanwhile belongs to the next turn. Undefined where nothing waits.
 */
export async function stepAfter(
  db: Db,
  after: number,
  limit: number,
): Promise<{ readonly upTo: number; readonly count: number; readonly more: boolean } | undefined> {
  const upTo = Math.min(after + limit, await lastPosition(db));
  return upTo > after ? { upTo, count: upTo - after, more: upTo === after + limit } : undefined;
}
