import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import {
  changePassword,
  type listOwnSessions,
  revokeOtherSessions,
  revokeOwnSession,
  setLanguage,
} from '@heliu/contract/people';
import { Problem } from '@heliu/contract/problem';
import { appendEvents } from '../kernel/events.ts';
import type { Context } from '../kernel/route.ts';
import { provePassword, run } from './commands.ts';
import type { PeopleRoom } from './room.ts';
import { announceChange, revokeSessions } from './session-store.ts';
import { assertStrong } from './weak-password.ts';

export async function ownSessions(
  { kernel }: PeopleRoom,
  { actor }: Context,
): Promise<EndpointResult<typeof listOwnSessions>> {
  const rows = await kernel.db
    .selectFrom('people.sessions')
    .select(['id', 'created_at', 'seen_at', 'user_agent'])
    .where('account_id', '=', actor.accountId)
    .where('revoked_at', 'is', null)
    .where('awaiting', 'is', null)
    .where('expires_at', '>', new Date(kernel.clock.now()))
    .orderBy('seen_at', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
  return {
    rows: rows.map((row) => ({
      id: String(row.id),
      current: String(row.id) === actor.sessionId,
      createdAt: row.created_at.toISOString(),
      lastSeenAt: row.seen_at.toISOString(),
      userAgent: row.user_agent,
    })),
  };
}

export async function endOwnSession(
  room: PeopleRoom,
  { params, body }: EndpointInput<typeof revokeOwnSession>,
  context: Context,
): Promise<{ done: true }> {
  const { accountId } = context.actor;
  const onlyId = /^\d{1,15}$/.test(params.id) ? Number(params.id) : 0;
  const reply = await run<{ done: true }>(room, {
    endpoint: revokeOwnSession,
    commandId: body.commandId,
    context,
    work: async (trx, { at }) => {
      if ((await revokeSessions(trx, { accountId, onlyId }, at)) === 0)
        throw new Problem('resource.notFound');
      return { reply: { done: true }, subject: `account:${accountId}` };
    },
  });
  room.auth.forget(accountId);
  return reply;
}

export async function endOtherSessions(
  room: PeopleRoom,
  { body }: EndpointInput<typeof revokeOtherSessions>,
  context: Context,
): Promise<{ ended: number }> {
  const { accountId, sessionId } = context.actor;
  const reply = await run(room, {
    endpoint: revokeOtherSessions,
    commandId: body.commandId,
    context,
    work: async (trx, { at }) => {
      const ended = await revokeSessions(trx, { accountId, exceptId: Number(sessionId) }, at);
      return { reply: { ended }, subject: `account:${accountId}` };
    },
  });
  room.auth.forget(accountId);
  return reply;
}

export async function changeOwnPassword(
  room: PeopleRoom,
  { body }: EndpointInput<typeof changePassword>,
  context: Context,
): Promise<{ done: true }> {
  const { accountId, sessionId, displayName, displayNameEn } = context.actor;
  let passwordHash = '';
  let proved: string | null = null;
  const reply = await run<{ done: true }>(room, {
    endpoint: changePassword,
    commandId: body.commandId,
    context,
    prove: async () => {
      proved = await provePassword(room, context, body.current);
      const own = await room.kernel.db
        .selectFrom('people.accounts')
        .select(['login', 'email', 'phone'])
        .where('id', '=', accountId)
        .executeTakeFirstOrThrow();
      await assertStrong(body.password, [
        own.login,
        own.email,
        own.phone,
        displayName,
        displayNameEn ?? null,
      ]);
      if (body.password === body.current) throw new Problem('account.passwordSame');
      passwordHash = await room.passwords.hash(body.password);
    },
    work: async (trx, { at, commandId }) => {
      const changed = await trx
        .updateTable('people.accounts')
        .set({ password_hash: passwordHash, must_change_password: false })
        .where('id', '=', accountId)
        .where('status', '=', 'active')
        .where('password_hash', '=', proved)
        .returning('id')
        .executeTakeFirst();
      // Another password was set while this one was being proved, or the account was closed: those have the last word.
      if (changed === undefined) throw new Problem('auth.ownPassword');
      await revokeSessions(trx, { accountId, exceptId: Number(sessionId) }, at);
      await appendEvents(trx, [
        {
          kind: 'account.passwordChanged',
          subject: `account:${accountId}`,
          at,
          actorId: accountId,
          commandId,
        },
      ]);
      return { reply: { done: true }, subject: `account:${accountId}` };
    },
  });
  room.auth.forget(accountId);
  return reply;
}

export async function changeLanguage(
  room: PeopleRoom,
  { body }: EndpointInput<typeof setLanguage>,
  context: Context,
): Promise<{ done: true }> {
  const { accountId } = context.actor;
  const reply = await run<{ done: true }>(room, {
    endpoint: setLanguage,
    commandId: body.commandId,
    context,
    work: async (trx) => {
      await trx
        .updateTable('people.accounts')
        .set({ language: body.language })
        .where('id', '=', accountId)
        .execute();
      await announceChange(trx, accountId);
      return { reply: { done: true }, subject: `account:${accountId}` };
    },
  });
  room.auth.forget(accountId);
  return reply;
}
