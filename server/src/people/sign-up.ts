import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import { confirmSignUp, requestSignUp } from '@heliu/contract/people';
import { Problem } from '@heliu/contract/problem';
import { findByContact } from './account-store.ts';
import { askerOf, run, type Visitor } from './commands.ts';
import { checkCode, type CodeKey, issueCode, useCode } from './contact-codes.ts';
import type { Contact } from './messages.ts';
import { openAccount } from './open-account.ts';
import { rootPath } from './places.ts';
import type { PeopleRoom } from './room.ts';
import { startSession } from './sign-in.ts';
import { assertStrong } from './weak-password.ts';

/** The one address given, as it is kept. @throws Problem when the city cannot write to it. */
function contactOf(
  room: PeopleRoom,
  given: { email?: string | undefined; phone?: string | undefined },
): Contact {
  if (given.phone !== undefined) {
    if (!room.messages.sms) throw new Problem('sms.notConfigured');
    return { by: 'sms', to: given.phone };
  }
  if (!room.messages.mail) throw new Problem('mail.notConfigured');
  return { by: 'mail', to: (given.email ?? '').toLowerCase() };
}

export async function askSignUp(
  room: PeopleRoom,
  { body }: EndpointInput<typeof requestSignUp>,
  context: Visitor,
): Promise<EndpointResult<typeof requestSignUp>> {
  const contact = contactOf(room, body);
  rootPath(room.hooks.city.findCurrent());
  const key: CodeKey = {
    purpose: 'signUp',
    contact: contact.to,
    asker: askerOf(room, context, body.commandId),
  };
  return run(room, {
    endpoint: requestSignUp,
    commandId: body.commandId,
    context,
    prove: () => room.guard.admitCode({ ...key, by: contact.by, accountId: undefined }, context),
    work: async (trx, { at }) => {
      const account = await findByContact(trx, contact.to);
      const { code, expiresAt } = await issueCode(trx, room.secrets, key, { accountId: null, at });
      await room.messages.send(trx, {
        contact,
        template: account === undefined ? 'signUp' : 'haveAccount',
        // Nobody is told the code of an address that has an account, so nothing opens with it.
        code: account === undefined ? code : '',
        language: account?.language ?? body.language,
      });
      return { reply: { expiresAt: new Date(expiresAt).toISOString() }, subject: null };
    },
  });
}

/** A repeat signs in again with the password of the account that the first run opened. */
export async function openResidentAccount(
  room: PeopleRoom,
  { body }: EndpointInput<typeof confirmSignUp>,
  context: Visitor,
): Promise<EndpointResult<typeof confirmSignUp>> {
  const contact = contactOf(room, body);
  const { db } = room.kernel;
  const homePath = rootPath(room.hooks.city.findCurrent());
  const asker = room.cookies.asker(context.request) ?? '';
  const key: CodeKey = { purpose: 'signUp', contact: contact.to, asker };
  let codeId = 0;
  let passwordHash = '';
  const { accountId } = await run(room, {
    endpoint: confirmSignUp,
    commandId: body.commandId,
    context,
    login: contact.to,
    prove: async () => {
      await assertStrong(body.password, [contact.to, body.displayName]);
      codeId = await checkCode(db, room.secrets, key, { code: body.code, at: room.kernel.clock.now() });
      passwordHash = await room.passwords.hash(body.password);
    },
    work: async (trx, { at, commandId }) => {
      await useCode(trx, codeId, at);
      const id = await openAccount(
        trx,
        {
          kind: 'resident',
          login: contact.to,
          displayName: body.displayName,
          email: contact.by === 'mail' ? (body.email ?? null) : null,
          phone: contact.by === 'sms' ? contact.to : null,
          passwordHash,
          language: body.language,
          homePath,
          grants: [],
        },
        { at, actorId: null, commandId, own: true },
      );
      return { reply: { accountId: id }, subject: `account:${id}` };
    },
  });
  const row = await db
    .selectFrom('people.accounts')
    .select('password_hash')
    .where('id', '=', accountId)
    .where('status', '=', 'active')
    .executeTakeFirst();
  if (!(await room.passwords.verify(body.password, row?.password_hash)))
    throw new Problem('auth.credentials');
  const ground = { passwordHash: row?.password_hash ?? null };
  await startSession(room, context, { accountId, kind: 'resident', awaiting: null, ground });
  return { status: 'signedIn' };
}
