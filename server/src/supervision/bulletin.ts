import { dayMs } from '@heliu/contract/deadline/zone';
import { isoInZone } from '@heliu/contract/deadline/local-time';
import { dayNumber, dateOf, weekdayOf } from '@heliu/contract/deadline/calendar';
import { Problem } from '@heliu/contract/problem';
import type { FieldFault } from '@heliu/contract/problem/reply';
import { type ClosingGroup, type ClosingQuery, noFigures, ratesOf } from '@heliu/contract/statistics';
import {
  type Bulletin,
  type BulletinCounts,
  type BulletinRow,
  type LevelCounts,
  redCardsMax,
} from '@heliu/contract/supervision';
import type { Text } from '@heliu/contract/text';
import { type RawBuilder, sql } from 'kysely';
import { type City, type NamedCode, unitNamed } from '../city/index.ts';
import type { Actor } from '../kernel/actor.ts';
import { countsOf } from './board.ts';
import { townshipOf } from './card-rows.ts';
import type { SupervisionRoom } from './room.ts';

interface Week {
  readonly from: string;
  readonly to: string;
  readonly running: boolean;
}

/** Monday and Sunday around a day; without one, of the last week that is over. */
function weekOf(day: string | undefined, now: number, timeZone: string): Week {
  const today = isoInZone(now, timeZone).slice(0, 10);
  const asked = day ?? isoInZone(now - 7 * dayMs, timeZone).slice(0, 10);
  if (asked > today) {
    const errors: FieldFault[] = [{ field: 'query.day', message: 'a day that has come' }];
    throw new Problem('input.invalid', { errors });
  }
  const number = dayNumber(asked);
  const monday = number - (weekdayOf(number) - 1);
  const to = dateOf(monday + 6);
  return { from: dateOf(monday), to, running: to >= today };
}

interface Counted {
  readonly town: string;
  readonly unit_id: string;
  readonly level: keyof LevelCounts;
  readonly issued: number;
  readonly ended: number;
  readonly open: number;
}

const openThen = (until: Date) =>
  sql`c.issued_at <= ${until} AND (c.ended_at IS NULL OR c.ended_at > ${until})`;

async function countCards(room: SupervisionRoom, sight: RawBuilder<unknown>, from: Date, until: Date) {
  const { rows } = await sql<Counted>`
    SELECT split_part(c.place_path, '/', 1) || '/' || split_part(c.place_path, '/', 2) AS town, c.unit_id,
      coalesce(c.level, 'other') AS level, count(*) FILTER (WHERE c.issued_at >= ${from})::int AS issued,
      count(*) FILTER (WHERE c.ended_at BETWEEN ${from} AND ${until} AND c.ended_because <> 'raised')::int AS ended,
      count(*) FILTER (WHERE ${openThen(until)})::int AS open
    FROM supervision.cards c JOIN matter.matters m ON m.id = c.matter_id
    WHERE ${sight} AND c.issued_at <= ${until} AND (c.ended_at IS NULL OR c.ended_at >= ${from})
    GROUP BY 1, 2, 3`.execute(room.kernel.db);
  return rows;
}

function countsFrom(
  rows: readonly Counted[],
  closing: Pick<ClosingGroup, 'figures' | 'rates'> | undefined,
): BulletinCounts {
  const { figures, rates } = closing ?? { figures: noFigures, rates: ratesOf(noFigures) };
  return {
    issued: countsOf(rows.map(({ level, issued }) => ({ level, n: issued }))),
    ended: rows.reduce((sum, { ended }) => sum + ended, 0),
    open: countsOf(rows.map(({ level, open }) => ({ level, n: open }))),
    closed: figures.closed,
    openOverdue: figures.openOverdue,
    onTimeShare: rates.onTimeClosingRate,
  };
}

