import type { Account, AccountRow } from '@heliu/contract/people';
import { Problem } from '@heliu/contract/problem';
import type { Language } from '@heliu/contract/text';
import { type RawBuilder, sql } from 'kysely';
import type { City } from '../city/index.ts';
import { nameFor } from '../kernel/account-name.ts';
import type { Actor } from '../kernel/actor.ts';
import type { Db, Trx } from '../kernel/db.ts';
import { nameUnit } from './places.ts';
import { allowedActions, type GuardedAccount, mayRead } from './policy.ts';
import type { PeopleRoom } from './room.ts';
import { heldRoles, type HeldGrant } from './session-view.ts';

export interface StoredGrant extends HeldGrant {
  readonly id: number;
  readonly place_path: string | null;
  readonly reach_path: string;
}

export interface StoredAccount {
  readonly id: number;
  readonly kind: 'resident' | 'staff';
  readonly login: string;
  readonly display_name: string;
  readonly display_name_en: string | null;
  readonly language: Language;
  readonly status: 'active' | 'inactive';
  readonly unit_code: string | null;
  readonly home_path: string;
  readonly must_change_password: boolean;
  readonly version: number;
  readonly created_at: Date;
  readonly last_sign_in_at: Date | null;
  readonly totp: boolean;
  readonly grants: readonly StoredGrant[] | null;
}

/** Columns of a stored account, of `people.accounts a`. */
export const accountColumns: RawBuilder<unknown> = sql`
  a.id, a.kind, a.login, a.display_name, a.display_name_en, a.language, a.status, a.unit_code, a.home_path, a.must_change_password,
  a.version, a.created_at, a.last_sign_in_at,
  EXISTS (SELECT FROM people.authenticators t WHERE t.account_id = a.id AND t.confirmed_at IS NOT NULL) AS totp,
  (SELECT jsonb_agg(to_jsonb(g) ORDER BY g.id) FROM people.grants g WHERE g.account_id = a.id) AS grants`;

export const guarded = (row: StoredAccount): GuardedAccount => ({
  id: row.id,
  kind: row.kind,
  active: row.status === 'active',
  totp: row.totp,
  homePath: row.home_path,
  reachPaths: (row.grants ?? []).map((grant) => grant.reach_path),
});

export function showRow(row: StoredAccount, actor: Actor, city: City | undefined): AccountRow {
  return {
    id: row.id,
    login: row.login,
    displayName: nameFor(actor.language, {
      displayName: row.display_name,
      displayNameEn: row.display_name_en,
    }),
    language: row.language,
    active: row.status === 'active',
    unit: nameUnit(city, row.unit_code),
    roles: heldRoles(city, row.kind, row.grants),
    totpEnabled: row.totp,
    mustChangePassword: row.must_change_password,
    createdAt: row.created_at.toISOString(),
    lastSignInAt: row.last_sign_in_at?.toISOString() ?? null,
    version: row.version,
    allowed: allowedActions(actor, guarded(row)),
  };
}

/** An account that the actor may see. @throws Problem `resource.notFound`. */
export async function getStored(
  db: Db | Trx,
  id: number,
  actor: Actor,
  lock: 'lock' | 'read' = 'read',
): Promise<StoredAccount> {
  if (lock === 'lock') {
    await db.selectFrom('people.accounts').select('id').where('id', '=', id).forUpdate().execute();
  }
  const { rows } = await sql<StoredAccount>`
    SELECT ${accountColumns} FROM people.accounts a WHERE a.id = ${id} AND a.kind <> 'key'`.execute(db);
  const [row] = rows;
  if (row === undefined || !mayRead(actor, guarded(row))) throw new Problem('resource.notFound');
  return row;
}

/** One account with its contact details; the look is recorded unless it is the owner's or there was nothing to see. */
export async function viewAccount(
  { kernel, hooks, oidc }: PeopleRoom,
  { id, actor, endpoint }: { readonly id: number; readonly actor: Actor; readonly endpoint: string },
): Promise<Account> {
  const row = await getStored(kernel.db, id, actor);
  const contact = await kernel.db
    .selectFrom('people.accounts as a')
    .leftJoin('people.identities as i', (join) =>
      join.onRef('i.account_id', '=', 'a.id').on('i.issuer', '=', oidc?.settings.issuer ?? ''),
    )
    .select(['a.email', 'a.phone', 'i.subject'])
    .where('a.id', '=', id)
    .executeTakeFirstOrThrow();
  const shown = [contact.email, contact.phone, contact.subject].some((value) => value !== null);
  if (shown && id !== actor.accountId) {
    await kernel.db
      .insertInto('log.accesses')
      .values({
        at: new Date(kernel.clock.now()),
        account_id: actor.accountId,
        endpoint,
        subject: `account:${id}`,
        purpose: 'account.manage',
      })
      .execute();
  }
  return {
    ...showRow(row, actor, hooks.city.findCurrent()),
    names: { zh: row.display_name, en: row.display_name_en },
    email: contact.email,
    phone: contact.phone,
    singleSignOn: contact.subject,
  };
}
