import type { EndpointSpec } from '@heliu/contract/endpoint';
import type { InvitationAct } from '@heliu/contract/joint/consultation';
import {
  acceptInspection,
  declineInspection,
  inviteToInspection,
  withdrawFromInspection,
} from '@heliu/contract/joint/inspections';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import { unopened } from '../consultation/events.ts';
import { mayAnswer } from '../consultation/policy.ts';
import type { JointRoom } from '../room.ts';
import { actOn, type Asked, type Receipt, unitIndex } from './act.ts';
import { calledOff, invitedTo } from './events.ts';
import { mayPlan } from './policy.ts';
import { newInvited } from './references.ts';
import { insertUnits } from './store.ts';

/** @throws Problem as `actOn` and `newInvited`. */
export const invite = (
  room: JointRoom,
  asked: Asked,
  units: Parameters<typeof newInvited>[0],
): Promise<Receipt> =>
  actOn(room, asked, inviteToInspection, {
    act: () => ({ kind: 'invite', count: units.length }),
    work: async ({ trx, found, city, at, actorId }) => {
      const there = found.units.filter(({ answer }) => answer !== 'withdrawn');
      const invited = newInvited(units, [found.hostUnitId, ...there.map(({ unitId }) => unitId)], city);
      await insertUnits(trx, { id: found.id, at, by: actorId }, invited);
      return invited.map(({ unitId }) => ({
        ...invitedTo(unitId, found.hostUnitId, found.startsAt),
        alsoTo: [unitId],
      }));
    },
  });

const kinds: Record<InvitationAct, { endpoint: EndpointSpec; kind: string; answer: string }> = {
  accept: { endpoint: acceptInspection, kind: 'inspectionAccepted', answer: 'accepted' },
  decline: { endpoint: declineInspection, kind: 'inspectionDeclined', answer: 'declined' },
  withdraw: { endpoint: withdrawFromInspection, kind: 'inspectionWithdrawn', answer: 'withdrawn' },
};

interface Answered extends Asked {
  readonly unit: string;
  /** Time and place that the answer is for. */
  readonly arrangement?: number | undefined;
  readonly comes?: string;
  readonly words?: string;
}

/**
 * What an invited unit answers, or the convening centre that withdraws.
 * @throws Problem as `actOn`, `resource.changed` where time or place are others meanwhile.
 */
export function answer(room: JointRoom, act: InvitationAct, asked: Answered): Promise<Receipt> {
  const { endpoint, kind, answer: becomes } = kinds[act];
  const { actor, unit, comes = null, words = null, arrangement } = asked;
  return actOn(room, asked, endpoint, {
    act: (found) => ({ kind: act, unit: unitIndex(found, unit) }),
    may: ({ hostUnitId }, city) =>
      act === 'withdraw' ? mayPlan(actor, hostUnitId, city) : mayAnswer(actor, unit, city),
    work: async ({ trx, found, at, actorId }) => {
      if (arrangement !== undefined && arrangement !== found.arrangement)
        throw new Problem('resource.changed');
      await sql`UPDATE joint.inspection_units SET answer = ${becomes}, answered_at = ${new Date(at)},
        answered_by = ${actorId}, comes = ${comes}, words = ${words}
        WHERE inspection_id = ${found.id}::uuid AND unit_id = ${unit}`.execute(trx);
      const told = { kind, payload: { unitId: unit }, alsoTo: [unit] };
      if (act !== 'withdraw') return [told];
      // Who leads takes part; without it the convening centre leads.
      await sql`UPDATE joint.inspections SET lead_unit_id = host_unit_id
        WHERE id = ${found.id}::uuid AND lead_unit_id = ${unit}`.execute(trx);
      return [told, { ...unopened(calledOff(unit, found.hostUnitId, found.startsAt)), alsoTo: [unit] }];
    },
  });
}
