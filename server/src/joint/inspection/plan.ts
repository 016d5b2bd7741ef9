import { randomUUID } from 'node:crypto';
import type { EndpointInput } from '@heliu/contract/endpoint';
import { changeInspection, planInspection } from '@heliu/contract/joint/inspections';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import { runCommand } from '../../kernel/command.ts';
import { appendEvents } from '../../kernel/events.ts';
import type { Context } from '../../kernel/route.ts';
import type { JointRoom } from '../room.ts';
import { actOn, type Asked, type Receipt } from './act.ts';
import { inspectionEvents, invitedTo } from './events.ts';
import { mayPlan } from './policy.ts';
import { assertLead, newInvited, newPlaces } from './references.ts';
import { insertPlaces, insertUnits } from './store.ts';

/** @throws Problem `auth.forbidden` for a centre that is not the actor's, and those of `references.ts`. */
export function plan(
  room: JointRoom,
  { body }: EndpointInput<typeof planInspection>,
  { actor }: Context,
): Promise<Receipt> {
  const { db, clock } = room.kernel;
  const city = room.city.current();
  const { commandId, host, title, startsAt, endsAt, meetingPlace, note, lead } = body;
  const { accountId } = actor;
  const at = clock.now();
  return runCommand(db, { commandId, endpoint: planInspection.id, accountId, at }, async (trx) => {
    if (!mayPlan(actor, host, city)) throw new Problem('auth.forbidden');
    const units = newInvited(body.units, [host], city);
    const unitIds = units.map(({ unitId }) => unitId);
    assertLead(lead, [host, ...unitIds], city);
    const places = await newPlaces(room, body.places, { host, places: [], lastNo: 0 }, city);
    const id = randomUUID();
    await trx
      .insertInto('joint.inspections')
      .values({
        id,
        version: 1,
        host_unit_id: host,
        lead_unit_id: lead,
        title,
        note: note === undefined || note === '' ? null : note,
        starts_at: new Date(startsAt),
        ends_at: new Date(endsAt),
        meeting_place: meetingPlace,
        state: 'planned',
        planned_at: new Date(at),
        planned_by: accountId,
      })
      .execute();
    await insertUnits(trx, { id, at, by: accountId }, units);
    await insertPlaces(trx, { id, at }, places);
    const told = [
      { kind: 'inspectionPlanned', payload: { host, lead, places: places.length } },
      ...unitIds.map((unitId) => invitedTo(unitId, host, Date.parse(startsAt))),
    ];
    const facts = { at, actorId: accountId, commandId };
    await appendEvents(trx, inspectionEvents({ id, hostUnitId: host, unitIds }, told, facts, city));
    return { reply: { inspectionId: id, version: 1 }, subject: `inspection:${id}` };
  });
}

/** @throws Problem as `actOn`, `inspection.leadUnknown`. */
export const change = (
  room: JointRoom,
  asked: Asked,
  body: EndpointInput<typeof changeInspection>['body'],
): Promise<Receipt> =>
  actOn(room, asked, changeInspection, {
    act: () => ({ kind: 'change' }),
    work: async ({ trx, found, city }) => {
      const { title, startsAt, endsAt, meetingPlace, note = '', lead } = body;
      const invited = found.units.filter(({ answer }) => answer !== 'withdrawn');
      assertLead(lead, [found.hostUnitId, ...invited.map(({ unitId }) => unitId)], city);
      await sql`UPDATE joint.inspections SET title = ${title}, starts_at = ${new Date(startsAt)},
        ends_at = ${new Date(endsAt)}, meeting_place = ${meetingPlace}, note = nullif(${note}, ''),
        lead_unit_id = ${lead} WHERE id = ${found.id}::uuid`.execute(trx);
      return [{ kind: 'inspectionChanged' }];
    },
  });
