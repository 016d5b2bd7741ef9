import type { EndpointInput } from '@heliu/contract/endpoint';
import { type Account, createAccount, updateAccount } from '@heliu/contract/people';
import { Problem } from '@heliu/contract/problem';
import type { Trx } from '../kernel/db.ts';
import { appendEvents } from '../kernel/events.ts';
import type { Context } from '../kernel/route.ts';
import { actOnAccount } from './account-commands.ts';
import { findByContact } from './account-store.ts';
import { viewAccount } from './account-view.ts';
import { run } from './commands.ts';
import { contactDetailsOf, tellOldContacts } from './contact-change.ts';
import { resolveRoles } from './grants.ts';
import { openAccount } from './open-account.ts';
import type { PeopleRoom } from './room.ts';
import { announceChange } from './session-store.ts';
import { assertStrong } from './weak-password.ts';

/** A login that is somebody's address would let its holder be taken for that person. */
async function assertFree(
  trx: Trx,
  contact: string | null | undefined,
  by: 'login' | 'contact',
  except?: number,
): Promise<void> {
  if (contact === null || contact === undefined) return;
  const holder = await findByContact(trx, contact.toLowerCase());
  if (holder === undefined || holder.id === except) return;
  throw by === 'login'
    ? new Problem('account.loginTaken', { params: { login: contact } })
    : new Problem('account.emailTaken');
}

function assertNamesFit(kind: 'resident' | 'staff', inEnglish: string | null | undefined): void {
  if (kind === 'staff' || inEnglish === null || inEnglish === undefined) return;
  const errors = [{ field: 'displayNameEn', message: 'only staff have a name of their own in English' }];
  throw new Problem('input.invalid', { errors });
}

interface Identity {
  readonly accountId: number;
  readonly subject: string | null | undefined;
  readonly at: number;
}

/** Links or unlinks the identity at the city's single sign-on; leaves it where none is given. */
async function setIdentity(room: PeopleRoom, trx: Trx, { accountId, subject, at }: Identity): Promise<void> {
  if (subject === undefined) return;
  const issuer = room.oidc?.settings.issuer;
  if (issuer === undefined) {
    if (subject === null) return;
    throw new Problem('input.invalid', {
      errors: [{ field: 'singleSignOn', message: 'no single sign-on is configured (HELIU_OIDC_ISSUER)' }],
    });
  }
  await trx
    .deleteFrom('people.identities')
    .where('account_id', '=', accountId)
    .where('issuer', '=', issuer)
    .execute();
  if (subject === null) return;
  await trx
    .insertInto('people.identities')
    .values({ issuer, subject, account_id: accountId, linked_at: new Date(at) })
    .execute();
}

export async function openStaffAccount(
  room: PeopleRoom,
  { body }: EndpointInput<typeof createAccount>,
  context: Context,
): Promise<Account> {
  let passwordHash = '';
  const { id } = await run(room, {
    endpoint: createAccount,
    commandId: body.commandId,
    context,
    login: body.login,
    prove: async () => {
      await assertStrong(body.password, [
        body.login,
        body.displayName,
        body.displayNameEn ?? null,
        body.email,
      ]);
      passwordHash = await room.passwords.hash(body.password);
    },
    work: async (trx, { at, commandId }) => {
      const given = resolveRoles(room, context.actor, body);
      await assertFree(trx, body.login, 'login');
      await assertFree(trx, body.email, 'contact');
      await assertFree(trx, body.phone, 'contact');
      const made = await openAccount(
        trx,
        {
          kind: 'staff',
          login: body.login,
          displayName: body.displayName,
          displayNameEn: body.displayNameEn ?? null,
          email: body.email,
          phone: body.phone ?? null,
          passwordHash,
          mustChangePassword: true,
          language: body.language,
          unitCode: body.unitCode,
          homePath: given.homePath ?? '',
          grants: given.grants,
        },
        { at, actorId: context.actor.accountId, commandId },
      );
      await setIdentity(room, trx, { accountId: made, subject: body.singleSignOn, at });
      return { reply: { id: made }, subject: `account:${made}` };
    },
  });
  return viewAccount(room, { id, actor: context.actor, endpoint: createAccount.id });
}

export async function correctAccount(
  room: PeopleRoom,
  { params, body }: EndpointInput<typeof updateAccount>,
  context: Context,
): Promise<Account> {
  const { id } = params;
  return actOnAccount(room, {
    endpoint: updateAccount,
    action: 'update',
    id,
    context,
    commandId: body.commandId,
    version: body.version,
    work: async (trx, account, { at, commandId }) => {
      assertNamesFit(account.kind, body.displayNameEn);
      await assertFree(trx, body.email, 'contact', id);
      await assertFree(trx, body.phone, 'contact', id);
      const before = await contactDetailsOf(trx, id);
      const phone = body.phone === undefined ? before.phone : body.phone;
      await tellOldContacts(room, trx, before, { email: body.email, phone });
      await trx
        .updateTable('people.accounts')
        .set({
          display_name: body.displayName,
          ...(body.displayNameEn === undefined ? {} : { display_name_en: body.displayNameEn }),
          email: body.email,
          phone,
          language: body.language,
          version: account.version + 1,
        })
        .where('id', '=', id)
        .execute();
      // A code on its way to an address that is no longer the account's must not open it.
      await trx.deleteFrom('people.contact_codes').where('account_id', '=', id).execute();
      await setIdentity(room, trx, { accountId: id, subject: body.singleSignOn, at });
      await announceChange(trx, id);
      await appendEvents(trx, [
        {
          kind: 'account.updated',
          subject: `account:${id}`,
          placePath: account.home_path,
          at,
          actorId: context.actor.accountId,
          commandId,
        },
      ]);
      return {};
    },
  });
}
