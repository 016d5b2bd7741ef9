import type { Instant } from '../deadline/model.ts';

/** A called unit acknowledges, arrives and reports; or it declines, or the centre withdraws it. */
export const legStates = ['called', 'acknowledged', 'arrived', 'reported', 'declined', 'withdrawn'] as const;
export type LegState = (typeof legStates)[number];

export const legEnds = ['reported', 'declined', 'withdrawn'] as const;
export type LegEnd = (typeof legEnds)[number];

/** What the called unit does; withdrawing is the centre's. */
export const unitActs = ['acknowledge', 'arrive', 'report', 'decline'] as const;
export type UnitAct = (typeof unitActs)[number];
export const legActs = [...unitActs, 'withdraw'] as const;
export type LegAct = (typeof legActs)[number];

/** One unit called to one matter for one duty. Both limits run from the call, minute by minute, round the clock. */
export interface Leg {
  readonly acknowledgeDueAt: Instant;
  readonly arriveDueAt: Instant;
  readonly acknowledgedAt: Instant | null;
  readonly arrivedAt: Instant | null;
  readonly ended: { readonly at: Instant; readonly as: LegEnd } | null;
}

const minuteMs = 60_000;

interface Limits {
  readonly acknowledgeWithinMinutes: number;
  readonly arriveWithinMinutes: number;
}

export const callLeg = (limits: Limits, at: Instant): Leg => ({
  acknowledgeDueAt: at + limits.acknowledgeWithinMinutes * minuteMs,
  arriveDueAt: at + limits.arriveWithinMinutes * minuteMs,
  acknowledgedAt: null,
  arrivedAt: null,
  ended: null,
});

export function stateOf({ acknowledgedAt, arrivedAt, ended }: Leg): LegState {
  if (ended !== null) return ended.as;
  if (arrivedAt !== null) return 'arrived';
  return acknowledgedAt === null ? 'called' : 'acknowledged';
}

/** Whoever is there is no longer asked to come, and reports before leaving; a unit on its way may still decline. */
const actsIn: Record<LegState, readonly LegAct[]> = {
  called: ['acknowledge', 'arrive', 'decline', 'withdraw'],
  acknowledged: ['arrive', 'decline', 'withdraw'],
  arrived: ['report', 'withdraw'],
  reported: [],
  declined: [],
  withdrawn: [],
};

export const actsOf = (leg: Leg): readonly LegAct[] => actsIn[stateOf(leg)];

/** The leg after an act; undefined where it cannot be done now. A unit that arrives has acknowledged by that. */
export function actOn(leg: Leg, act: LegAct, at: Instant): Leg | undefined {
  if (!actsOf(leg).includes(act)) return undefined;
  switch (act) {
    case 'acknowledge':
      return { ...leg, acknowledgedAt: at };
    case 'arrive':
      return { ...leg, acknowledgedAt: leg.acknowledgedAt ?? at, arrivedAt: at };
    case 'report':
      return { ...leg, ended: { at, as: 'reported' } };
    case 'decline':
      return { ...leg, ended: { at, as: 'declined' } };
    case 'withdraw':
      return { ...leg, ended: { at, as: 'withdrawn' } };
  }
}

export const legClocks = ['acknowledge', 'arrive'] as const;
export type LegClock = (typeof legClocks)[number];

/** `met` and `late` are over by the act, `stopped` by the end of the leg before it. */
export type ClockState = 'running' | 'overdue' | 'met' | 'late' | 'stopped';

export const dueOf = (leg: Leg, clock: LegClock): Instant =>
  clock === 'acknowledge' ? leg.acknowledgeDueAt : leg.arriveDueAt;

export function clockOf(leg: Leg, clock: LegClock, now: Instant): ClockState {
  const doneAt = clock === 'acknowledge' ? leg.acknowledgedAt : leg.arrivedAt;
  const dueAt = dueOf(leg, clock);
  if (doneAt !== null) return doneAt <= dueAt ? 'met' : 'late';
  if (leg.ended !== null) return 'stopped';
  return now <= dueAt ? 'running' : 'overdue';
}

/** What the unit is to do next, and by when; undefined once it is there. */
export function nextDue(leg: Leg): { readonly clock: LegClock; readonly at: Instant } | undefined {
  const state = stateOf(leg);
  if (state === 'called') return { clock: 'acknowledge', at: leg.acknowledgeDueAt };
  return state === 'acknowledged' ? { clock: 'arrive', at: leg.arriveDueAt } : undefined;
}

/** Whether a unit that should have answered or arrived by now has not. */
export const isOverdue = (leg: Leg, now: Instant): boolean =>
  legClocks.some((clock) => clockOf(leg, clock, now) === 'overdue');

/** The next instant at which a clock of the leg runs out; undefined where none will. */
export function nextRunOut(leg: Leg, now: Instant): { clock: LegClock; at: Instant } | undefined {
  return legClocks
    .filter((clock) => clockOf(leg, clock, now) === 'running')
    .map((clock) => ({ clock, at: dueOf(leg, clock) }))
    .toSorted((a, b) => a.at - b.at)[0];
}
