import { Role } from '@heliu/contract/permission';
import { sql } from 'kysely';
import type { RoleMove } from '../city/index.ts';
import type { Db, Trx } from '../kernel/db.ts';
import { appendEvents, type NewEvent } from '../kernel/events.ts';
import { grantEvents } from './grants.ts';
import { announceChange } from './session-store.ts';

/** A row of `people.grants` over a place. */
interface PlaceGrant {
  readonly id: number;
  readonly account_id: number;
  readonly role: string;
  readonly place_code: string;
  readonly place_path: string;
  readonly reach_path: string;
  readonly granted_at: string;
  readonly granted_by: number | null;
}

interface Change {
  readonly taken: PlaceGrant[];
  readonly given: PlaceGrant[];
  readonly homes: Map<number, { readonly before: string; readonly after: string }>;
}

const columns = sql`id, account_id, role, place_code, place_path, reach_path, granted_at::text, granted_by`;

/**
 * Roles over grids that give way go over to all that follow, with the date they were given. Undoing an edit brings back
 * what it took, the very same rows, for those who still hold what they got for it. @returns how many accounts.
 */
export async function moveGridRoles(trx: Trx, move: RoleMove): Promise<number> {
  const change: Change = { taken: [], given: [], homes: new Map() };
  if (move.isUndo) await bringBack(trx, move, change);
  await passOn(trx, move, change);
  if (!move.isUndo) await remember(trx, move.editId, change);
  const accounts = accountsIn(change);
  for (const accountId of accounts) {
    await sql`UPDATE people.accounts SET version = version + 1 WHERE id = ${accountId}`.execute(trx);
    await announceChange(trx, accountId);
  }
  await appendEvents(trx, [
    ...eventsOf('grant.revoked', change.taken, move),
    ...eventsOf('grant.given', change.given, move),
  ]);
  return accounts.length;
}

const accountsIn = ({ taken, given, homes }: Change): number[] =>
  [...new Set([...[...taken, ...given].map((grant) => grant.account_id), ...homes.keys()])].toSorted(
    (a, b) => a - b,
  );

async function passOn(trx: Trx, { successions }: RoleMove, change: Change): Promise<void> {
  const followers = new Map(successions.map(({ from, to }) => [from.code, to]));
  const { rows: taken } = await sql<PlaceGrant>`DELETE FROM people.grants
    WHERE place_code = ANY(${[...followers.keys()]}::text[]) RETURNING ${columns}`.execute(trx);
  change.taken.push(...taken);
  const wanted = taken.flatMap((grant) =>
    (followers.get(grant.place_code) ?? []).map(({ code, path }) => ({
      ...grant,
      place_code: code,
      place_path: path,
      reach_path: path,
    })),
  );
  change.given.push(...(await insertGrants(trx, wanted, 'new ids')));
  for (const { from, to } of successions) {
    const [only, second] = to;
    const after =
      only !== undefined && second === undefined ? only.path : from.path.slice(0, from.path.lastIndexOf('/'));
    const { rows } = await sql<{ id: number }>`UPDATE people.accounts SET home_path = ${after}
      WHERE home_path = ${from.path} RETURNING id`.execute(trx);
    for (const { id } of rows) change.homes.set(id, { before: from.path, after });
  }
}

async function insertGrants(
  trx: Trx,
  grants: readonly PlaceGrant[],
  ids: 'same ids' | 'new ids',
): Promise<PlaceGrant[]> {
  if (grants.length === 0) return [];
  const keep = ids === 'same ids';
  const { rows } = await sql<PlaceGrant>`
    INSERT INTO people.grants (${keep ? sql`id, ` : sql``}account_id, role, place_code, place_path, reach_path, granted_at, granted_by)
      ${keep ? sql`OVERRIDING SYSTEM VALUE` : sql``}
    SELECT ${keep ? sql`id, ` : sql``}account_id, role, place_code, place_path, reach_path, granted_at, granted_by
    FROM jsonb_to_recordset(${JSON.stringify(grants)}::jsonb) AS g(id bigint, account_id bigint, role text,
      place_code text, place_path text, reach_path text, granted_at timestamptz, granted_by bigint)
    ON CONFLICT DO NOTHING RETURNING ${columns}`.execute(trx);
  return rows;
}

async function remember(trx: Trx, editId: string, change: Change): Promise<void> {
  for (const accountId of accountsIn(change)) {
    const mine = (grants: readonly PlaceGrant[]) => grants.filter((grant) => grant.account_id === accountId);
    const home = change.homes.get(accountId);
    await sql`INSERT INTO people.grid_moves (edit_id, account_id, taken, given, home_before, home_after)
      SELECT ${editId}, id, ${JSON.stringify(mine(change.taken))}::jsonb,
        ${JSON.stringify(mine(change.given).map(({ id }) => id))}::jsonb,
        ${home?.before ?? sql`home_path`}, ${home?.after ?? sql`home_path`}
      FROM people.accounts WHERE id = ${accountId}`.execute(trx);
  }
}

interface Remembered {
  readonly account_id: number;
  readonly taken: readonly PlaceGrant[];
  readonly given: readonly number[];
  readonly home_before: string;
  readonly home_after: string;
}

async function bringBack(trx: Trx, { editId, successions }: RoleMove, change: Change): Promise<void> {
  const { rows } = await sql<Remembered>`DELETE FROM people.grid_moves WHERE edit_id = ${editId}
    RETURNING account_id, taken, given, home_before, home_after`.execute(trx);
  for (const { account_id: accountId, taken, given, ...home } of rows) {
    const { rows: held } = await sql<PlaceGrant>`SELECT ${columns} FROM people.grants
      WHERE account_id = ${accountId} AND place_code = ANY(${successions.map(({ from }) => from.code)}::text[])
    `.execute(trx);
    const stillHeld = taken.filter((grant) => {
      const got = successions.filter(({ to }) => to.some(({ code }) => code === grant.place_code));
      return held.some(
        ({ role, place_code: code }) => role === grant.role && got.some(({ from }) => from.code === code),
      );
    });
    const { rows: gone } = await sql<PlaceGrant>`DELETE FROM people.grants
      WHERE account_id = ${accountId} AND id = ANY(${[...given]}::bigint[]) RETURNING ${columns}`.execute(
      trx,
    );
    change.taken.push(...gone);
    change.given.push(...(await insertGrants(trx, stillHeld, 'same ids')));
    if (home.home_before === home.home_after) continue;
    await sql`UPDATE people.accounts SET home_path = ${home.home_before}
      WHERE id = ${accountId} AND home_path = ${home.home_after}`.execute(trx);
    change.homes.set(accountId, { before: home.home_after, after: home.home_before });
  }
}

const eventsOf = (
  kind: 'grant.given' | 'grant.revoked',
  grants: readonly PlaceGrant[],
  { at, actorId, commandId }: RoleMove,
): NewEvent[] =>
  grants.flatMap((grant) => {
    const role = Role.safeParse(grant.role);
    if (!role.success) return [];
    const row = {
      role: role.data,
      placeCode: grant.place_code,
      placePath: grant.place_path,
      unitCode: null,
      reachPath: grant.reach_path,
    };
    return grantEvents(kind, grant.account_id, [row], { at, actorId, commandId });
  });

/** Accounts with a role over one of the grids. */
export async function accountsOnGrids(db: Db, codes: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(DISTINCT account_id)::int AS count
    FROM people.grants WHERE place_code = ANY(${[...codes]}::text[])`.execute(db);
  return rows[0]?.count ?? 0;
}
