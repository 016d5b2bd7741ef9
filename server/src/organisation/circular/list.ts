import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import type { Counts } from '@heliu/contract/organisation/circular-views';
import type { listCirculars, listCopies } from '@heliu/contract/organisation/circulars';
import { Problem } from '@heliu/contract/problem';
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../kernel/actor.ts';
import { decodeCursor, encodeCursor } from '../../kernel/cursor.ts';
import { sendingUnits } from '../policy.ts';
import type { OrganisationRoom } from '../room.ts';
import { visibleCircular } from './act.ts';
import {
  type CopyFactsRow,
  copyColumns,
  copyOf,
  countsAt,
  factsOf,
  type FactsRow,
  overdueAt,
} from './rows.ts';

interface Row extends FactsRow {
  readonly due_at: Date | null;
  readonly withdrawn_at: Date | null;
  readonly counts: Counts;
  readonly late: boolean;
  readonly sort_key: string;
}

/** One page: those with answers overdue first, the newest first among both. */
export async function circularsPage(
  room: OrganisationRoom,
  actor: Actor,
  query: EndpointInput<typeof listCirculars>['query'],
): Promise<EndpointResult<typeof listCirculars>> {
  const city = room.city.current();
  const now = room.kernel.clock.now();
  const having = (condition: RawBuilder<boolean>) => sql<boolean>`EXISTS (SELECT FROM organisation.copies y
    WHERE y.circular_id = c.id AND ${condition})`;
  const late = having(overdueAt(now));
  const where: RawBuilder<boolean>[] = [visibleCircular(actor, city)];
  if (query.kind !== undefined) where.push(sql<boolean>`c.kind = ${query.kind}`);
  if (query.ours !== undefined) {
    where.push(sql<boolean>`c.unit_id = ANY(${sendingUnits(actor, city)}::text[])`);
  }
  if (query.open !== undefined) {
    const unsettled = sql<boolean>`(y.state IN ('sent', 'read', 'acknowledged', 'sentBack') OR (y.state = 'answered'
      AND c.kind = 'order'))`;
    where.push(sql<boolean>`c.kind = 'order' AND c.withdrawn_at IS NULL`, having(unsettled));
  }
  if (query.cursor !== undefined) {
    const [wasLate, at, id] = decodeCursor(query.cursor, 3);
    where.push(sql<boolean>`(NOT ${late}, -extract(epoch FROM c.sent_at), c.id) >
      (${wasLate === 0}, -extract(epoch FROM ${String(at)}::timestamptz), ${String(id)}::uuid)`);
  }
  const { rows } = await sql<Row>`
    SELECT c.id, c.kind, c.title, c.unit_id, c.sent_at, c.due_at, c.withdrawn_at, ${countsAt(now)} AS counts,
      ${late} AS late, c.sent_at::text AS sort_key
    FROM organisation.circulars c WHERE ${sql.join(where, sql` AND `)}
    ORDER BY NOT ${late}, c.sent_at DESC, c.id LIMIT ${query.limit + 1}`.execute(room.kernel.db);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    rows: page.map((row) => ({
      ...factsOf(row, row.due_at, city),
      withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
      counts: row.counts,
    })),
    ...(rows.length > query.limit && last !== undefined
      ? { next: encodeCursor([last.late ? 1 : 0, last.sort_key, last.id]) }
      : {}),
  };
}

/** @throws Problem `resource.notFound`. */
export async function assertSeen(room: OrganisationRoom, actor: Actor, circularId: string): Promise<void> {
  const { rows } = await sql`SELECT FROM organisation.circulars c
    WHERE c.id = ${circularId}::uuid AND ${visibleCircular(actor, room.city.current())}`.execute(
    room.kernel.db,
  );
  if (rows.length === 0) throw new Problem('resource.notFound');
}

/** One page of those it went to: overdue ones first, then by name. */
export async function copiesPage(
  room: OrganisationRoom,
  actor: Actor,
  { circularId, ...query }: EndpointInput<typeof listCopies>['query'] & { readonly circularId: string },
): Promise<EndpointResult<typeof listCopies>> {
  await assertSeen(room, actor, circularId);
  const city = room.city.current();
  const now = room.kernel.clock.now();
  const late = overdueAt(now);
  const order = sql`coalesce(NOT ${late}, true)`;
  const where: RawBuilder<boolean>[] = [sql<boolean>`y.circular_id = ${circularId}::uuid`];
  if (query.state !== undefined) where.push(sql<boolean>`y.state = ${query.state}`);
  if (query.overdue !== undefined) where.push(late);
  if (query.cursor !== undefined) {
    const [wasLate, name, id] = decodeCursor(query.cursor, 3);
    where.push(
      sql<boolean>`(${order}, o.name, o.id) > (${wasLate === 0}, ${String(name)}, ${String(id)}::uuid)`,
    );
  }
  const { rows } = await sql<CopyFactsRow & { punctual: boolean }>`
    SELECT ${copyColumns}, ${order} AS punctual
    FROM organisation.copies y JOIN organisation.organisations o ON o.id = y.organisation_id
    WHERE ${sql.join(where, sql` AND `)} ORDER BY ${order}, o.name, o.id LIMIT ${query.limit + 1}`.execute(
    room.kernel.db,
  );
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    rows: page.map((row) => copyOf(row, now, city)),
    ...(rows.length > query.limit && last !== undefined
      ? { next: encodeCursor([last.punctual ? 0 : 1, last.name, last.organisation_id]) }
      : {}),
  };
}
