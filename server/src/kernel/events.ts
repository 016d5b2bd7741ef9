import { type RawBuilder, sql } from 'kysely';
import type { Db, Trx } from './db.ts';

/** An act as it enters the log. `payload` holds ids, codes and instants; never personal data. */
export interface NewEvent {
  readonly kind: string;
  readonly subject: string;
  readonly at: number;
  readonly placePath?: string | null;
  readonly unitIds?: readonly string[];
  readonly actorId?: number | null;
  readonly commandId?: string | null;
  readonly payload?: Readonly<Record<string, unknown>>;
}

export interface LoggedEvent extends Required<NewEvent> {
  readonly id: number;
  readonly position: number;
}

/** An event as its row has it, but for its id. */
export const eventRow = (event: NewEvent) => ({
  at: new Date(event.at).toISOString(),
  kind: event.kind,
  subject: event.subject,
  place_path: event.placePath ?? null,
  unit_ids: event.unitIds ?? [],
  actor_id: event.actorId ?? null,
  command_id: event.commandId ?? null,
  payload: event.payload ?? {},
});

export type NewEventRow = ReturnType<typeof eventRow>;

/** Appends in the caller's transaction, so the event stands or falls with the rows it tells of. */
export async function appendEvents(trx: Trx | Db, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = JSON.stringify(events.map(eventRow));
  await sql`
    WITH added AS (
      INSERT INTO log.events (at, kind, subject, place_path, unit_ids, actor_id, command_id, payload)
      SELECT at, kind, subject, place_path, unit_ids, actor_id, command_id, payload
      FROM jsonb_to_recordset(${rows}::jsonb) AS e(at timestamptz, kind text, subject text, place_path text,
        unit_ids text[], actor_id bigint, command_id uuid, payload jsonb)
      RETURNING id, at)
    INSERT INTO log.pending_events (event_id, event_at) SELECT id, at FROM added`.execute(trx);
}

interface EventRow {
  position: number;
  id: number;
  at: Date;
  kind: string;
  subject: string;
  place_path: string | null;
  unit_ids: string[];
  actor_id: number | null;
  command_id: string | null;
  payload: Record<string, unknown>;
}

/**
 * The events at the next positions after one, each with its position, as `e`. What is placed together was mostly numbered
 * together, so they are read as one stretch of ids: looking up each costs five times as much, and without the stretch
 * the planner reads all of the log for as long as it is not many times as long as the step.
 */
const eventsAfter = (after: number, limit: number) => sql`(
  WITH p AS MATERIALIZED (SELECT * FROM log.positions WHERE position > ${after} ORDER BY position LIMIT ${limit})
  SELECT p.position, e.* FROM p JOIN log.events e ON e.id = p.event_id AND e.at = p.event_at
  WHERE e.id >= (SELECT min(event_id) FROM p) AND e.id <= (SELECT max(event_id) FROM p)) e`;

/** Which events of those that it passes a reader takes in. */
export interface EventFilter {
  readonly kinds: readonly string[];
  /** Instant before which nothing counts. */
  readonly since: number;
}

/** Events after a position, in order: those at the next `limit` positions, of which `only` may want some. */
export async function readEvents(
  db: Db,
  after: number,
  limit: number,
  only?: EventFilter,
): Promise<LoggedEvent[]> {
  const wanted =
    only === undefined
      ? sql`true`
      : sql`e.kind = ANY(${only.kinds}::text[]) AND e.at >= ${new Date(only.since)}`;
  const { rows } = await sql<EventRow>`
    SELECT e.* FROM ${eventsAfter(after, limit)} WHERE ${wanted} ORDER BY e.position`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    position: row.position,
    at: row.at.getTime(),
    kind: row.kind,
    subject: row.subject,
    placePath: row.place_path,
    unitIds: row.unit_ids,
    actorId: row.actor_id,
    commandId: row.command_id,
    payload: row.payload,
  }));
}

/** Matters that the events at the next `limit` positions tell of, each once; `kinds` as a condition on `e.kind`. */
export async function readMatters(
  db: Db,
  after: number,
  limit: number,
  kinds: RawBuilder<boolean> = sql`true`,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT DISTINCT substr(e.subject, 8) AS id FROM ${eventsAfter(after, limit)}
    WHERE e.subject LIKE 'matter:%' AND ${kinds}`.execute(db);
  return rows.map(({ id }) => id);
}
