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
import { inspectionEvents, invitedTo, movedTo } from './events.ts';
import { hostsOf } from './policy.ts';
import { assertLead, newInvited, newPlaces } from './references.ts';
import { insertPlaces, insertUnits, type LockedInspection } from './store.ts';

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
    if (!hostsOf(actor, city).includes(host)) throw new Problem('auth.forbidden');
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

type Changes = EndpointInput<typeof changeInspection>['body'];

const isMoved = (found: LockedInspection, { startsAt, endsAt, meetingPlace }: Changes): boolean =>
  found.startsAt !== Date.parse(startsAt) ||
  found.endsAt !== Date.parse(endsAt) ||
  found.meetingPlace !== meetingPlace;

/**
 * Another time or meeting place is told to every unit that is invited, and asks those anew who had accepted.
 * @throws Problem as `actOn`, `inspection.leadUnknown`.
 */
export const change = (room: JointRoom, asked: Asked, body: Changes): Promise<Receipt> =>
  actOn(room, asked, changeInspection, {
    act: (found) => ({ kind: isMoved(found, body) ? 'move' : 'change' }),
    work: async ({ trx, found, city }) => {
      const { title, startsAt, endsAt, meetingPlace, note = '', lead } = body;
      const invited = found.units.filter(({ answer }) => answer !== 'withdrawn').map(({ unitId }) => unitId);
      assertLead(lead, [found.hostUnitId, ...invited], city);
      const moved = isMoved(found, body);
      await sql`UPDATE joint.inspections SET title = ${title}, starts_at = ${new Date(startsAt)},
        ends_at = ${new Date(endsAt)}, meeting_place = ${meetingPlace}, note = nullif(${note}, ''),
        lead_unit_id = ${lead}, arrangement = arrangement + ${moved ? 1 : 0}
        WHERE id = ${found.id}::uuid`.execute(trx);
      if (!moved) return [{ kind: 'inspectionChanged' }];
      // Who was to come stays, to be said again.
      await sql`UPDATE joint.inspection_units SET answer = 'waiting', answered_at = NULL, answered_by = NULL
        WHERE inspection_id = ${found.id}::uuid AND answer = 'accepted'`.execute(trx);
      const { hostUnitId } = found;
      return [
        { kind: 'inspectionChanged' },
        ...invited.map((unitId) => movedTo(unitId, hostUnitId, Date.parse(startsAt))),
      ];
    },
  });
