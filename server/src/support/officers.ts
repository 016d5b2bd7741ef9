import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import { Problem } from '@heliu/contract/problem';
import type { listSupportOfficers } from '@heliu/contract/support';
import type { Language } from '@heliu/contract/text';
import { type RawBuilder, sql } from 'kysely';
import { nameOf } from '../kernel/account-name.ts';
import type { Actor } from '../kernel/actor.ts';
import type { Db } from '../kernel/db.ts';
import { keeperOf } from './policy.ts';
import type { SupportRoom } from './room.ts';

interface Officer {
  readonly accountId: number;
  readonly name: string;
}

/** Active officers of a grid, or of a place around it. */
async function officersAt(
  db: Db,
  path: string,
  among: RawBuilder<boolean>,
  language: Language,
): Promise<Officer[]> {
  const { rows } = await sql<Officer>`
    SELECT a.id AS "accountId", ${nameOf(language)} AS name FROM people.accounts a
    WHERE a.status = 'active' AND ${among} AND EXISTS (SELECT FROM people.grants g
      WHERE g.account_id = a.id AND g.role = 'officer'
        AND (g.place_path = ${path} OR ${path} LIKE g.place_path || '/%'))
    ORDER BY name, a.id`.execute(db);
  return rows;
}

/** @throws Problem `support.officerUnfit` unless each is an active officer of the place. */
export async function assertOfficers(db: Db, accountIds: readonly number[], path: string): Promise<void> {
  const rows = await officersAt(db, path, sql`a.id = ANY(${[...accountIds]}::bigint[])`, 'zh');
  if (rows.length !== new Set(accountIds).size) throw new Problem('support.officerUnfit');
}

export async function listOfficers(
  { kernel, city }: SupportRoom,
  { query: { grid } }: EndpointInput<typeof listSupportOfficers>,
  actor: Actor,
): Promise<EndpointResult<typeof listSupportOfficers>> {
  const path = city.current().index.grids.get(grid)?.path;
  if (path === undefined || keeperOf(actor, path) === undefined) {
    throw new Problem('support.outside', { params: { grid } });
  }
  return { rows: await officersAt(kernel.db, path, sql`true`, actor.language) };
}
