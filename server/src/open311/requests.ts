import { findMatterCode } from '@heliu/contract/matter/code';
import { finalStages } from '@heliu/contract/matter/model';
import CheapRuler from 'cheap-ruler';
import { type RawBuilder, sql } from 'kysely';
import { centresOf, type City } from '../city/index.ts';
import type { Actor } from '../kernel/actor.ts';
import { unfit } from './errors.ts';
import { type Arguments, readBox, readNumber, readPoint, readWhole } from './query.ts';
import { rowsAs, type StoredRequest } from './request-view.ts';
import type { Open311Room } from './room.ts';
import { listedTypes } from './services.ts';
import { readRange } from './time.ts';

const mostRequests = 1000;
const mostPages = 1000;

const open = sql<boolean>`m.stage <> ALL(${[...finalStages]}::text[])`;

/** When a request changed last, as it is told: for closed ones the instant of closing. */
const updated = sql`CASE WHEN m.stage = 'closed' THEN m.closed_at ELSE m.changed_at END`;

/** Requests by the filters of the standard and those that clients use beyond it, newest first. */
export async function findRequests(
  room: Open311Room,
  args: Arguments,
  actor: Actor | null,
): Promise<StoredRequest[]> {
  const city = room.city.current();
  const size = readWhole(args, 'page_size', 1, mostRequests) ?? mostRequests;
  const page = readWhole(args, 'page', 1, mostPages) ?? 1;
  const named = args.list('service_request_id');
  const where = named.length > 0 ? byCode(named) : conditions(room, args, city);
  const order = orderOf(args.get('sort'));
  return readRequests(
    room,
    actor,
    sql`WHERE ${sql.join(where, sql` AND `)}
    ORDER BY ${order} LIMIT ${size} OFFSET ${(page - 1) * size}`,
  );
}

const newest = sql`m.registered_at DESC, m.id DESC`;

/** Codes that are none are not found, which is no error in a list. */
function byCode(named: readonly string[]): RawBuilder<boolean>[] {
  if (named.length > mostRequests) {
    throw unfit('service_request_id', {
      zh: `最多 ${mostRequests} 个编号`,
      en: `at most ${mostRequests} ids`,
    });
  }
  const codes = named.flatMap((text) => findMatterCode(text) ?? []);
  return [sql<boolean>`m.code = ANY(${codes}::text[])`];
}

function orderOf(sort: string | undefined) {
  if (sort === undefined || sort === '') return newest;
  if (sort === 'updated_datetime') return sql`${updated} DESC, m.id DESC`;
  throw unfit('sort', { zh: 'updated_datetime，或不填', en: 'updated_datetime, or leave it out' });
}

function conditions({ kernel }: Open311Room, args: Arguments, city: City): RawBuilder<boolean>[] {
  const now = kernel.clock.now();
  const wanted = args.list('service_code');
  const listed = listedTypes(city);
  const codes = wanted.length === 0 ? listed : listed.filter((code) => wanted.includes(code));
  const where = [sql<boolean>`m.type_code = ANY(${codes}::text[])`, ...statusCondition(args)];
  const changed = ['updated_after', 'updated_before'].some((name) => args.get(name) !== undefined);
  const dated = ['start_date', 'end_date'].some((name) => args.get(name) !== undefined);
  if (changed) where.push(...changedBetween(args, now));
  if (dated || !changed) {
    const { from, to } = readRange(
      ['start_date', args.get('start_date')],
      ['end_date', args.get('end_date')],
      now,
    );
    where.push(sql`m.registered_at BETWEEN ${new Date(from)} AND ${new Date(to)}`);
  }
  const places = placesWithin(args, city);
  if (places !== undefined) where.push(sql`m.division_code = ANY(${places}::text[])`);
  return where;
}

function statusCondition(args: Arguments): RawBuilder<boolean>[] {
  const wanted = args.list('status').map((status) => status.toLowerCase());
  if (wanted.some((status) => status !== 'open' && status !== 'closed')) {
    throw unfit('status', { zh: 'open 或 closed', en: 'open or closed' });
  }
  if (wanted.length === 0 || (wanted.includes('open') && wanted.includes('closed'))) return [];
  return [wanted.includes('open') ? open : sql<boolean>`NOT (${open})`];
}

/** The log says fast which matters changed in a time; which of them still tell so is asked of the matters. */
function changedBetween(args: Arguments, now: number): RawBuilder<boolean>[] {
  const range = readRange(
    ['updated_after', args.get('updated_after')],
    ['updated_before', args.get('updated_before')],
    now,
  );
  const [from, to] = [new Date(range.from), new Date(range.to)];
  return [
    sql<boolean>`m.id IN (SELECT substr(e.subject, 8)::uuid FROM log.events e
      WHERE e.at BETWEEN ${from} AND ${to} AND e.subject LIKE 'matter:%')`,
    sql<boolean>`${updated} BETWEEN ${from} AND ${to}`,
  ];
}

/** Divisions whose published point lies in the box or circle asked for; asking tells no more than the point does. */
function placesWithin(args: Arguments, city: City): string[] | undefined {
  const box = readBox(args);
  const point = readPoint(args);
  const radius = readNumber(args, 'radius', 1, 100_000);
  if (box === undefined && point === undefined) return undefined;
  const ruler = point && new CheapRuler(point[1], 'meters');
  const within = [...centresOf(city)].filter(([, [lng, lat]]) => {
    if (box !== undefined && !(lng >= box[0] && lng <= box[2] && lat >= box[1] && lat <= box[3]))
      return false;
    return ruler === undefined || ruler.distance(point as [number, number], [lng, lat]) <= (radius ?? 1000);
  });
  return within.map(([code]) => code);
}

/** One request by its code, whatever it is about: whoever holds the code may follow it. */
export async function findRequest(
  room: Open311Room,
  id: string,
  actor: Actor | null,
): Promise<StoredRequest | undefined> {
  const code = findMatterCode(id);
  if (code === undefined) return undefined;
  const [row] = await readRequests(room, actor, sql`WHERE m.code = ${code}`);
  return row;
}

async function readRequests(
  { kernel }: Open311Room,
  actor: Actor | null,
  which: RawBuilder<unknown>,
): Promise<StoredRequest[]> {
  const account = actor?.accountId ?? null;
  const { rows } = await sql<StoredRequest>`${rowsAs(account)} ${which}`.execute(kernel.db);
  return rows;
}
