import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import type { listDisputes } from '@heliu/contract/registers';
import { sql } from 'kysely';
import { pathOfCode } from '../city/index.ts';
import { decodeCursor, encodeCursor } from '../kernel/cursor.ts';
import { atOrBelow } from '../kernel/place-paths.ts';
import type { Context } from '../kernel/route.ts';
import { type ListedRow, rowColumns, rowOf } from '../matter/index.ts';
import type { RegistersRoom } from './room.ts';

const isOpen = sql<boolean>`m.stage NOT IN ('closed', 'declined', 'voided', 'merged')`;
const far = '9999-12-31T00:00:00Z';

/** Matters of the types that are disputes, what is due first; what people wrote of them is left out of the reply. */
export async function disputes(
  room: RegistersRoom,
  { query }: EndpointInput<typeof listDisputes>,
  { actor }: Context,
): Promise<EndpointResult<typeof listDisputes>> {
  const { db, clock } = room.kernel;
  const city = room.city.current();
  const now = clock.now();
  const types = city.pack.registers.disputes;
  const mine = [room.visible(actor, city), sql<boolean>`m.type_code = ANY(${types}::text[])`];
  if (query.place !== undefined) {
    const path = pathOfCode(city, query.place) ?? query.place;
    mine.push(atOrBelow('m.place_path', path));
  }
  const conditions = [...mine];
  if (query.type !== undefined) conditions.push(sql<boolean>`m.type_code = ${query.type}`);
  if (query.state === 'open') conditions.push(isOpen);
  if (query.state === 'closed') conditions.push(sql<boolean>`NOT (${isOpen})`);
  if (query.cursor !== undefined) {
    const [key, id] = decodeCursor(query.cursor, 2);
    conditions.push(
      sql<boolean>`(coalesce(m.due_at, ${far}::timestamptz), m.id) > (${String(key)}::timestamptz, ${String(id)}::uuid)`,
    );
  }
  const [{ rows }, counted] = await Promise.all([
    sql<ListedRow>`SELECT ${rowColumns(actor.language)} FROM matter.matters m LEFT JOIN people.accounts a ON a.id = m.holder_account_id
      WHERE ${sql.join(conditions, sql` AND `)}
      ORDER BY coalesce(m.due_at, ${far}::timestamptz), m.id LIMIT ${query.limit + 1}`.execute(db),
    sql<{ code: string; open: number; overdue: number }>`
      SELECT m.type_code AS code, count(*)::int AS open,
        count(*) FILTER (WHERE m.due_at < ${new Date(now)})::int AS overdue
      FROM matter.matters m WHERE ${sql.join([...mine, isOpen], sql` AND `)} GROUP BY 1`.execute(db),
  ]);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const found = new Map(counted.rows.map((row) => [row.code, row]));
  return {
    types: types.map((code) => ({
      code,
      open: found.get(code)?.open ?? 0,
      overdue: found.get(code)?.overdue ?? 0,
    })),
    rows: page.map((row) => rowOf(row, now)),
    ...(rows.length > page.length && last !== undefined
      ? { next: encodeCursor([last.due_at?.toISOString() ?? far, last.id]) }
      : {}),
  };
}
