import type {
  BoardQuery,
  CardView,
  CountedGroup,
  getBoard,
  LevelCounts,
  listCards,
} from '@heliu/contract/supervision';
import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import { type RawBuilder, sql } from 'kysely';
import { type City, type NamedCode, pathOfCode, unitNamed } from '../city/index.ts';
import type { Actor } from '../kernel/actor.ts';
import { decodeCursor, encodeCursor } from '../kernel/cursor.ts';
import { atOrBelow } from '../kernel/place-paths.ts';
import { type CardRow, cardSelect, cardView, running, townshipOf } from './card-rows.ts';
import { keysOf } from './recipients.ts';
import type { SupervisionRoom } from './room.ts';

/** Open cards as `c` of matters as `m` that the actor may see and asks for. */
function conditions(
  room: SupervisionRoom,
  actor: Actor,
  query: BoardQuery,
  city: City,
): RawBuilder<unknown>[] {
  const found: RawBuilder<unknown>[] = [sql`c.ended_at IS NULL`, room.visible(actor, city)];
  if (query.level !== undefined) found.push(sql`c.level = ${query.level}`);
  if (query.source !== undefined) found.push(sql`c.source = ${query.source}`);
  if (query.unit !== undefined) found.push(sql`c.unit_id = ${query.unit}`);
  if (query.unread !== undefined) found.push(sql`c.acknowledged_at IS NULL`);
  if (query.mine !== undefined) {
    const keys = keysOf(actor, room.unitsServed(actor, city));
    found.push(sql`c.recipients && ${keys}::text[]`);
  }
  if (query.place !== undefined) {
    const path = pathOfCode(city, query.place) ?? query.place;
    found.push(atOrBelow('c.place_path', path));
  }
  return found;
}

const onHold = sql`NOT (${running})`;

/** One page of open cards, the longest waiting first; those whose clock is on hold wait for nobody and come after all others. */
export async function cardsPage(
  room: SupervisionRoom,
  actor: Actor,
  query: EndpointInput<typeof listCards>['query'],
): Promise<{ rows: CardView[]; next?: string }> {
  const city = room.city.current();
  const where = conditions(room, actor, query, city);
  const [reached, at, id] = query.cursor === undefined ? [0] : decodeCursor(query.cursor, 3);
  const found: { row: CardRow; cursor: string }[] = [];
  for (const [no, among] of [running, onHold].entries()) {
    if (no < Number(reached) || found.length > query.limit) continue;
    const after =
      no === reached && at !== undefined
        ? [sql`(c.reached_at, c.id) > (${String(at)}::timestamptz, ${String(id)}::uuid)`]
        : [];
    const { rows } =
      await sql<CardRow>`${cardSelect(actor.language)} WHERE ${sql.join([...where, among, ...after], sql` AND `)}
      ORDER BY c.reached_at, c.id LIMIT ${query.limit + 1 - found.length}`.execute(room.kernel.db);
    found.push(
      ...rows.map((row) => ({ row, cursor: encodeCursor([no, row.reached_at.toISOString(), row.id]) })),
    );
  }
  const looking = { city, actor, unitsServed: room.unitsServed(actor, city) };
  const page = found.slice(0, query.limit);
  const next = found.length > query.limit ? page.at(-1)?.cursor : undefined;
  return { rows: page.map(({ row }) => cardView(row, looking)), ...(next === undefined ? {} : { next }) };
}

interface Counted {
  readonly town: string;
  readonly unit_id: string;
  readonly level: keyof LevelCounts;
  readonly n: number;
}

const noCards: LevelCounts = { blue: 0, yellow: 0, red: 0, other: 0 };

/** Counts by level of rows that share a group. */
export const countsOf = (rows: readonly { level: keyof LevelCounts; n: number }[]): LevelCounts =>
  rows.reduce((sum, { level, n }) => ({ ...sum, [level]: sum[level] + n }), noCards);

const byRed = (a: CountedGroup, b: CountedGroup): number =>
  b.counts.red - a.counts.red ||
  b.counts.yellow - a.counts.yellow ||
  b.counts.blue - a.counts.blue ||
  (a.code < b.code ? -1 : 1);

function grouped<T extends { level: keyof LevelCounts; n: number }>(
  rows: readonly T[],
  nameOf: (row: T) => NamedCode | null,
): CountedGroup[] {
  const groups = Map.groupBy(rows, (row) => nameOf(row)?.code ?? '');
  return [...groups]
    .flatMap(([code, own]) => {
      const named = own[0] && nameOf(own[0]);
      return code === '' || !named ? [] : [{ ...named, counts: countsOf(own) }];
    })
    .toSorted(byRed);
}

export async function boardOf(
  room: SupervisionRoom,
  actor: Actor,
  query: BoardQuery,
): Promise<EndpointResult<typeof getBoard>> {
  const city = room.city.current();
  const where = conditions(room, actor, query, city);
  const { rows } = await sql<Counted>`
    SELECT split_part(c.place_path, '/', 1) || '/' || split_part(c.place_path, '/', 2) AS town, c.unit_id,
      coalesce(c.level, 'other') AS level, count(*)::int AS n
    FROM supervision.cards c JOIN matter.matters m ON m.id = c.matter_id
    WHERE ${sql.join(where, sql` AND `)} GROUP BY 1, 2, 3`.execute(room.kernel.db);
  return {
    total: countsOf(rows),
    townships: grouped(rows, ({ town }) => (town.endsWith('/') ? null : townshipOf(town, city))),
    units: grouped(rows, ({ unit_id: unitId }) => unitNamed(unitId, city)),
  };
}
