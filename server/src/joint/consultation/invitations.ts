import type { EndpointSpec } from '@heliu/contract/endpoint';
import {
  acceptInvitation,
  declineInvitation,
  inviteUnits,
  withdrawInvitation,
} from '@heliu/contract/joint/consultations';
import { type InvitationAct, invitationActsOf } from '@heliu/contract/joint/consultation';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import type { JointRoom } from '../room.ts';
import { actOn, type Asked, type Receipt } from './act.ts';
import { consultationOff, invited, unopened } from './events.ts';
import { mayAnswer, mayConvene } from './policy.ts';
import { newUnits } from './references.ts';
import { insertInvitations } from './store.ts';

/** @throws Problem as `actOn`, `consultation.unitUnknown`, `consultation.invitedAlready`. */
export const invite = (room: JointRoom, asked: Asked, units: readonly string[]): Promise<Receipt> =>
  actOn(room, asked, {
    endpoint: inviteUnits,
    act: 'invite',
    work: async ({ trx, found, city, at, actorId }) => {
      const there = found.invitations.filter(({ answer }) => answer !== 'withdrawn');
      const unitIds = newUnits(units, [found.hostUnitId, ...there.map(({ unitId }) => unitId)], city);
      await insertInvitations(trx, { id: found.id, at, by: actorId }, unitIds);
      return unitIds.map((unitId) => ({
        ...invited(unitId, found.hostUnitId, found.startsAt),
        alsoTo: [unitId],
      }));
    },
  });

const kinds: Record<InvitationAct, { endpoint: EndpointSpec; kind: string; answer: string }> = {
  accept: { endpoint: acceptInvitation, kind: 'invitationAccepted', answer: 'accepted' },
  decline: { endpoint: declineInvitation, kind: 'invitationDeclined', answer: 'declined' },
  withdraw: { endpoint: withdrawInvitation, kind: 'invitationWithdrawn', answer: 'withdrawn' },
};

interface Answered extends Asked {
  readonly unit: string;
  /** Time and place that the answer is for. */
  readonly arrangement?: number | undefined;
  readonly comes?: string;
  readonly words?: string;
}

/**
 * What an invited unit answers, or the convening unit that withdraws.
 * @throws Problem as `actOn`, `resource.changed` where time or place are others meanwhile, `consultation.notNow` where the
 * answer leaves no room for it.
 */
export function answer(room: JointRoom, act: InvitationAct, asked: Answered): Promise<Receipt> {
  const { endpoint, kind, answer: becomes } = kinds[act];
  const { actor, unit, comes = null, words = null, arrangement } = asked;
  return actOn(room, asked, {
    endpoint,
    act,
    may: ({ hostUnitId }, city) =>
      act === 'withdraw' ? mayConvene(actor, hostUnitId, city) : mayAnswer(actor, unit, city),
    work: async ({ trx, found, at, actorId }) => {
      const there = found.invitations.find(({ unitId }) => unitId === unit);
      if (there === undefined) throw new Problem('resource.notFound');
      if (arrangement !== undefined && arrangement !== found.arrangement)
        throw new Problem('resource.changed');
      if (!invitationActsOf(found.state, there.answer).includes(act))
        throw new Problem('consultation.notNow');
      await sql`UPDATE joint.invitations SET answer = ${becomes}, answered_at = ${new Date(at)},
        answered_by = ${actorId}, comes = ${comes}, words = ${words}
        WHERE consultation_id = ${found.id}::uuid AND unit_id = ${unit}`.execute(trx);
      const told = { kind, payload: { unitId: unit }, alsoTo: [unit] };
      if (act !== 'withdraw') return [told];
      const off = consultationOff(unit, found.hostUnitId, found.startsAt);
      return [told, { ...unopened(off), alsoTo: [unit] }];
    },
  });
}
