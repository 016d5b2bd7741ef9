import { sql } from 'kysely';
import type { Trx } from '../kernel/db.ts';
import { appendEvents } from '../kernel/events.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { type AccountKind, announceChange } from './session-store.ts';

/** Who somebody is at the city's single sign-on. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
  /** Only an address that the provider says it has verified. */
  readonly email: string | undefined;
}

export interface IdentifiedAccount {
  readonly id: number;
  readonly kind: AccountKind;
  readonly totp: boolean;
}

const activeAccounts = (trx: Trx) =>
  trx
    .selectFrom('people.accounts as a')
    .select(['a.id', 'a.kind'])
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('people.authenticators as t')
          .select('t.account_id')
          .whereRef('t.account_id', '=', 'a.id')
          .where('t.confirmed_at', 'is not', null),
      ).as('totp'),
    )
    .where('a.status', '=', 'active')
    .$castTo<IdentifiedAccount>();

/**
 * The active account that is linked to an identity, or else the one with the same verified address, which is linked
 * then. None is ever opened here: who works for the city is decided by its administrators.
 */
export async function findByIdentity(
  { db, clock }: Pick<Kernel, 'db' | 'clock'>,
  identity: Identity,
): Promise<IdentifiedAccount | undefined> {
  const at = clock.now();
  return db.transaction().execute(async (trx) => {
    const linked = (await findLinked(trx, identity)) ?? (await findLinkedAlone(trx, identity));
    const account =
      linked === undefined
        ? await linkByAddress(trx, identity, at)
        : await activeAccounts(trx).where('a.id', '=', linked.account_id).executeTakeFirst();
    if (account !== undefined) await dropFirstPassword(trx, account.id, at);
    return account;
  });
}

const findLinked = (trx: Trx, { issuer, subject }: Identity) =>
  trx
    .selectFrom('people.identities')
    .select('account_id')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst();

/** New links are made one at a time: somebody who comes twice at the same instant is found the second time. */
async function findLinkedAlone(trx: Trx, identity: Identity) {
  await sql`SELECT pg_advisory_xact_lock(hashtext('people.identities'))`.execute(trx);
  return findLinked(trx, identity);
}

async function linkByAddress(
  trx: Trx,
  { issuer, subject, email }: Identity,
  at: number,
): Promise<IdentifiedAccount | undefined> {
  if (email === undefined) return undefined;
  const account = await activeAccounts(trx)
    .where(({ fn, ref }) => fn<string>('lower', [ref('a.email')]), '=', email.toLowerCase())
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('people.identities as i')
            .select('i.subject')
            .whereRef('i.account_id', '=', 'a.id')
            .where('i.issuer', '=', issuer),
        ),
      ),
    )
    .executeTakeFirst();
  if (account === undefined) return undefined;
  await trx
    .insertInto('people.identities')
    .values({ issuer, subject, account_id: account.id, linked_at: new Date(at) })
    .execute();
  await appendEvents(trx, [
    { kind: 'account.identityLinked', subject: `account:${account.id}`, at, actorId: account.id },
  ]);
  return account;
}

/**
 * Somebody whom the provider lets in was never told the first password, or does not need it: it is taken off, and with
 * it the duty to change it. A password of one's own comes by recovery.
 */
async function dropFirstPassword(trx: Trx, accountId: number, at: number): Promise<void> {
  const dropped = await trx
    .updateTable('people.accounts')
    .set({ password_hash: null, must_change_password: false })
    .where('id', '=', accountId)
    .where('must_change_password', '=', true)
    .returning('id')
    .executeTakeFirst();
  if (dropped === undefined) return;
  await announceChange(trx, accountId);
  await appendEvents(trx, [
    { kind: 'account.firstPasswordDropped', subject: `account:${accountId}`, at, actorId: accountId },
  ]);
}
