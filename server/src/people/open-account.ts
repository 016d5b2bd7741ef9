import type { Trx } from '../kernel/db.ts';
import { appendEvents } from '../kernel/events.ts';
import { findByContact, insertAccounts, type NewAccount } from './account-store.ts';
import { grantEvents } from './grants.ts';
import { removeFactor } from './second-factor.ts';
import { revokeSessions } from './session-store.ts';

/** Who acts, and when; no account where the act comes from the command line of the server. */
export interface ActFacts {
  readonly at: number;
  readonly actorId: number | null;
  readonly commandId: string | null;
}

/** Opens one account and tells the log. Demo and tests insert theirs in bulk, without events. @returns its id. */
export async function openAccount(
  trx: Trx,
  account: NewAccount,
  facts: ActFacts & { readonly own?: boolean },
): Promise<number> {
  const { at, commandId } = facts;
  const [id = 0] = await insertAccounts(trx, [account], { at, accountId: facts.actorId });
  const told = { at, commandId, actorId: facts.own === true ? id : facts.actorId };
  await appendEvents(trx, [
    {
      kind: 'account.created',
      subject: `account:${id}`,
      placePath: account.homePath,
      ...told,
      payload: { kind: account.kind, unitCode: account.unitCode ?? null },
    },
    ...grantEvents('grant.given', id, account.grants, told),
  ]);
  return id;
}

/** Opens the account that an API key acts as; nobody signs in to it. @returns its id. */
export const openKeyAccount = (
  trx: Trx,
  account: Pick<NewAccount, 'login' | 'displayName' | 'homePath'>,
  facts: ActFacts,
): Promise<number> =>
  openAccount(trx, { ...account, kind: 'key', passwordHash: null, language: 'zh', grants: [] }, facts);

/** Whether a login, address or number is somebody's already, in whatever spelling. */
export const isTaken = async (trx: Trx, contact: string): Promise<boolean> =>
  (await findByContact(trx, contact.toLowerCase())) !== undefined;

export interface NewFirstPassword {
  readonly accountId: number;
  readonly passwordHash: string;
  /** Takes the authenticator off as well. */
  readonly resetTotp: boolean;
}

/** Sets a first password, which has to be changed, and ends every session. */
export async function setFirstPasswordOf(
  trx: Trx,
  { accountId, passwordHash, resetTotp }: NewFirstPassword,
  facts: ActFacts & { readonly placePath: string },
): Promise<void> {
  await trx
    .updateTable('people.accounts')
    .set({ password_hash: passwordHash, must_change_password: true })
    .where('id', '=', accountId)
    .execute();
  const reset = resetTotp && (await removeFactor(trx, accountId));
  await revokeSessions(trx, { accountId }, facts.at);
  const kinds = ['account.passwordSet', ...(reset ? ['account.totpReset'] : [])];
  await appendEvents(
    trx,
    kinds.map((kind) => ({ kind, subject: `account:${accountId}`, ...facts })),
  );
}
