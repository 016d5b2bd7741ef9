import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import type { Db } from '../kernel/db.ts';

/**
 * Whether an account may report in the name of an organisation now.
 * @throws Problem `organisation.notYours` where it does not speak for it, `organisation.notVerified`.
 */
export async function assertRepresents(db: Db, accountId: number, organisationId: string): Promise<void> {
  const { rows } = await sql<{ state: string }>`
    SELECT o.state FROM organisation.organisations o JOIN organisation.representatives p
      ON p.organisation_id = o.id AND p.ended_at IS NULL AND p.account_id = ${accountId}
    WHERE o.id = ${organisationId}::uuid`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Problem('organisation.notYours');
  if (row.state !== 'verified') throw new Problem('organisation.notVerified');
}

/** Names of the organisations that an account alone speaks for, and whose account is not over. */
export async function soleOf(db: Db, accountId: number): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT o.name FROM organisation.representatives p JOIN organisation.organisations o ON o.id = p.organisation_id
    WHERE p.account_id = ${accountId} AND p.ended_at IS NULL AND o.state <> 'ended'
      AND NOT EXISTS (SELECT FROM organisation.representatives other WHERE other.organisation_id = o.id
        AND other.ended_at IS NULL AND other.account_id <> p.account_id)
    ORDER BY o.name`.execute(db);
  return rows.map(({ name }) => name);
}
