import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import type { signIn, signInTotp } from '@heliu/contract/people';
import { Problem } from '@heliu/contract/problem';
import type { Trx } from '../kernel/db.ts';
import { appendEvents } from '../kernel/events.ts';
import { findByLogin, type SignInAccount } from './account-store.ts';
import type { Visitor } from './commands.ts';
import type { PeopleRoom } from './room.ts';
import { takeFactor } from './second-factor.ts';
import { type AccountKind, openSession, revokeSessions } from './session-store.ts';

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
  const admission = await room.guard.admit(
    'password',
    { accountId: account?.id, login: body.login },
    context,
  );
  const right = await room.passwords.verify(body.password, account?.password_hash);
  if (account === undefined || !right) throw new Problem('auth.credentials');
  await admission.passed();
  const passwordHash = await renewHash(room, account, body.password);
  const awaiting = account.totp ? 'totp' : null;
  const ground = { passwordHash };
  await startSession(room, context, { accountId: account.id, kind: account.kind, awaiting, ground });
  return { status: account.totp ? 'totpRequired' : 'signedIn' };
}

/** Brings a hash made with weaker parameters up to ours, while the password is at hand. @returns the hash in force. */
async function renewHash(
  { kernel, passwords }: PeopleRoom,
  account: SignInAccount,
  password: string,
): Promise<string | null> {
  const before = account.password_hash;
  if (before === null || !passwords.isOutdated(before)) return before;
  const passwordHash = await passwords.hash(password);
  const renewed = await kernel.db
    .updateTable('people.accounts')
    .set({ password_hash: passwordHash })
    .where('id', '=', account.id)
    .where('password_hash', '=', before)
    .returning('id')
    .executeTakeFirst();
  return renewed === undefined ? before : passwordHash;
}

/** Wrong codes that one password step survives; then the password is asked again. */
const stepAttempts = 5;

export async function signInWithCode(
  room: PeopleRoom,
  { body }: EndpointInput<typeof signInTotp>,
  context: Visitor,
): Promise<EndpointResult<typeof signInTotp>> {
  const { db, clock } = room.kernel;
  const session = await room.auth.session(context.request);
  if (session?.awaiting !== 'totp') throw new Problem('auth.stepExpired');
  const { accountId } = session.actor;
  const counted = await db
    .updateTable('people.sessions')
    .set(({ eb }) => ({ attempts: eb('attempts', '+', 1) }))
    .where('id', '=', session.id)
    .where('revoked_at', 'is', null)
    .where('attempts', '<', stepAttempts)
    .returning('id')
    .executeTakeFirst();
  if (counted === undefined) throw new Problem('auth.stepExpired');
  const admission = await room.guard.admit('totp', { accountId, login: '' }, context);
  const taken = await takeFactor(db, room.secrets, { accountId, code: body.code }, clock.now());
  if (taken === undefined) throw new Problem('auth.code');
  await admission.passed();
  const ground = { stepId: session.id };
  await startSession(room, context, { accountId, kind: session.kind, awaiting: null, ground });
  return { status: 'signedIn', recoveryCodesLeft: taken.recoveryCodesLeft };
}

export interface StartedSession {
  readonly accountId: number;
  readonly kind: AccountKind;
  readonly awaiting: 'totp' | null;
  /** The password that was given, or the session of the first step; null where somebody else vouches for the person. */
  readonly ground: { readonly passwordHash: string | null } | { readonly stepId: number } | null;
}

/**
 * Holds the account, and looks once more at what the sign-in rests on: a password that was changed, or an account that
 * was closed while it was being proved, ended all sessions, and none comes after them.
 * @throws Problem `auth.credentials`, `auth.stepExpired`.
 */
async function assertStands(trx: Trx, { accountId, ground }: StartedSession): Promise<void> {
  const account = await trx
    .selectFrom('people.accounts')
    .select('password_hash')
    .where('id', '=', accountId)
    .where('status', '=', 'active')
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (account === undefined) throw new Problem('auth.credentials');
  if (ground === null) return;
  if ('passwordHash' in ground) {
    if (account.password_hash !== ground.passwordHash) throw new Problem('auth.credentials');
    return;
  }
  const step = await trx
    .selectFrom('people.sessions')
    .select('id')
    .where('id', '=', ground.stepId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (step === undefined) throw new Problem('auth.stepExpired');
}

/**
 * Opens a session for this browser, in place of the one it had.
 * @throws Problem `auth.credentials`, `auth.stepExpired` where what it rests on is no more.
 */
export async function startSession(
  room: PeopleRoom,
  context: Visitor,
  started: StartedSession,
): Promise<void> {
  const { accountId, kind, awaiting } = started;
  const { db, clock } = room.kernel;
  const at = clock.now();
  const before = await room.auth.session(context.request);
  const opened = await db.transaction().execute(async (trx) => {
    await assertStands(trx, started);
    if (before !== undefined) {
      await revokeSessions(trx, { accountId: before.actor.accountId, onlyId: before.id }, at);
    }
    const userAgent = context.request.headers['user-agent'];
    const session = await openSession(trx, { accountId, kind, userAgent, at, awaiting });
    if (awaiting !== null) return session;
    await trx
      .updateTable('people.accounts')
      .set({ last_sign_in_at: new Date(at) })
      .where('id', '=', accountId)
      .execute();
    await room.guard.remember(trx, accountId, context);
    await appendEvents(trx, [
      { kind: 'session.opened', subject: `account:${accountId}`, at, actorId: accountId },
    ]);
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
