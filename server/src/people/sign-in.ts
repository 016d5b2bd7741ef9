import type { signIn } from '@heliu/contract/people';
import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import { Problem } from '@heliu/contract/problem';
import { appendEvents } from '../kernel/events.ts';
import type { Actor } from '../kernel/actor.ts';
import type { Context } from '../kernel/route.ts';
import { findByLogin } from './account-store.ts';
import type { PeopleRoom } from './room.ts';
import { type AccountKind, openSession, revokeSessions } from './session-store.ts';

type Visitor = Context<Actor | null>;

/**
 * Opens a session and sets its cookie. A repeat of the command signs in anew: a token is given out once and is not
 * kept, so it cannot be repeated.
 */
export async function signInWithPassword(
  room: PeopleRoom,
  { body }: EndpointInput<typeof signIn>,
  context: Visitor,
): Promise<EndpointResult<typeof signIn>> {
  const account = await findByLogin(room.kernel.db, body.login);
  const right = await room.passwords.verify(body.password, account?.password_hash);
  if (account === undefined || !right) throw new Problem('auth.credentials');
  if (account.totp) {
    await startSession(room, context, { accountId: account.id, kind: account.kind, awaiting: 'totp' });
    return { status: 'totpRequired' };
  }
  await startSession(room, context, { accountId: account.id, kind: account.kind, awaiting: null });
  return { status: 'signedIn' };
}

export interface StartedSession {
  readonly accountId: number;
  readonly kind: AccountKind;
  readonly awaiting: 'totp' | null;
}

/** Opens a session for this browser, in place of the one it had. */
export async function startSession(
  room: PeopleRoom,
  context: Visitor,
  { accountId, kind, awaiting }: StartedSession,
): Promise<void> {
  const { db, clock } = room.kernel;
  const at = clock.now();
  const before = await room.auth.session(context.request);
  const opened = await db.transaction().execute(async (trx) => {
    if (before !== undefined) {
      await revokeSessions(trx, { accountId: before.actor.accountId, onlyId: before.id }, at);
    }
    const userAgent = context.request.headers['user-agent'];
    const session = await openSession(trx, { accountId, kind, userAgent, at, awaiting });
    if (awaiting === null) {
      await trx
        .updateTable('people.accounts')
        .set({ last_sign_in_at: new Date(at) })
        .where('id', '=', accountId)
        .execute();
      await appendEvents(trx, [
        { kind: 'session.opened', subject: `account:${accountId}`, at, actorId: accountId },
      ]);
    }
    return session;
  });
  if (before !== undefined) room.auth.forget(before.actor.accountId);
  room.cookies.setSession(context.reply, opened.token, opened.seconds);
}

export async function endSession(room: PeopleRoom, context: Visitor): Promise<{ done: true }> {
  const { db, clock } = room.kernel;
  const session = await room.auth.session(context.request);
  room.cookies.clearSession(context.reply);
  if (session === undefined) return { done: true };
  const { accountId } = session.actor;
  await db
    .transaction()
    .execute((trx) => revokeSessions(trx, { accountId, onlyId: session.id }, clock.now()));
  room.auth.forget(accountId);
  return { done: true };
}
