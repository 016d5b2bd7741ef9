import type { EndpointInput } from '@heliu/contract/endpoint';
import { type Account, endAccountSessions, resetTotp, setPassword } from '@heliu/contract/people';
import { appendEvents } from '../kernel/events.ts';
import type { Context } from '../kernel/route.ts';
import { actOnAccount, applyToAccount } from './account-commands.ts';
import { noteReason } from './account-roles.ts';
import { setFirstPasswordOf } from './open-account.ts';
import type { PeopleRoom } from './room.ts';
import { removeFactor } from './second-factor.ts';
import { revokeSessions } from './session-store.ts';
import { assertStrong } from './weak-password.ts';

export async function setFirstPassword(
  room: PeopleRoom,
  { params, body }: EndpointInput<typeof setPassword>,
  context: Context,
): Promise<Account> {
  const { id } = params;
  let passwordHash = '';
  return actOnAccount(room, {
    endpoint: setPassword,
    action: 'setPassword',
    id,
    context,
    commandId: body.commandId,
    prove: async () => {
      await assertStrong(body.password, []);
      passwordHash = await room.passwords.hash(body.password);
    },
    work: async (trx, account, { at, commandId }) => {
      const facts = { at, actorId: context.actor.accountId, commandId, placePath: account.home_path };
      await setFirstPasswordOf(trx, { accountId: id, passwordHash, resetTotp: false }, facts);
      return {};
    },
  });
}

export async function takeTotpOff(
  room: PeopleRoom,
  { params, body }: EndpointInput<typeof resetTotp>,
  context: Context,
): Promise<Account> {
  const { id } = params;
  return actOnAccount(room, {
    endpoint: resetTotp,
    action: 'resetTotp',
    id,
    context,
    commandId: body.commandId,
    work: async (trx, account, { at, commandId }) => {
      const by = context.actor.accountId;
      await removeFactor(trx, id);
      await revokeSessions(trx, { accountId: id }, at);
      await noteReason(trx, { accountId: id, kind: 'resetTotp', reason: body.reason, at, by });
      await appendEvents(trx, [
        {
          kind: 'account.totpReset',
          subject: `account:${id}`,
          placePath: account.home_path,
          at,
          actorId: by,
          commandId,
        },
      ]);
      return {};
    },
  });
}

export async function endSessionsOf(
  room: PeopleRoom,
  { params, body }: EndpointInput<typeof endAccountSessions>,
  context: Context,
): Promise<{ ended: number }> {
  const { id } = params;
  return applyToAccount(room, {
    endpoint: endAccountSessions,
    action: 'endSessions',
    id,
    context,
    commandId: body.commandId,
    work: async (trx, _account, { at }) => ({ ended: await revokeSessions(trx, { accountId: id }, at) }),
  });
}
