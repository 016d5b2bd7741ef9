import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import type { CallQuery, getCallBoard, listCalls } from '@heliu/contract/joint';
import { type RawBuilder, sql } from 'kysely';
import { type City, pathOfCode } from '../city/index.ts';
import type { Actor } from '../kernel/actor.ts';
import { decodeCursor, encodeCursor } from '../kernel/cursor.ts';
import { atOrBelow } from '../kernel/place-paths.ts';
import { type CallRow, callSelect, viewsOf } from './call-view.ts';
import { toUnits, visibleCall } from './policy.ts';
import type { JointRoom } from './room.ts';

/** When the next clock of an open leg (as `l`) is due: to answer, then to arrive; null once it is there. */
const dueOfLeg = sql`CASE WHEN l.acknowledged_at IS NULL THEN l.acknowledge_due_at
  WHEN l.arrived_at IS NULL THEN l.arrive_due_at END`;

/** Of a call (as `c`), the first of its open legs that is due; calls where nobody is awaited come last. */
const dueOfCall = sql`coalesce((SELECT min(${dueOfLeg}) FROM joint.legs l WHERE l.call_id = c.id AND l.ended_at IS NULL),
  'infinity'::timestamptz)`;

/** What is due first and what is overdue are asked in one way. */
const isOverdue = (now: Date) => sql<boolean>`${dueOfCall} < ${now}`;

function conditions(room: JointRoom, actor: Actor, query: CallQuery, city: City): RawBuilder<unknown>[] {
  const found: RawBuilder<unknown>[] = [
    query.ended === undefined ? sql`c.ended_at IS NULL` : sql`c.ended_at IS NOT NULL`,
    visibleCall(room, actor, city),
  ];
  if (query.overdue !== undefined) found.push(isOverdue(new Date(room.kernel.clock.now())));
  if (query.toUs !== undefined) found.push(toUnits(room.unitsServed(actor, city)));
  if (query.unit !== undefined) found.push(toUnits([query.unit]));
  if (query.place !== undefined) {
    const path = pathOfCode(city, query.place) ?? query.place;
    found.push(atOrBelow('m.place_path', path));
  }
  return found;
}

/** One page of calls: open ones by what is due first, so that overdue ones lead; ended ones the last first. */
export async function callsPage(
  room: JointRoom,
  actor: Actor,
  query: EndpointInput<typeof listCalls>['query'],
): Promise<EndpointResult<typeof listCalls>> {
  const city = room.city.current();
  const key = query.ended === undefined ? dueOfCall : sql`c.ended_at`;
  const down = query.ended === undefined ? sql`` : sql`DESC`;
  const where = conditions(room, actor, query, city);
  if (query.cursor !== undefined) {
    const [at, id] = decodeCursor(query.cursor, 2);
    const after = query.ended === undefined ? sql`>` : sql`<`;
    where.push(sql`(${key}, c.id) ${after} (${String(at)}::timestamptz, ${String(id)}::uuid)`);
  }
  const { rows } = await sql<CallRow & { sort_key: string }>`
    SELECT v.*, k.sort_key FROM (${callSelect(room.visible(actor, city), actor.language)} WHERE ${sql.join(where, sql` AND `)}
      ORDER BY ${key} ${down}, c.id ${down} LIMIT ${query.limit + 1}) v
    JOIN LATERAL (SELECT ${key}::text AS sort_key, ${key} AS sort_at FROM joint.calls c WHERE c.id = v.id) k ON true
    ORDER BY k.sort_at ${down}, v.id ${down}`.execute(room.kernel.db);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    rows: await viewsOf(room, actor, city, page),
    ...(rows.length > query.limit && last !== undefined
      ? { next: encodeCursor([last.sort_key, last.id]) }
      : {}),
  };
}

export async function boardOf(room: JointRoom, actor: Actor): Promise<EndpointResult<typeof getCallBoard>> {
  const city = room.city.current();
  const units = room.unitsServed(actor, city);
  const now = new Date(room.kernel.clock.now());
  const unanswered = sql<boolean>`EXISTS (SELECT FROM joint.legs w WHERE w.call_id = c.id AND w.ended_at IS NULL
    AND w.acknowledged_at IS NULL AND w.unit_id = ANY(${units}::text[]))`;
  const { rows } = await sql<EndpointResult<typeof getCallBoard>>`
    SELECT count(*)::int AS open, (count(*) FILTER (WHERE ${isOverdue(now)}))::int AS overdue,
      (count(*) FILTER (WHERE ${toUnits(units)}))::int AS "toUs",
      (count(*) FILTER (WHERE ${unanswered}))::int AS unanswered
    FROM joint.calls c JOIN matter.matters m ON m.id = c.matter_id
    WHERE c.ended_at IS NULL AND ${visibleCall(room, actor, city)}`.execute(room.kernel.db);
  return rows[0] ?? { open: 0, overdue: 0, toUs: 0, unanswered: 0 };
}
