import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import { type listAccounts, Phone } from '@heliu/contract/people';
import { Problem } from '@heliu/contract/problem';
import { type RawBuilder, sql } from 'kysely';
import { decodeCursor, encodeCursor } from '../kernel/cursor.ts';
import type { Context } from '../kernel/route.ts';
import { accountColumns, showRow, type StoredAccount } from './account-view.ts';
import { visible } from './policy.ts';
import type { PeopleRoom } from './room.ts';

const escaped = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`);

/** Accounts by login. Contact details find an account when given whole, and are not shown. */
export async function findAccounts(
  room: PeopleRoom,
  { query }: EndpointInput<typeof listAccounts>,
  { actor }: Context,
): Promise<EndpointResult<typeof listAccounts>> {
  const conditions = [visible(actor), ...filters(room, query)];
  if (query.cursor !== undefined) {
    const [login, id] = decodeCursor(query.cursor, 2);
    conditions.push(
      sql<boolean>`(lower(a.login) COLLATE "C", a.id) > (${String(login)}, ${Number(id) || 0})`,
    );
  }
  const { rows } = await sql<StoredAccount>`
    SELECT ${accountColumns} FROM people.accounts a WHERE ${sql.join(conditions, sql` AND `)}
    ORDER BY lower(a.login) COLLATE "C", a.id LIMIT ${query.limit + 1}`.execute(room.kernel.db);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const city = room.hooks.city.findCurrent();
  return {
    rows: page.map((row) => showRow(row, actor, city)),
    ...(rows.length > page.length && last !== undefined
      ? { next: encodeCursor([last.login.toLowerCase(), last.id]) }
      : {}),
  };
}

function filters(
  { hooks }: PeopleRoom,
  query: EndpointInput<typeof listAccounts>['query'],
): RawBuilder<boolean>[] {
  const conditions: RawBuilder<boolean>[] = [];
  if (query.q !== undefined && query.q !== '') {
    const part = `%${escaped(query.q)}%`;
    const phone = Phone.safeParse(query.q);
    conditions.push(sql<boolean>`(a.login ILIKE ${part} OR a.display_name ILIKE ${part}
      OR lower(a.email) = ${query.q.toLowerCase()} OR a.phone = ${phone.success ? phone.data : ''})`);
  }
  if (query.status !== undefined) conditions.push(sql<boolean>`a.status = ${query.status}`);
  if (query.role === 'resident') conditions.push(sql<boolean>`a.kind = 'resident'`);
  const grant: RawBuilder<boolean>[] = [];
  if (query.role !== undefined && query.role !== 'resident') grant.push(sql<boolean>`f.role = ${query.role}`);
  if (query.place !== undefined) {
    const path = hooks.city.findCurrent()?.findPlace(query.place)?.path;
    if (path === undefined) throw new Problem('place.unknown', { params: { place: query.place } });
    grant.push(sql<boolean>`(f.reach_path = ${path} OR f.reach_path LIKE ${`${path}/%`})`);
  }
  if (grant.length > 0) {
    conditions.push(sql<boolean>`EXISTS (
      SELECT FROM people.grants f WHERE f.account_id = a.id AND ${sql.join(grant, sql` AND `)})`);
  }
  if (query.unit !== undefined) {
    conditions.push(sql<boolean>`(a.unit_code = ${query.unit} OR EXISTS (
      SELECT FROM people.grants u WHERE u.account_id = a.id AND u.unit_code = ${query.unit}))`);
  }
  return conditions;
}
