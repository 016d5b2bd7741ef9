import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import { confirmTotp, disableTotp, renewRecoveryCodes, startTotp } from '@heliu/contract/people';
import { Problem } from '@heliu/contract/problem';
import { appendEvents } from '../kernel/events.ts';
import type { Context } from '../kernel/route.ts';
import type { Trx } from '../kernel/db.ts';
import { provePassword, run } from './commands.ts';
import type { PeopleRoom } from './room.ts';
import {
  describeKey,
  newSealedKey,
  removeFactor,
  replaceRecoveryCodes,
  takeFactor,
  takeTotp,
} from './second-factor.ts';

const subjectOf = (accountId: number): string => `account:${accountId}`;

/** The key is read back for every reply and kept in none. */
export async function enrolTotp(
  room: PeopleRoom,
  { body }: EndpointInput<typeof startTotp>,
  context: Context,
): Promise<EndpointResult<typeof startTotp>> {
  const { accountId } = context.actor;
  await run(room, {
    endpoint: startTotp,
    commandId: body.commandId,
    context,
    prove: async () => {
      await provePassword(room, context, body.password);
    },
    work: async (trx, { at }) => {
      await trx
        .insertInto('people.authenticators')
        .values({
          account_id: accountId,
          sealed_secret: newSealedKey(room.secrets, accountId),
          created_at: new Date(at),
        })
        .onConflict((conflict) => conflict.column('account_id').doNothing())
        .execute();
      await assertState(trx, accountId, 'pending');
      return { reply: {}, subject: subjectOf(accountId) };
    },
  });
  const row = await room.kernel.db
    .selectFrom('people.authenticators as t')
    .innerJoin('people.accounts as a', 'a.id', 't.account_id')
    .select(['t.sealed_secret', 'a.login'])
    .where('t.account_id', '=', accountId)
    .where('t.confirmed_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) throw new Problem('account.totpOn');
  return describeKey(room.secrets, accountId, row.sealed_secret, row.login);
}

async function assertState(trx: Trx, accountId: number, wanted: 'pending' | 'inForce'): Promise<void> {
  const row = await trx
    .selectFrom('people.authenticators')
    .select('confirmed_at')
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  if (row === undefined) throw new Problem('account.totpOff');
  const inForce = row.confirmed_at !== null;
  if (inForce && wanted === 'pending') throw new Problem('account.totpOn');
  if (!inForce && wanted === 'inForce') throw new Problem('account.totpOff');
}

export async function putTotpInForce(
  room: PeopleRoom,
  { body }: EndpointInput<typeof confirmTotp>,
  context: Context,
): Promise<EndpointResult<typeof confirmTotp>> {
  const { accountId } = context.actor;
  let recoveryCodes: string[] = [];
  await run(room, {
    endpoint: confirmTotp,
    commandId: body.commandId,
    context,
    work: async (trx, { at, commandId }) => {
      await assertState(trx, accountId, 'pending');
      const given = { accountId, code: body.code, confirmed: false };
      if (!(await takeTotp(trx, room.secrets, given, at))) throw new Problem('auth.code');
      await trx
        .updateTable('people.authenticators')
        .set({ confirmed_at: new Date(at) })
        .where('account_id', '=', accountId)
        .execute();
      recoveryCodes = await replaceRecoveryCodes(trx, room.secrets, accountId);
      await appendEvents(trx, [
        { kind: 'account.totpEnabled', subject: subjectOf(accountId), at, actorId: accountId, commandId },
      ]);
      return { reply: {}, subject: subjectOf(accountId) };
    },
  });
  return { recoveryCodes };
}

/** Proves the second factor of a signed-in account. @throws Problem `auth.code`, `account.totpOff`. */
async function proveFactor(room: PeopleRoom, context: Context, code: string): Promise<void> {
  const { db, clock } = room.kernel;
  const { accountId } = context.actor;
  await db.transaction().execute((trx) => assertState(trx, accountId, 'inForce'));
  const admission = await room.guard.admit('totp', { accountId, login: '' }, context);
  const taken = await takeFactor(db, room.secrets, { accountId, code }, clock.now());
  if (taken === undefined) throw new Problem('auth.code');
  await admission.passed();
}

export async function makeRecoveryCodes(
  room: PeopleRoom,
  { body }: EndpointInput<typeof renewRecoveryCodes>,
  context: Context,
): Promise<EndpointResult<typeof renewRecoveryCodes>> {
  const { accountId } = context.actor;
  let recoveryCodes: string[] = [];
  await run(room, {
    endpoint: renewRecoveryCodes,
    commandId: body.commandId,
    context,
    prove: () => proveFactor(room, context, body.code),
    work: async (trx) => {
      await assertState(trx, accountId, 'inForce');
      recoveryCodes = await replaceRecoveryCodes(trx, room.secrets, accountId);
      return { reply: {}, subject: subjectOf(accountId) };
    },
  });
  return { recoveryCodes };
}

export async function switchTotpOff(
  room: PeopleRoom,
  { body }: EndpointInput<typeof disableTotp>,
  context: Context,
): Promise<{ done: true }> {
  const { accountId } = context.actor;
  return run<{ done: true }>(room, {
    endpoint: disableTotp,
    commandId: body.commandId,
    context,
    prove: async () => {
      await provePassword(room, context, body.password);
      await proveFactor(room, context, body.code);
    },
    work: async (trx, { at, commandId }) => {
      if (!(await removeFactor(trx, accountId))) throw new Problem('account.totpOff');
      await appendEvents(trx, [
        { kind: 'account.totpDisabled', subject: subjectOf(accountId), at, actorId: accountId, commandId },
      ]);
      return { reply: { done: true }, subject: subjectOf(accountId) };
    },
  });
}
