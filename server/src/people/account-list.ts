import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import { type countAccounts, heldLevels, type listAccounts, Phone } from '@heliu/contract/people';
import { type Role, roles } from '@heliu/contract/permission';
import { Problem } from '@heliu/contract/problem';
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../kernel/actor.ts';
import { decodeCursor, encodeCursor } from '../kernel/cursor.ts';
import { atOrBelow } from '../kernel/place-paths.ts';
import type { Context } from '../kernel/route.ts';
import { accountColumns, showRow, type StoredAccount } from './account-view.ts';
import { visible } from './policy.ts';
import type { PeopleRoom } from './room.ts';

const escaped = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`);

/** How far below the district a path lies, as its level: 0 for the district. */
const depthOf = (path: RawBuilder<unknown>) =>
  sql<number>`(length(${path}) - length(replace(${path}, '/', '')))`;

/** Staff before residents, upper levels before lower, so that a place's own staff are not lost among its officers. */
const order = sql`(a.kind = 'resident'), ${depthOf(sql`a.home_path`)}, lower(a.login) COLLATE "C", a.id`;

/** Accounts, staff of the upper levels first, then by login. Contact details find an account when given whole, and are not shown. */
export async function findAccounts(
  room: PeopleRoom,
  { query }: EndpointInput<typeof listAccounts>,
  { actor }: Context,
): Promise<EndpointResult<typeof listAccounts>> {
  const conditions = [visible(actor), ...filters(room, query)];
  if (query.cursor !== undefined) {
    const [isResident, depth, login, id] = decodeCursor(query.cursor, 4);
    conditions.push(
      sql<boolean>`(${order}) > (${isResident === 1}, ${Number(depth) || 0}, ${String(login)}, ${Number(id) || 0})`,
    );
  }
  const { rows } = await sql<StoredAccount>`
    SELECT ${accountColumns} FROM people.accounts a WHERE ${sql.join(conditions, sql` AND `)}
    ORDER BY ${order} LIMIT ${query.limit + 1}`.execute(room.kernel.db);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const city = room.hooks.city.findCurrent();
  return {
    rows: page.map((row) => showRow(row, actor, city)),
    ...(rows.length > page.length && last !== undefined ? { next: encodeCursor(placeOf(last)) } : {}),
  };
}

const placeOf = ({ kind, home_path: path, login, id }: StoredAccount) => [
  kind === 'resident' ? 1 : 0,
  path.split('/').length - 1,
  login.toLowerCase(),
  id,
];

/** How many accounts each role and each level would find. */
export async function tallyAccounts(
  room: PeopleRoom,
  { query }: EndpointInput<typeof countAccounts>,
  { actor }: Context,
): Promise<EndpointResult<typeof countAccounts>> {
  const tally = async (by: RawBuilder<string | number>, rest: Filters) => {
    const { rows } = await sql<{ one: string | number; count: number }>`
      SELECT ${by} AS one, count(DISTINCT a.id)::int AS count
      FROM people.accounts a JOIN people.grants f ON f.account_id = a.id
      WHERE ${sql.join([visible(actor), ...ofAccount(rest), ...ofGrant(room, rest)], sql` AND `)}
      GROUP BY 1`.execute(room.kernel.db);
    return new Map(rows.map(({ one, count }) => [one, count]));
  };
  const { role, level, ...others } = query;
  const [byRole, byDepth] = await Promise.all([
    tally(sql`f.role`, { ...others, level }),
    tally(depthOf(sql`f.reach_path`), { ...others, role }),
  ]);
  const residents =
    level === undefined && query.place === undefined ? await countResidents(room, actor, others) : 0;
  const roleCount = (one: Role) => (one === 'resident' ? residents : (byRole.get(one) ?? 0));
  return {
    roles: Object.fromEntries(roles.map((one) => [one, roleCount(one)])) as Record<Role, number>,
    levels: Object.fromEntries(heldLevels.map((one, depth) => [one, byDepth.get(depth) ?? 0])) as Record<
      (typeof heldLevels)[number],
      number
    >,
  };
}

async function countResidents(room: PeopleRoom, actor: Actor, rest: Filters): Promise<number> {
  const conditions = [sql`a.kind = 'resident'`, visible(actor), ...ofAccount(rest)];
  const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM people.accounts a
    WHERE ${sql.join(conditions, sql` AND `)}`.execute(room.kernel.db);
  return rows[0]?.count ?? 0;
}

type Filters = EndpointInput<typeof countAccounts>['query'];

function filters(room: PeopleRoom, query: Filters): RawBuilder<boolean>[] {
  const grant = ofGrant(room, query);
  if (grant.length === 0) return ofAccount(query);
  return [
    ...ofAccount(query),
    sql<boolean>`EXISTS (
      SELECT FROM people.grants f WHERE f.account_id = a.id AND ${sql.join(grant, sql` AND `)})`,
  ];
}

/** What one role has to meet, of `people.grants f`. */
function ofGrant({ hooks }: PeopleRoom, { role, level, place }: Filters): RawBuilder<boolean>[] {
  const conditions: RawBuilder<boolean>[] = [];
  if (role !== undefined && role !== 'resident') conditions.push(sql<boolean>`f.role = ${role}`);
  if (level !== undefined) {
    conditions.push(sql<boolean>`${depthOf(sql`f.reach_path`)} = ${heldLevels.indexOf(level)}`);
  }
  if (place !== undefined) {
    const path = hooks.city.findCurrent()?.findPlace(place)?.path;
    if (path === undefined) throw new Problem('place.unknown', { params: { place } });
    conditions.push(atOrBelow('f.reach_path', path));
  }
  return conditions;
}

/** What the account itself has to meet, of `people.accounts a`. */
function ofAccount(query: Filters): RawBuilder<boolean>[] {
  const conditions: RawBuilder<boolean>[] = [];
  if (query.q !== undefined && query.q !== '') {
    const part = `%${escaped(query.q)}%`;
    const phone = Phone.safeParse(query.q);
    conditions.push(sql<boolean>`(a.login ILIKE ${part} OR a.display_name ILIKE ${part} OR a.display_name_en ILIKE ${part}
      OR lower(a.email) = ${query.q.toLowerCase()} OR a.phone = ${phone.success ? phone.data : ''})`);
  }
  if (query.status !== undefined) conditions.push(sql<boolean>`a.status = ${query.status}`);
  if (query.role === 'resident') conditions.push(sql<boolean>`a.kind = 'resident'`);
  if (query.unit !== undefined) {
    conditions.push(sql<boolean>`(a.unit_code = ${query.unit} OR EXISTS (
      SELECT FROM people.grants u WHERE u.account_id = a.id AND u.unit_code = ${query.unit}))`);
  }
  return conditions;
}
