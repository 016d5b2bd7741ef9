import { permissionsOf, Role } from '@heliu/contract/permission';
import { sql } from 'kysely';
import type { City } from '../city/index.ts';
import type { Actor, Grant } from '../kernel/actor.ts';
import type { Trx } from '../kernel/db.ts';
import type { Post } from './happening.ts';

/** Who is to be told: an account, or the reporter of a report without one; no code where it is about no matter. */
export type Recipient =
  | { readonly accountId: number; readonly reportId: null; readonly matterCode: string | null }
  | { readonly accountId: null; readonly reportId: string; readonly matterCode: string };

interface ReporterRow {
  readonly id: string;
  readonly account_ids: number[];
  readonly code: string;
  readonly reachable: boolean;
  readonly merged_at: string | null;
}

/** Whose a report is; `since` is when their matter was merged, for what happened to the other one before is not theirs. */
export interface Reporter {
  readonly recipients: readonly Recipient[];
  readonly since: number | null;
}

/**
 * Reporters by report, but for closed accounts, each with the code of the matter as it was reported, which stays theirs when
 * it is merged. A report in the name of an organisation is that of whoever speaks for it now, not of who once did.
 */
export async function reportersBy(
  trx: Trx,
  reportIds: readonly string[],
): Promise<ReadonlyMap<string, Reporter>> {
  if (reportIds.length === 0) return new Map();
  const { rows } = await sql<ReporterRow>`
    SELECT r.id, m.code, ARRAY(SELECT a.id FROM people.accounts a WHERE a.status = 'active'
        AND a.id IN (SELECT r.account_id WHERE r.organisation_id IS NULL
          UNION SELECT p.account_id FROM organisation.representatives p
            WHERE p.organisation_id = r.organisation_id AND p.ended_at IS NULL) ORDER BY a.id) AS account_ids,
      r.organisation_id IS NULL AND coalesce(r.email, r.phone) IS NOT NULL AND NOT EXISTS (
        SELECT FROM people.accounts a WHERE a.id = r.account_id) AS reachable,
      m.state->'merge'->>'mergedAt' AS merged_at
    FROM matter.reports r JOIN matter.matters m ON m.id = r.matter_id
    WHERE r.id = ANY(${reportIds}::uuid[]) AND r.erased_at IS NULL`.execute(trx);
  return new Map(
    rows.map(({ id, account_ids: accountIds, code: matterCode, reachable, merged_at: mergedAt }) => {
      const accounts = accountIds.map((accountId): Recipient => ({ accountId, reportId: null, matterCode }));
      const recipients = reachable ? [{ accountId: null, reportId: id, matterCode }] : accounts;
      return [id, { recipients, since: mergedAt === null ? null : Number(mergedAt) }];
    }),
  );
}

/** Members of units who work in their queues: handlers, and operators of the places of centres. */
export async function membersOf(
  trx: Trx,
  unitIds: readonly string[],
  city: City,
): Promise<ReadonlyMap<string, readonly number[]>> {
  if (unitIds.length === 0) return new Map();
  const centres = unitIds.flatMap((unitId) => {
    const unit = city.index.units.get(unitId);
    const path = unit?.kind === 'centre' ? city.findPlace(unit.divisionCode)?.path : undefined;
    return path === undefined ? [] : [{ unit_id: unitId, path }];
  });
  const { rows } = await sql<{ unit_id: string; account_ids: number[] }>`
    WITH centres AS (SELECT * FROM jsonb_to_recordset(${JSON.stringify(centres)}::jsonb) AS c(unit_id text, path text)),
    members AS (
      SELECT g.unit_code AS unit_id, g.account_id FROM people.grants g
      WHERE g.unit_code = ANY(${unitIds}::text[]) AND g.role IN ('handler', 'operator')
      UNION
      SELECT c.unit_id, g.account_id FROM centres c JOIN people.grants g ON g.place_path = c.path AND g.role = 'operator')
    SELECT m.unit_id, array_agg(DISTINCT m.account_id) AS account_ids FROM members m
    JOIN people.accounts a ON a.id = m.account_id AND a.status = 'active' GROUP BY m.unit_id`.execute(trx);
  return new Map(rows.map(({ unit_id: unitId, account_ids: ids }) => [unitId, ids]));
}

const keyOf = (post: Post): string => JSON.stringify(post);

