import { randomUUID } from 'node:crypto';
import { dayMs } from '@heliu/contract/deadline/zone';
import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import { Problem } from '@heliu/contract/problem';
import { addSupport, assignSupport, type listSupport, withdrawSupport } from '@heliu/contract/support';
import { sql } from 'kysely';
import type { Actor } from '../kernel/actor.ts';
import { runCommand } from '../kernel/command.ts';
import type { Trx } from '../kernel/db.ts';
import { appendEvents } from '../kernel/events.ts';
import type { Context } from '../kernel/route.ts';
import { assertOfficers } from './officers.ts';
import { handled, keeperOf, kept } from './policy.ts';
import type { SupportRoom } from './room.ts';
import { endEntries, entriesIn, type EntryRow, numberOf, sealedFor, standing, todayIn } from './store.ts';

export async function list(room: SupportRoom, actor: Actor): Promise<EndpointResult<typeof listSupport>> {
  const { pack } = room.city.current();
  const now = room.kernel.clock.now();
  const today = todayIn(now, pack.timeZone);
  const rows = await entriesIn(room.kernel.db, kept(actor), now, actor);
  return {
    kinds: pack.registers.support.kinds,
    consentDays: pack.registers.support.consentDays,
    rows: rows.map((row) => ({
      ...standing(row, today),
      consent: {
        form: row.consent_form,
        on: row.consent_on,
        by: row.recorded_name,
        recordedAt: row.recorded_at.toISOString(),
      },
      officers: row.officers,
    })),
  };
}

const assign = (trx: Trx, entryId: string, accountIds: readonly number[]) =>
  trx
    .insertInto('support.officers')
    .values([...new Set(accountIds)].map((id) => ({ entry_id: entryId, account_id: id })))
    .execute();

type Add = EndpointInput<typeof addSupport>['body'];

/** @returns the path of the grid and the place that keeps the entry. */
function placesOf({ city, kernel }: SupportRoom, actor: Actor, body: Add): { path: string; keeper: string } {
  const { pack, index } = city.current();
  const { kinds, consentDays } = pack.registers.support;
  const path = index.grids.get(body.gridCode)?.path;
  const keeper = path === undefined ? undefined : keeperOf(actor, path);
  if (path === undefined || keeper === undefined) {
    throw new Problem('support.outside', { params: { grid: body.gridCode } });
  }
  if (!kinds.some(({ code }) => code === body.kind)) {
    throw new Problem('support.kindUnknown', { params: { kind: body.kind } });
  }
  if (body.days > consentDays || body.consent.on > todayIn(kernel.clock.now(), pack.timeZone)) {
    throw new Problem('support.tooLong', { params: { days: consentDays } });
  }
  return { path, keeper };
}

export async function add(
  room: SupportRoom,
  { body }: EndpointInput<typeof addSupport>,
  { actor }: Context,
): Promise<EndpointResult<typeof addSupport>> {
  const { kernel, secrets } = room;
  const { accountId } = actor;
  const { commandId } = body;
  const at = kernel.clock.now();
  return runCommand(kernel.db, { commandId, endpoint: addSupport.id, accountId, at }, async (trx) => {
    const { path, keeper } = placesOf(room, actor, body);
    await assertOfficers(trx, body.officers, path);
    const entryId = randomUUID();
    await trx
      .insertInto('support.entries')
      .values({
        id: entryId,
        kind: body.kind,
        grid_code: body.gridCode,
        place_path: path,
        keeper_path: keeper,
        purpose: body.purpose,
        times: body.frequency.times,
        per: body.frequency.per,
        consent_form: body.consent.form,
        consent_on: body.consent.on,
        recorded_at: new Date(at),
        recorded_by: accountId,
        expires_at: new Date(at + body.days * dayMs),
        sealed: secrets.seal(sealedFor.person, JSON.stringify(body.person), entryId),
      })
      .execute();
    await assign(trx, entryId, body.officers);
    const subject = `support:${entryId}`;
    const facts = { at, placePath: path, actorId: accountId, commandId };
    await appendEvents(trx, [{ kind: 'support.agreed', subject, ...facts, payload: { kind: body.kind } }]);
    return { reply: { entryId, number: numberOf(entryId) }, subject };
  });
}

/** @throws Problem `resource.notFound` for whatever the actor does not handle, or has ended. */
export async function getHandled({ kernel }: SupportRoom, actor: Actor, entryId: string): Promise<EntryRow> {
  const condition = sql<boolean>`e.id = ${entryId}::uuid AND ${handled(actor)}`;
  const [found] = await entriesIn(kernel.db, condition, kernel.clock.now(), actor);
  if (found === undefined) throw new Problem('resource.notFound');
  return found;
}

export async function reassign(
  room: SupportRoom,
  { params, body }: EndpointInput<typeof assignSupport>,
  { actor }: Context,
): Promise<EndpointResult<typeof assignSupport>> {
  const { kernel } = room;
  const { accountId } = actor;
  const { commandId } = body;
  const at = kernel.clock.now();
  return runCommand(kernel.db, { commandId, endpoint: assignSupport.id, accountId, at }, async (trx) => {
    const condition = sql<boolean>`e.id = ${params.entryId}::uuid AND ${kept(actor)}`;
    const [entry] = await entriesIn(trx, condition, at, actor);
    if (entry === undefined) throw new Problem('resource.notFound');
    await assertOfficers(trx, body.officers, entry.place_path);
    await trx.deleteFrom('support.officers').where('entry_id', '=', entry.id).execute();
    await assign(trx, entry.id, body.officers);
    const subject = `support:${entry.id}`;
    const facts = { at, placePath: entry.place_path, actorId: accountId, commandId };
    await appendEvents(trx, [{ kind: 'support.assigned', subject, ...facts }]);
    return { reply: { done: true as const }, subject };
  });
}

export async function withdraw(
  room: SupportRoom,
  { params, body }: EndpointInput<typeof withdrawSupport>,
  { actor }: Context,
): Promise<EndpointResult<typeof withdrawSupport>> {
  const { kernel } = room;
  const { accountId } = actor;
  const { commandId } = body;
  const at = kernel.clock.now();
  return runCommand(kernel.db, { commandId, endpoint: withdrawSupport.id, accountId, at }, async (trx) => {
    const condition = sql<boolean>`e.id = ${params.entryId}::uuid AND ${handled(actor)}`;
    const [entry] = await entriesIn(trx, condition, at, actor);
    if (entry === undefined) throw new Problem('support.gone');
    await endEntries(trx, [{ id: entry.id, placePath: entry.place_path }], {
      at,
      as: 'withdrawn',
      actorId: accountId,
      commandId,
    });
    return { reply: { done: true as const }, subject: `support:${entry.id}` };
  });
}
