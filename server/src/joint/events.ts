import type { LegAct, LegClock } from '@heliu/contract/joint/leg';
import type { NewEvent } from '../kernel/events.ts';

/** Who did it, for events. */
export interface ActFacts {
  readonly at: number;
  readonly actorId: number | null;
  readonly commandId: string | null;
}

/** A call with the place and centre of its matter as they are now, and every unit that is called. */
export interface CallKey {
  readonly id: string;
  readonly matterId: string;
  readonly placePath: string;
  readonly centreUnitId: string;
  readonly unitIds: readonly string[];
}

/** Ids and codes only. Whoever sees the matter hears of it, and so do its centre and the called units. */
const callEvent = (
  kind: string,
  call: CallKey,
  { at, actorId, commandId }: ActFacts,
  payload: Readonly<Record<string, unknown>> = {},
): NewEvent => ({
  kind,
  subject: `call:${call.id}`,
  at,
  placePath: call.placePath,
  unitIds: [...new Set([call.centreUnitId, ...call.unitIds])],
  actorId,
  commandId,
  payload: { matterId: call.matterId, ...payload },
});

export interface CalledLeg {
  readonly no: number;
  readonly unitId: string;
  readonly dutyCode: string;
}

export const calledEvents = (call: CallKey, legs: readonly CalledLeg[], facts: ActFacts): NewEvent[] =>
  legs.map(({ no, unitId, dutyCode }) =>
    callEvent('joint.unitCalled', call, facts, { no, unitId, dutyCode }),
  );

const kindOf: Record<LegAct, string> = {
  acknowledge: 'joint.unitAcknowledged',
  arrive: 'joint.unitArrived',
  report: 'joint.unitReported',
  decline: 'joint.unitDeclined',
  withdraw: 'joint.unitWithdrawn',
};

export const actEvent = (call: CallKey, act: LegAct, leg: CalledLeg, facts: ActFacts): NewEvent =>
  callEvent(kindOf[act], call, facts, { no: leg.no, unitId: leg.unitId });

export const endedEvent = (call: CallKey, because: string, facts: ActFacts): NewEvent =>
  callEvent('joint.callEnded', call, facts, { because });

export const runOutEvent = (
  call: CallKey,
  clock: LegClock,
  leg: Omit<CalledLeg, 'dutyCode'>,
  at: number,
): NewEvent =>
  callEvent('joint.clockRanOut', call, { at, actorId: null, commandId: null }, { ...leg, clock });
