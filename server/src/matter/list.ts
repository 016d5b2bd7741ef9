import { findMatterCode } from '@heliu/contract/matter/code';
import type { MatterRow } from '@heliu/contract/matter/views';
import type { listMatters } from '@heliu/contract/matter/views';
import type { EndpointInput } from '@heliu/contract/endpoint';
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../kernel/actor.ts';
import { decodeCursor, encodeCursor } from '../kernel/cursor.ts';
import { conditionsBesideText, open, textIn } from './filter.ts';
import { seesAll } from './policy.ts';
import type { MatterRoom } from './room.ts';
import { type ListedRow, rowOf, rowSelect } from './row-view.ts';
import { hasText, readWithText } from './text-search.ts';

type Query = EndpointInput<typeof listMatters>['query'];
type Sort = Query['sort'];

const far = '9999-12-31T00:00:00Z';
/** As the index of what is open has it. */
const due = sql`coalesce(m.due_at, '9999-12-31T00:00:00Z'::timestamptz)`;

/** Order, and what comes after the cursor, per sort. */
const sorts: Record<
  Sort,
  { order: RawBuilder<unknown>; after(key: string, id: string): RawBuilder<boolean> }
> = {
  due: {
    order: sql`${due}, m.id`,
    after: (key, id) => sql`(${due}, m.id) > (${key}::timestamptz, ${id}::uuid)`,
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

/** A stretch of a list: which of the matters that the filter finds, in which order. */
interface Stretch {
  readonly among: RawBuilder<boolean> | null;
  readonly sort: Sort;
}

/**
 * By due time means what is open; what has ended follows, newest first: of years of matters, nobody looks for the oldest
 * target first, and no index would have them in that order. Queues of checks and approvals are short, and whole; a code
 * finds its matter in whatever list.
 */
function stretchesOf({ sort, queue, state, q }: Query): readonly Stretch[] {
  const whole = queue === 'checks' || queue === 'approvals' || findMatterCode(q ?? '') !== undefined;
  if (sort !== 'due' || whole) return [{ among: null, sort }];
  const ongoing = { among: open, sort } as const;
  const ended = { among: sql<boolean>`NOT (${open})`, sort: 'newest' } as const;
  if (state === 'open' || queue === 'mine' || queue === 'unit') return [ongoing];
  return state === 'closed' ? [ended] : [ongoing, ended];
}

/** One page of the matters that the actor may see. */
export async function listPage(
  room: MatterRoom,
  actor: Actor,
  query: Query,
): Promise<{ rows: MatterRow[]; next?: string }> {
  const { kernel } = room;
  const now = kernel.clock.now();
  const city = room.city.current();
  const text = textIn(query);
  const conditions = conditionsBesideText(query, actor, city, now);
  const stretches = stretchesOf(query);
  const [reached, key, id] = query.cursor === undefined ? [0] : decodeCursor(query.cursor, 3);
  const found: { row: ListedRow; cursor: string }[] = [];
  for (const [no, { among, sort }] of stretches.entries()) {
    if (no < Number(reached) || found.length > query.limit) continue;
    const all = among === null ? conditions : [...conditions, among];
    const after = no === reached && key !== undefined ? [sorts[sort].after(String(key), String(id))] : [];
    const read = async (...having: RawBuilder<boolean>[]) => {
      const where = sql.join([...all, ...after, ...having], sql` AND `);
      const { rows } = await sql<ListedRow>`${rowSelect(actor.language)} WHERE ${where}
        ORDER BY ${sorts[sort].order} LIMIT ${query.limit + 1 - found.length}`.execute(kernel.db);
      return rows;
    };
    const each = seesAll(actor, city) || among === open;
    const rows = await (text === undefined
      ? read()
      : each
        ? read(hasText(text))
        : readWithText(kernel.db, text, read));
    found.push(...rows.map((row) => ({ row, cursor: encodeCursor([no, keyOf(row, sort), row.id]) })));
  }
  const page = found.slice(0, query.limit);
  const next = found.length > query.limit ? page.at(-1)?.cursor : undefined;
  return { rows: page.map(({ row }) => rowOf(row, now)), ...(next === undefined ? {} : { next }) };
}

const keyOf = (row: ListedRow, sort: Sort): string =>
  sort === 'due' ? (row.due_at?.toISOString() ?? far) : row.registered_at.toISOString();
