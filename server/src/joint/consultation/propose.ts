import { randomUUID } from 'node:crypto';
import type { EndpointInput } from '@heliu/contract/endpoint';
import { answerAfterMove } from '@heliu/contract/joint/consultation';
import { changeConsultation, proposeConsultation } from '@heliu/contract/joint/consultations';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import { runCommand } from '../../kernel/command.ts';
import type { Trx } from '../../kernel/db.ts';
import { appendEvents } from '../../kernel/events.ts';
import type { Context } from '../../kernel/route.ts';
import type { JointRoom } from '../room.ts';
import { actOn, type Asked, type Receipt } from './act.ts';
import { agendaEvents } from './agenda-events.ts';
import { consultationEvents, consultationMoved, invited } from './events.ts';
import { mayConvene } from './policy.ts';
import { newItems, newUnits } from './references.ts';
import { insertInvitations, insertItems, type StoredInvitation } from './store.ts';

/**
 * @throws Problem `auth.forbidden` for a unit that is not the actor's, `consultation.unitUnknown`,
 * `consultation.invitedAlready`, `consultation.matterUnknown`, `consultation.matterOver`, `consultation.matterMerged`,
 * `consultation.onAgenda`.
 */
export function propose(
  room: JointRoom,
  { body }: EndpointInput<typeof proposeConsultation>,
  { actor }: Context,
): Promise<Receipt> {
  const { db, clock } = room.kernel;
  const city = room.city.current();
  const { commandId, host, title, reason, startsAt, place = null, link = null } = body;
  const { accountId } = actor;
  const at = clock.now();
  return runCommand(db, { commandId, endpoint: proposeConsultation.id, accountId, at }, async (trx) => {
    if (!mayConvene(actor, host, city)) throw new Problem('auth.forbidden');
    const unitIds = newUnits(body.units, [host], city);
    const items = await newItems(trx, body.items, [], room.visible(actor, city));
    const id = randomUUID();
    await trx
      .insertInto('joint.consultations')
      .values({
        id,
        host_unit_id: host,
        title,
        reason,
        starts_at: new Date(startsAt),
        place,
        link,
        state: 'proposed',
        proposed_at: new Date(at),
        proposed_by: accountId,
      })
      .execute();
    const making = { id, at, by: accountId };
    await insertInvitations(trx, making, unitIds);
    await insertItems(
      trx,
      making,
      items.map((item, index) => ({ ...item, no: index + 1 })),
    );
    const told = [
      { kind: 'consultationProposed', payload: { host } },
      ...unitIds.map((unitId) => invited(unitId, host, Date.parse(startsAt))),
      ...items.map(({ matterId }, index) => ({ kind: 'itemAdded', payload: { no: index + 1, matterId } })),
    ];
    const facts = { at, actorId: accountId, commandId };
    const shown = await agendaEvents(trx, id, { told, matterIds: [] }, facts);
    const parties = { id, hostUnitId: host, unitIds };
    await appendEvents(trx, [...consultationEvents(parties, told, facts, city), ...shown]);
    return { reply: { consultationId: id, version: 1 }, subject: `consultation:${id}` };
  });
}

/** Who was to come stays written, as a unit may say the same again. */
async function askAnew(trx: Trx, id: string, invitations: readonly StoredInvitation[]): Promise<void> {
  const unitIds = invitations
    .filter(({ answer }) => answerAfterMove(answer) !== answer)
    .map(({ unitId }) => unitId);
  await sql`UPDATE joint.invitations SET answer = 'waiting', answered_at = NULL, answered_by = NULL
    WHERE consultation_id = ${id}::uuid AND unit_id = ANY(${unitIds}::text[])`.execute(trx);
}

/** Another time, place or link is told to every unit that is invited, and asks those anew who come. @throws Problem as `actOn`. */
export const change = (
  room: JointRoom,
  asked: Asked,
  body: EndpointInput<typeof changeConsultation>['body'],
): Promise<Receipt> =>
  actOn(room, asked, {
    endpoint: changeConsultation,
    act: 'change',
    work: async ({ trx, found }) => {
      const { title, reason, startsAt, place = null, link = null } = body;
      const begins = Date.parse(startsAt);
      const isMoved = found.startsAt !== begins || found.place !== place || found.link !== link;
      await sql`UPDATE joint.consultations SET title = ${title}, reason = ${reason},
        starts_at = ${new Date(startsAt)}, place = ${place}, link = ${link},
        arrangement = arrangement + ${isMoved ? 1 : 0} WHERE id = ${found.id}::uuid`.execute(trx);
      const invited = isMoved ? found.invitations.filter(({ answer }) => answer !== 'withdrawn') : [];
      await askAnew(trx, found.id, invited);
      return [
        { kind: 'consultationChanged' },
        ...invited.map(({ unitId }) => consultationMoved(unitId, found.hostUnitId, begins)),
      ];
    },
  });