/** Who holds posts, by post. */
export async function holdersOf(
  trx: Trx,
  posts: readonly Post[],
  city: City,
): Promise<(post: Post) => readonly number[]> {
  const units = posts.flatMap((post) => ('unitId' in post && post.role === undefined ? post.unitId : []));
  const members = await membersOf(trx, [...new Set(units)], city);
  const named = new Map(posts.filter(({ role }) => role !== undefined).map((post) => [keyOf(post), post]));
  if (named.size === 0) return (post) => ('unitId' in post ? (members.get(post.unitId) ?? []) : []);
  const { rows } = await sql<{ key: string; account_ids: number[] }>`
    SELECT p.key, array_agg(DISTINCT g.account_id) AS account_ids
    FROM jsonb_to_recordset(${JSON.stringify([...named].map(([key, post]) => ({ key, ...post })))}::jsonb)
      AS p(key text, role text, "unitId" text, "placePath" text)
    JOIN people.grants g ON g.role = p.role AND (g.unit_code = p."unitId" OR
      (p."unitId" IS NULL AND g.unit_code IS NULL AND g.place_path = p."placePath"))
    JOIN people.accounts a ON a.id = g.account_id AND a.status = 'active' GROUP BY p.key`.execute(trx);
  const holders = new Map(rows.map(({ key, account_ids: ids }) => [key, ids]));
  return (post) =>
    'unitId' in post && post.role === undefined
      ? (members.get(post.unitId) ?? [])
      : (holders.get(keyOf(post)) ?? []);
}

/** Supervisors by the path that their role is over. */
export async function supervisorsOver(
  trx: Trx,
  paths: readonly string[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  if (paths.length === 0) return new Map();
  const { rows } = await sql<{ place_path: string; account_ids: number[] }>`
    SELECT g.place_path, array_agg(DISTINCT g.account_id) AS account_ids FROM people.grants g
    JOIN people.accounts a ON a.id = g.account_id AND a.status = 'active'
    WHERE g.role = 'supervisor' AND g.place_path = ANY(${paths}::text[]) GROUP BY g.place_path`.execute(trx);
  return new Map(rows.map(({ place_path: path, account_ids: ids }) => [path, ids]));
}

export async function followersOf(
  trx: Trx,
  matterIds: readonly string[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  if (matterIds.length === 0) return new Map();
  // Each follower's account by itself: joined, all accounts are read even where nobody follows anything.
  const { rows } = await sql<{ matter_id: string; account_ids: number[] }>`
    SELECT f.matter_id, array_agg(f.account_id) AS account_ids FROM notices.follows f
    WHERE f.matter_id = ANY(${matterIds}::uuid[])
      AND (SELECT a.status FROM people.accounts a WHERE a.id = f.account_id) = 'active'
    GROUP BY f.matter_id`.execute(trx);
  return new Map(rows.map(({ matter_id: matterId, account_ids: ids }) => [matterId, ids]));
}

export async function activeAmong(trx: Trx, accountIds: readonly number[]): Promise<ReadonlySet<number>> {
  if (accountIds.length === 0) return new Set();
  const rows = await trx
    .selectFrom('people.accounts')
    .select('id')
    .where('id', 'in', [...accountIds])
    .where('status', '=', 'active')
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** Staff with the roles they hold now, to ask what they may see: a follower may have lost the role. */
export async function staffBy(trx: Trx, accountIds: readonly number[]): Promise<ReadonlyMap<number, Actor>> {
  if (accountIds.length === 0) return new Map();
  const { rows } = await sql<{
    account_id: number;
    role: string;
    place_path: string | null;
    unit_code: string | null;
  }>`SELECT account_id, role, place_path, unit_code FROM people.grants
    WHERE account_id = ANY(${accountIds}::bigint[])`.execute(trx);
  const byAccount = Map.groupBy(rows, (row) => row.account_id);
  return new Map(
    [...byAccount].map(([accountId, held]) => {
      const grants: Grant[] = held.flatMap(({ role, place_path: placePath, unit_code: unitId }) => {
        const known = Role.safeParse(role);
        return known.success ? [{ role: known.data, placePath, unitId }] : [];
      });
      const permissions = permissionsOf(grants.map(({ role }) => role));
      return [accountId, { accountId, sessionId: '', displayName: '', language: 'zh', grants, permissions }];
    }),
  );
}
