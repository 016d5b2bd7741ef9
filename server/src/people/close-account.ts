import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import { administered, within } from '../kernel/actor.ts';
import type { Trx } from '../kernel/db.ts';
import { appendEvents } from '../kernel/events.ts';
import type { GrantRow } from './account-store.ts';
import { accountColumns, type StoredAccount } from './account-view.ts';
import { grantRows } from './grants.ts';
import type { ActFacts } from './open-account.ts';
import { revokeSessions } from './session-store.ts';

/**
 * Refuses to leave a place without an administrator over it. Administrators change one at a time, so that two who close
 * each other's accounts at the same instant do not both succeed.
 * @throws Problem `account.lastAdministrator`.
 */
export async function assertAdministered(
  trx: Trx,
  accountId: number,
  lost: readonly GrantRow[],
): Promise<void> {
  const places = administered({ grants: lost });
  if (places.length === 0) return;
  await sql`SELECT pg_advisory_xact_lock(hashtext('people.administrators'))`.execute(trx);
  const others = await trx
    .selectFrom('people.grants as g')
    .innerJoin('people.accounts as a', 'a.id', 'g.account_id')
    .select('g.place_path')
    .where('g.role', '=', 'administrator')
    .where('a.status', '=', 'active')
    .where('a.id', '<>', accountId)
    .execute();
  const covered = (place: string) =>
    others.some(({ place_path: scope }) => scope !== null && within(place, scope));
  if (!places.every(covered)) throw new Problem('account.lastAdministrator');
}

/** When the open work of an account is looked for, once more if it was before. */
export async function releaseAt(trx: Trx, accountId: number, at: number): Promise<void> {
  const due_at = new Date(at);
  await trx
    .insertInto('people.releases')
    .values({ account_id: accountId, due_at })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet({ due_at }))
    .execute();
}

const told = (kind: string, account: StoredAccount, facts: ActFacts) => ({
  kind,
  subject: `account:${account.id}`,
  placePath: account.home_path,
  unitIds: account.unit_code === null ? [] : [account.unit_code],
  ...facts,
});

/** Closes an account and ends its sessions; its open work is the caller's to release. */
export async function closeStored(trx: Trx, account: StoredAccount, facts: ActFacts): Promise<void> {
  const { id, version } = account;
  await assertAdministered(trx, id, grantRows(account.grants));
  await trx
    .updateTable('people.accounts')
    .set({ status: 'inactive', closed_at: new Date(facts.at), version: version + 1 })
    .where('id', '=', id)
    .execute();
  await revokeSessions(trx, { accountId: id }, facts.at);
  await appendEvents(trx, [told('account.deactivated', account, facts)]);
}

export async function reopenStored(trx: Trx, account: StoredAccount, facts: ActFacts): Promise<void> {
  await trx
    .updateTable('people.accounts')
    .set({ status: 'active', closed_at: null, version: account.version + 1 })
    .where('id', '=', account.id)
    .execute();
  await trx.deleteFrom('people.releases').where('account_id', '=', account.id).execute();
  await appendEvents(trx, [told('account.reactivated', account, facts)]);
}

/**
 * Closes an account from the command line; the workers return its open work within seconds. One that is closed stays as
 * it is. @returns the status, or undefined where there is no such member of staff.
 */
export async function disableStaff(trx: Trx, login: string, facts: ActFacts): Promise<string | undefined> {
  const account = await lockStaff(trx, login);
  if (account?.status === 'active') {
    await closeStored(trx, account, facts);
    await releaseAt(trx, account.id, facts.at);
  }
  return account && 'inactive';
}

/** Opens a closed account again. @returns the status, or undefined where there is no such member of staff. */
export async function enableStaff(trx: Trx, login: string, facts: ActFacts): Promise<string | undefined> {
  const account = await lockStaff(trx, login);
  if (account?.status === 'inactive') await reopenStored(trx, account, facts);
  return account && 'active';
}

/** A member of staff by login, locked. */
async function lockStaff(trx: Trx, login: string): Promise<StoredAccount | undefined> {
  const { rows } = await sql<StoredAccount>`SELECT ${accountColumns} FROM people.accounts a
    WHERE lower(a.login) = ${login.toLowerCase()} AND a.kind = 'staff' FOR UPDATE OF a`.execute(trx);
  return rows[0];
}
