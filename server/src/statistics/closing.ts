import {
  type ClosingGroup,
  type ClosingQuery,
  type CountedMatter,
  type Figures,
  figures,
  type getClosing,
  type Grouping,
  type listCounted,
  ratesOf,
  sumOf,
} from '@heliu/contract/statistics';
import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import type { Text } from '@heliu/contract/text';
import { type RawBuilder, sql } from 'kysely';
import { type City, pathOfCode, perCity } from '../city/index.ts';
import type { Actor } from '../kernel/actor.ts';
import { decodeCursor, encodeCursor } from '../kernel/cursor.ts';
import { atOrBelow } from '../kernel/place-paths.ts';
import { directFacts } from './direct.ts';
import { counted, factsOf } from './facts.ts';
import { placeOf } from './kept.ts';
import { periodOf } from './period.ts';
import type { StatisticsRoom } from './room.ts';

type Closing = EndpointResult<typeof getClosing>;

type Named = { readonly name: Text } | undefined;

/** What a group is called, now or before; the code itself where the city never knew it. */
function nameOf(
  by: Grouping,
  key: string,
  { index, pack, former }: City,
): Pick<ClosingGroup, 'name' | 'former'> {
  const known: Record<Grouping, () => readonly [now: Named, before: Named]> = {
    type: () => [index.types.get(key), former.types.get(key)],
    unit: () => [index.units.get(key), former.units.get(key)],
    place: () => [
      index.divisions.get(key) ?? index.grids.get(key),
      former.divisions.get(key) ?? former.grids.get(key),
    ],
    channel: () => [pack.channels.find(({ code }) => code === key), undefined],
  };
  const [now, before] = known[by]();
  return { name: (now ?? before)?.name ?? { zh: key, en: key }, former: now === undefined };
}

/** Codes of places by their paths, those of earlier versions too. */
const placeCodes = perCity(
  ({ pack, former }) =>
    new Map(
      [...former.divisions.values(), ...former.grids.values(), ...pack.divisions, ...pack.grids].map(
        ({ path, code }) => [path, code],
      ),
    ),
);

/** Depth in the tree at which places are told apart: the level below the place asked for. */
function placeDepth({ place }: ClosingQuery, city: City): number {
  const path = pathOfCode(city, place ?? city.pack.districtCode) ?? '';
  return path.split('/').length + 1;
}

/** Counts of places joined to those of the level that is told apart. */
function foldPlaces(rows: readonly CountedKey[], depth: number): CountedKey[] {
  const byKey = Map.groupBy(rows, ({ key }) => key.split('/').slice(0, depth).join('/'));
  return [...byKey]
    .map(([key, own]) => ({ key, ...sumOf(own) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

/** Matters of a group by the key as it is shown. */
function inGroup(query: ClosingQuery, key: string, city: City): RawBuilder<boolean> {
  if (query.by !== 'place') return sql`f.key = ${key}`;
  const path = pathOfCode(city, key) ?? key;
  const isWhole = path.split('/').length === placeDepth(query, city);
  return isWhole ? atOrBelow('f.key', path) : sql`f.key = ${path}`;
}

type CountedKey = Figures & { readonly key: string };

const columns = sql.join(
  figures.map((figure) => sql`count(*) FILTER (WHERE ${counted[figure]})::int AS ${sql.id(figure)}`),
);

/** Figures and rates of a period by group, of what the actor may see. */
export async function closingOf(room: StatisticsRoom, actor: Actor, query: ClosingQuery): Promise<Closing> {
  const city = room.city.current();
  const period = periodOf(query, city, room.kernel.clock.now());
  const known = (await placeOf(room.kernel.db)) ?? 0;
  const facts = factsOf({ query, listed: false, period, actor, city }, room, known);
  const { rows } = await sql<CountedKey>`
    SELECT f.key, ${columns} FROM (${facts}) f GROUP BY f.key ORDER BY f.key`.execute(room.kernel.db);
  const shown = query.by === 'place' ? foldPlaces(rows, placeDepth(query, city)) : rows;
  const groups: ClosingGroup[] = shown
    .filter((row) => figures.some((figure) => row[figure] > 0))
    .map(({ key: stored, ...own }) => {
      const key = query.by === 'place' ? (placeCodes(city).get(stored) ?? stored) : stored;
      return { key, ...nameOf(query.by, key, city), figures: own, rates: ratesOf(own) };
    });
  const total = sumOf(groups.map((group) => group.figures));
  return {
    from: period.from === null ? null : new Date(period.from).toISOString(),
    until: new Date(period.until).toISOString(),
    by: query.by,
    groups,
    total: { figures: total, rates: ratesOf(total) },
  };
}

interface CountedRow {
  readonly id: string;
  readonly code: string;
  readonly type_code: string;
  readonly stage: CountedMatter['stage'];
  readonly registered_at: Date;
  readonly due_at: Date | null;
  readonly closed_at: Date | null;
  readonly on_time: boolean | null;
}

/** The matters that a figure counts, oldest first. */
export async function countedMatters(
  room: StatisticsRoom,
  actor: Actor,
  query: EndpointInput<typeof listCounted>['query'],
): Promise<{ rows: CountedMatter[]; next?: string }> {
  const city = room.city.current();
  const period = periodOf(query, city, room.kernel.clock.now());
  const known = (await placeOf(room.kernel.db)) ?? 0;
  const asked = { query, period, actor, city };
  const conditions = [counted[query.figure]];
  if (query.key !== undefined) conditions.push(inGroup(query, query.key, city));
  if (query.cursor !== undefined) {
    const [at, id] = decodeCursor(query.cursor, 2);
    conditions.push(sql`(f.registered_at, f.id) > (${String(at)}::timestamptz, ${String(id)}::uuid)`);
  }
  const found = sql`
    SELECT f.id FROM (${factsOf({ ...asked, listed: false }, room, known)}) f
    WHERE ${sql.join(conditions, sql` AND `)}
    ORDER BY f.registered_at, f.id LIMIT ${query.limit + 1}`;
  const { rows } = await sql<CountedRow>`
    SELECT f.id, f.code, f.type_code, f.stage, f.registered_at, f.due_at, f.closed_at, f.on_time
    FROM (${directFacts({ ...asked, listed: true }, room, found)}) f
    ORDER BY f.registered_at, f.id`.execute(room.kernel.db);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const more = rows.length > query.limit && last !== undefined;
  return {
    rows: page.map(viewOf),
    ...(more ? { next: encodeCursor([last.registered_at.toISOString(), last.id]) } : {}),
  };
}

const viewOf = (row: CountedRow): CountedMatter => ({
  matterId: row.id,
  code: row.code,
  typeCode: row.type_code,
  stage: row.stage,
  registeredAt: row.registered_at.toISOString(),
  dueAt: row.due_at?.toISOString() ?? null,
  closedAt: row.stage === 'closed' ? (row.closed_at?.toISOString() ?? null) : null,
  onTime: row.stage === 'closed' ? row.on_time : null,
});