/** Towns or units that have cards or closings, the most open red first. */
function rowsOf(
  rows: readonly Counted[],
  groups: readonly ClosingGroup[],
  nameOf: (row: Counted) => NamedCode | null,
): BulletinRow[] {
  const byCode = Map.groupBy(rows, (row) => nameOf(row)?.code ?? '');
  const names = new Map<string, Text>(groups.map(({ key, name }) => [key, name]));
  for (const row of rows) {
    const named = nameOf(row);
    if (named !== null) names.set(named.code, named.name);
  }
  return [...names]
    .map(([code, name]) => ({
      code,
      name,
      ...countsFrom(
        byCode.get(code) ?? [],
        groups.find(({ key }) => key === code),
      ),
    }))
    .toSorted((a, b) => b.open.red - a.open.red || b.issued.red - a.issued.red || (a.code < b.code ? -1 : 1));
}

interface RedRow {
  readonly matter_id: string;
  readonly code: string;
  readonly type_code: string;
  readonly unit_id: string;
  readonly place_path: string;
  readonly reached_at: Date;
  readonly due_at: Date | null;
  readonly total: number;
}

async function redCards(room: SupervisionRoom, sight: RawBuilder<unknown>, until: Date): Promise<RedRow[]> {
  const { rows } = await sql<RedRow>`
    SELECT c.matter_id, m.code, m.type_code, c.unit_id, c.place_path, c.reached_at, c.due_at,
      count(*) OVER ()::int AS total
    FROM supervision.cards c JOIN matter.matters m ON m.id = c.matter_id
    WHERE ${sight} AND c.level = 'red' AND ${openThen(until)}
    ORDER BY c.reached_at, c.id LIMIT ${redCardsMax}`.execute(room.kernel.db);
  return rows;
}

function redView(row: RedRow, city: City): Bulletin['red'][number] {
  const type = city.index.types.get(row.type_code) ?? city.former.types.get(row.type_code);
  return {
    matterId: row.matter_id,
    matterCode: row.code,
    typeName: type?.name ?? { zh: row.type_code, en: row.type_code },
    unit: unitNamed(row.unit_id, city),
    township: townshipOf(row.place_path, city),
    reachedAt: row.reached_at.toISOString(),
    dueAt: row.due_at?.toISOString() ?? null,
  };
}

/** The places whose bulletin it is: those of the roles that get it, or else the city. */
function placeOf(actor: Actor, city: City): Text {
  const names = actor.grants.flatMap(({ role, placePath, unitId }) => {
    if (role !== 'supervisor' && role !== 'leader') return [];
    if (unitId !== null) return [unitNamed(unitId, city).name];
    const place = city.pack.divisions.find(({ path }) => path === placePath);
    return place === undefined ? [] : [place.name];
  });
  const unique = [...new Map(names.map((name) => [name.zh, name])).values()];
  if (unique.length === 0) return city.pack.name;
  return { zh: unique.map(({ zh }) => zh).join('、'), en: unique.map(({ en }) => en).join(', ') };
}

/** The week of supervision in figures, of what the actor may see. Units and places only: nobody is named. */
export async function bulletinOf(
  room: SupervisionRoom,
  actor: Actor,
  { day }: { readonly day?: string | undefined },
): Promise<Bulletin> {
  const city = room.city.current();
  const week = weekOf(day, room.kernel.clock.now(), city.pack.timeZone);
  const query = (by: ClosingQuery['by']): ClosingQuery => ({ from: week.from, to: week.to, by });
  const [byPlace, byUnit] = await Promise.all([
    room.closing(actor, query('place')),
    room.closing(actor, query('unit')),
  ]);
  const from = new Date(byPlace.from ?? byPlace.until);
  const until = new Date(byPlace.until);
  const sight = room.visible(actor, city);
  const rows = await countCards(room, sight, from, until);
  const red = await redCards(room, sight, until);
  return {
    ...week,
    city: city.pack.name,
    place: placeOf(actor, city),
    total: countsFrom(rows, byPlace.total),
    townships: rowsOf(rows, byPlace.groups, ({ town }) =>
      town.endsWith('/') ? null : townshipOf(town, city),
    ),
    units: rowsOf(rows, byUnit.groups, ({ unit_id: unitId }) => unitNamed(unitId, city)),
    red: red.map((row) => redView(row, city)),
    redTotal: red[0]?.total ?? 0,
  };
}
