import { randomUUID } from 'node:crypto';
import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import { Problem } from '@heliu/contract/problem';
import {
  addPremises,
  changePremises,
  revealPremisesContact,
  setPremisesContact,
} from '@heliu/contract/registers';
import { runCommand } from '../kernel/command.ts';
import { appendEvents } from '../kernel/events.ts';
import type { Context } from '../kernel/route.ts';
import { findContact, storeContacts } from './contacts.ts';
import { loadPremises } from './list.ts';
import { recordLook } from './looks.ts';
import { mayKeep } from './policy.ts';
import type { RegistersRoom } from './room.ts';
import { assertSeen, checkFacts, codeOf, insertPremises, updatePremises } from './store.ts';

export async function add(
  { kernel, city }: RegistersRoom,
  { body }: EndpointInput<typeof addPremises>,
  { actor }: Context,
): Promise<EndpointResult<typeof addPremises>> {
  const { commandId, ...facts } = body;
  const { accountId } = actor;
  const at = kernel.clock.now();
  return runCommand(kernel.db, { commandId, endpoint: addPremises.id, accountId, at }, async (trx) => {
    const now = city.current();
    const placePath = checkFacts(facts, now, (path) => mayKeep(actor, path, now));
    const premisesId = randomUUID();
    const code = codeOf(premisesId);
    await insertPremises(trx, [{ ...facts, id: premisesId, code, placePath, ended: false }], {
      at,
      accountId,
      commandId,
    });
    return { reply: { premisesId, code }, subject: `premises:${premisesId}` };
  });
}

/** @throws Problem `resource.notFound`, `auth.forbidden`. */
async function loadKept(room: RegistersRoom, context: Context, id: string) {
  const row = await loadPremises(room, context.actor, id);
  if (!mayKeep(context.actor, row.place_path, room.city.current())) throw new Problem('auth.forbidden');
  return row;
}

export async function change(
  room: RegistersRoom,
  { params, body }: EndpointInput<typeof changePremises>,
  context: Context,
): Promise<EndpointResult<typeof changePremises>> {
  const { kernel } = room;
  const { commandId, ended, expectedVersion, ...facts } = body;
  const { accountId } = context.actor;
  const row = await loadKept(room, context, params.premisesId);
  const at = kernel.clock.now();
  return runCommand(kernel.db, { commandId, endpoint: changePremises.id, accountId, at }, async (trx) => {
    const now = room.city.current();
    const placePath = checkFacts(facts, now, (path) => mayKeep(context.actor, path, now));
    await assertSeen(trx, row.id, expectedVersion);
    const one = { ...facts, id: row.id, code: row.code, placePath, ended };
    await updatePremises(trx, one, { at, accountId, commandId });
    return { reply: { done: true as const }, subject: `premises:${row.id}` };
  });
}

export async function setContact(
  room: RegistersRoom,
  { params, body }: EndpointInput<typeof setPremisesContact>,
  context: Context,
): Promise<EndpointResult<typeof setPremisesContact>> {
  const { kernel } = room;
  const { commandId, contact, purpose } = body;
  const { accountId } = context.actor;
  const { id, place_path: placePath } = await loadKept(room, context, params.premisesId);
  const at = kernel.clock.now();
  return runCommand(kernel.db, { commandId, endpoint: setPremisesContact.id, accountId, at }, async (trx) => {
    if (contact === null) {
      await trx.deleteFrom('registers.contacts').where('premises_id', '=', id).execute();
    } else {
      const { contactDays: days } = room.city.current().pack.registers.premises;
      await storeContacts(trx, kernel, [{ premisesId: id, contact, purpose, at, days }]);
    }
    const kind = contact === null ? 'premises.contactErased' : 'premises.contactRecorded';
    const subject = `premises:${id}`;
    await appendEvents(trx, [{ kind, subject, at, placePath, actorId: accountId, commandId }]);
    return { reply: { done: true as const }, subject };
  });
}

export async function reveal(
  room: RegistersRoom,
  { params, body }: EndpointInput<typeof revealPremisesContact>,
  context: Context,
): Promise<EndpointResult<typeof revealPremisesContact>> {
  const { kernel, secrets } = room;
  const { id } = await loadKept(room, context, params.premisesId);
  const at = kernel.clock.now();
  const found = await findContact(kernel.db, secrets, id, at);
  if (found === undefined) throw new Problem('resource.notFound');
  await recordLook(kernel.db, {
    at,
    accountId: context.actor.accountId,
    endpoint: revealPremisesContact.id,
    subject: `premises:${id}`,
    purpose: body.purpose,
  });
  return found;
}
