import type { MatterRow } from '@heliu/contract/matter/views';
import type { listMatters } from '@heliu/contract/matter/views';
import type { EndpointInput } from '@heliu/contract/endpoint';
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../kernel/actor.ts';
import { decodeCursor, encodeCursor } from '../kernel/cursor.ts';
import { conditionsOf } from './filter.ts';
import type { MatterRoom } from './room.ts';
import { type ListedRow, rowOf, rowSelect } from './row-view.ts';

type Query = EndpointInput<typeof listMatters>['query'];

const far = '9999-12-31T00:00:00Z';

/** Order, and what comes after the cursor, per sort. */
const sorts: Record<
  Query['sort'],
  { order: RawBuilder<unknown>; after(key: string, id: string): RawBuilder<boolean> }
> = {
  due: {
    order: sql`coalesce(m.due_at, ${far}::timestamptz), m.id`,
    after: (key, id) =>
      sql`(coalesce(m.due_at, ${far}::timestamptz), m.id) > (${key}::timestamptz, ${id}::uuid)`,
  },
  newest: {
    order: sql`m.registered_at DESC, m.id DESC`,
    after: (key, id) => sql`(m.registered_at, m.id) < (${key}::timestamptz, ${id}::uuid)`,
  },
  oldest: {
    order: sql`m.registered_at, m.id`,
    after: (key, id) => sql`(m.registered_at, m.id) > (${key}::timestamptz, ${id}::uuid)`,
  },
};

/** One page of the matters that the actor may see. */
export async function listPage(
  room: MatterRoom,
  actor: Actor,
  query: Query,
): Promise<{ rows: MatterRow[]; next?: string }> {
  const { kernel } = room;
  const city = room.city.current();
  const now = kernel.clock.now();
  const conditions = conditionsOf(query, actor, city, now);
  const sort = sorts[query.sort];
  if (query.cursor !== undefined) {
    const [key, id] = decodeCursor(query.cursor, 2);
    conditions.push(sort.after(String(key), String(id)));
  }
  const { rows } = await sql<ListedRow>`${rowSelect(actor.language)} WHERE ${sql.join(conditions, sql` AND `)}
    ORDER BY ${sort.order} LIMIT ${query.limit + 1}`.execute(kernel.db);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const more = rows.length > query.limit && last !== undefined;
  const listed = page.map((row) => rowOf(row, now));
  if (!more) return { rows: listed };
  const key = query.sort === 'due' ? (last.due_at?.toISOString() ?? far) : last.registered_at.toISOString();
  return { rows: listed, next: encodeCursor([key, last.id]) };
}
