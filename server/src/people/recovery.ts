import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import { confirmRecovery, requestRecovery } from '@heliu/contract/people';
import { Problem } from '@heliu/contract/problem';
import { appendEvents } from '../kernel/events.ts';
import { findByLogin, type SignInAccount } from './account-store.ts';
import { askerOf, run, type Visitor } from './commands.ts';
import { checkCode, type CodeKey, issueCode, useCode } from './contact-codes.ts';
import type { Contact } from './messages.ts';
import type { PeopleRoom } from './room.ts';
import { revokeSessions } from './session-store.ts';
import { assertStrong } from './weak-password.ts';

/** Where an account is reached: the number that was typed, else its address, else its number. */
function reachOf({ messages }: PeopleRoom, account: SignInAccount | undefined): Contact | null {
  if (account === undefined) return null;
  if (messages.sms && account.by_phone && account.phone !== null) return { by: 'sms', to: account.phone };
  if (messages.mail && account.email !== null) return { by: 'mail', to: account.email };
  if (messages.sms && account.phone !== null) return { by: 'sms', to: account.phone };
  return null;
}

/** Does and takes the same whether or not there is such an account. */
export async function askRecovery(
  room: PeopleRoom,
  { body }: EndpointInput<typeof requestRecovery>,
  context: Visitor,
): Promise<EndpointResult<typeof requestRecovery>> {
  if (!room.messages.mail && !room.messages.sms) throw new Problem('mail.notConfigured');
  const key: CodeKey = {
    purpose: 'recovery',
    contact: body.login,
    asker: askerOf(room, context, body.commandId),
  };
  return run(room, {
    endpoint: requestRecovery,
    commandId: body.commandId,
    context,
    prove: async () => {
      const account = await findByLogin(room.kernel.db, body.login);
      const by = reachOf(room, account)?.by ?? 'mail';
      await room.guard.admitCode({ ...key, by, accountId: account?.id }, context);
    },
    work: async (trx, { at }) => {
      const account = await findByLogin(trx, body.login);
      const contact = reachOf(room, account);
      const accountId = contact === null ? null : (account?.id ?? null);
      const { code, expiresAt } = await issueCode(trx, room.secrets, key, { accountId, at });
      await room.messages.send(trx, {
        contact,
        template: 'recovery',
        code,
        language: account?.language ?? 'zh',
      });
      return { reply: { expiresAt: new Date(expiresAt).toISOString() }, subject: null };
    },
  });
}

/** Whoever reads the mail of an account is its owner: this browser is known as the owner's from here on. */
export async function recoverPassword(
  room: PeopleRoom,
  { body }: EndpointInput<typeof confirmRecovery>,
  context: Visitor,
): Promise<{ done: true }> {
  const { db, clock } = room.kernel;
  const asker = room.cookies.asker(context.request) ?? '';
  const key: CodeKey = { purpose: 'recovery', contact: body.login, asker };
  let codeId = 0;
  let passwordHash = '';
  let recovered: number | null = null;
  const reply = await run<{ done: true }>(room, {
    endpoint: confirmRecovery,
    commandId: body.commandId,
    context,
    prove: async () => {
      codeId = await checkCode(db, room.secrets, key, { code: body.code, at: clock.now() });
      const account = await findByLogin(db, body.login);
      await assertStrong(body.password, [body.login, account?.login ?? null, account?.email ?? null]);
      passwordHash = await room.passwords.hash(body.password);
    },
    work: async (trx, { at, commandId }) => {
      const accountId = await useCode(trx, codeId, at);
      if (accountId === null) throw new Problem('auth.sentCode');
      const changed = await trx
        .updateTable('people.accounts')
        .set({ password_hash: passwordHash, must_change_password: false })
        .where('id', '=', accountId)
        .where('status', '=', 'active')
        .returning('id')
        .executeTakeFirst();
      if (changed === undefined) throw new Problem('auth.sentCode');
      await revokeSessions(trx, { accountId }, at);
      await room.guard.remember(trx, accountId, context);
      const subject = `account:${accountId}`;
      await appendEvents(trx, [{ kind: 'account.recovered', subject, at, actorId: accountId, commandId }]);
      recovered = accountId;
      return { reply: { done: true }, subject };
    },
  });
  if (recovered !== null) room.auth.forget(recovered);
  return reply;
}
