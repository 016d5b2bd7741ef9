import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import { deactivateAccount, type getHoldings, reactivateAccount, setRoles } from '@heliu/contract/people';
import type { CommandRecord } from '../kernel/command.ts';
import type { Trx } from '../kernel/db.ts';
import { appendEvents } from '../kernel/events.ts';
import type { Context } from '../kernel/route.ts';
import { actOnAccount } from './account-commands.ts';
import type { GrantRow } from './account-store.ts';
import { getStored, type StoredAccount } from './account-view.ts';
import { assertAdministered, closeStored, releaseAt, reopenStored } from './close-account.ts';
import { asGrant, compareGrants, grantEvents, grantRows, resolveRoles } from './grants.ts';
import { nameUnit } from './places.ts';
import type { PeopleRoom, Release } from './room.ts';
import { announceChange } from './session-store.ts';

/** A request that was on its way with the old roles is over by then. */
const secondLookMs = 60_000;

/** Returns what the person can no longer hold, now and once more when requests on their way are over. */
async function release(room: PeopleRoom, trx: Trx, what: Release): Promise<number> {
  await releaseAt(trx, what.accountId, what.at + secondLookMs);
  return (await room.hooks.onRelease?.(trx, what)) ?? 0;
}

export async function changeRoles(
  room: PeopleRoom,
  { params, body }: EndpointInput<typeof setRoles>,
  context: Context,
): Promise<EndpointResult<typeof setRoles>> {
  return actOnAccount(room, {
    endpoint: setRoles,
    action: 'setRoles',
    id: params.id,
    context,
    commandId: body.commandId,
    version: body.version,
    work: async (trx, account, record) => {
      const { grants, homePath } = resolveRoles(room, context.actor, body);
      const { given, revoked } = compareGrants(grantRows(account.grants), grants);
      await assertAdministered(trx, account.id, revoked);
      await writeGrants(trx, account, { given, revoked: revoked.map(({ id }) => id) }, record);
      await trx
        .updateTable('people.accounts')
        .set({
          unit_code: body.unitCode,
          home_path: homePath ?? account.home_path,
          version: account.version + 1,
        })
        .where('id', '=', account.id)
        .execute();
      await announceChange(trx, account.id);
      const facts = { at: record.at, actorId: context.actor.accountId, commandId: record.commandId };
      await appendEvents(trx, [
        ...grantEvents('grant.revoked', account.id, revoked, facts),
        ...grantEvents('grant.given', account.id, given, facts),
      ]);
      if (revoked.length === 0) return { returned: 0 };
      const remaining = grants.map(asGrant);
      return { returned: await release(room, trx, { accountId: account.id, remaining, ...facts }) };
    },
  });
}

async function writeGrants(
  trx: Trx,
  account: StoredAccount,
  { given, revoked }: { readonly given: readonly GrantRow[]; readonly revoked: readonly number[] },
  { at, accountId: by }: CommandRecord,
): Promise<void> {
  if (revoked.length > 0) await trx.deleteFrom('people.grants').where('id', 'in', revoked).execute();
  if (given.length === 0) return;
  await trx
    .insertInto('people.grants')
    .values(
      given.map((grant) => ({
        account_id: account.id,
        role: grant.role,
        place_code: grant.placeCode,
        place_path: grant.placePath,
        unit_code: grant.unitCode,
        reach_path: grant.reachPath,
        granted_at: new Date(at),
        granted_by: by,
      })),
    )
    .execute();
}

export async function closeAccount(
  room: PeopleRoom,
  { params, body }: EndpointInput<typeof deactivateAccount>,
  context: Context,
): Promise<EndpointResult<typeof deactivateAccount>> {
  return actOnAccount(room, {
    endpoint: deactivateAccount,
    action: 'deactivate',
    id: params.id,
    context,
    commandId: body.commandId,
    version: body.version,
    work: async (trx, account, { at, commandId }) => {
      const { id } = account;
      const actorId = context.actor.accountId;
      await closeStored(trx, account, { at, actorId, commandId });
      await noteReason(trx, { accountId: id, kind: 'deactivate', reason: body.reason, at, by: actorId });
      return { returned: await release(room, trx, { accountId: id, remaining: [], at, actorId, commandId }) };
    },
  });
}

export async function reopenAccount(
  room: PeopleRoom,
  { params, body }: EndpointInput<typeof reactivateAccount>,
  context: Context,
): Promise<EndpointResult<typeof reactivateAccount>> {
  return actOnAccount(room, {
    endpoint: reactivateAccount,
    action: 'reactivate',
    id: params.id,
    context,
    commandId: body.commandId,
    version: body.version,
    work: async (trx, account, { at, commandId }) => {
      await reopenStored(trx, account, { at, actorId: context.actor.accountId, commandId });
      return {};
    },
  });
}

export interface Reason {
  readonly accountId: number;
  readonly kind: 'deactivate' | 'resetTotp';
  readonly reason: string;
  readonly at: number;
  readonly by: number;
}

export async function noteReason(trx: Trx, { accountId, kind, reason, at, by }: Reason): Promise<void> {
  await trx
    .insertInto('people.decisions')
    .values({ account_id: accountId, kind, reason, decided_at: new Date(at), decided_by: by })
    .execute();
}

export async function showHoldings(
  { kernel, hooks }: PeopleRoom,
  { params }: EndpointInput<typeof getHoldings>,
  { actor }: Context,
): Promise<EndpointResult<typeof getHoldings>> {
  const account = await getStored(kernel.db, params.id, actor);
  const held = (await hooks.holdings?.(account.id)) ?? [];
  const { sessions } = await kernel.db
    .selectFrom('people.sessions')
    .select(({ fn }) => fn.countAll<number>().as('sessions'))
    .where('account_id', '=', account.id)
    .where('revoked_at', 'is', null)
    .where('awaiting', 'is', null)
    .where('expires_at', '>', new Date(kernel.clock.now()))
    .executeTakeFirstOrThrow();
  const city = hooks.city.findCurrent();
  return {
    units: held.flatMap(({ unitCode, openMatters }) => {
      const unit = nameUnit(city, unitCode);
      return unit === null ? [] : [{ ...unit, openMatters }];
    }),
    organisations: [...((await hooks.spokenFor?.(account.id)) ?? [])],
    sessions,
  };
}
