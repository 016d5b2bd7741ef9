import { expect, test } from 'vitest';
import { type Call, type CallAct, decideCall } from './call.ts';
import {
  actsOf,
  callLeg,
  clockOf,
  isOverdue,
  type Leg,
  legActs,
  nextDue,
  nextRunOut,
  stateOf,
} from './leg.ts';

const minute = 60_000;
const limits = { acknowledgeWithinMinutes: 2, arriveWithinMinutes: 4 };
const legsAtMost = 2;
const until = 4;

interface World {
  readonly call: Call;
  readonly at: number;
}

const first: World = { call: { legs: [callLeg(limits, 0)], ended: null }, at: 0 };

const actsAt = (call: Call, at: number): CallAct[] => [
  ...call.legs.flatMap((_, leg) => legActs.map((act) => ({ kind: 'leg' as const, leg, act }))),
  ...(call.legs.length < legsAtMost ? [{ kind: 'add' as const, legs: [callLeg(limits, at)] }] : []),
  { kind: 'close' },
  { kind: 'matterOver' },
];

/** Every call of up to two legs that can be reached in four minutes, with each act tried in each of them. */
function explore(visit: (from: World, act: CallAct, after: Call | undefined) => void): World[] {
  const keyOf = ({ call, at }: World) => JSON.stringify([call, at]);
  const seen = new Map([[keyOf(first), first]]);
  for (const world of seen.values()) {
    const { call, at } = world;
    const ways: World[] = at < until * minute ? [{ call, at: at + 2 * minute + 1 }] : [];
    for (const act of actsAt(call, at)) {
      const after = decideCall(call, act, at);
      visit(world, act, after);
      if (after !== undefined) ways.push({ call: after, at });
    }
    for (const next of ways) seen.set(keyOf(next), next);
  }
  return [...seen.values()];
}

const endBy = { close: 'closed', matterOver: 'matterOver', leg: 'answered', add: 'never' };

const openIn = ({ legs }: Call) => legs.filter(({ ended }) => ended === null).length;

/** What an act must not do to a leg: take back what was said, or start its clocks anew. */
function keeps(before: Leg, after: Leg): boolean {
  return (
    after.acknowledgeDueAt === before.acknowledgeDueAt &&
    after.arriveDueAt === before.arriveDueAt &&
    (before.acknowledgedAt === null || after.acknowledgedAt === before.acknowledgedAt) &&
    (before.arrivedAt === null || after.arrivedAt === before.arrivedAt) &&
    (before.ended === null || after.ended === before.ended)
  );
}

test('whatever is done in whatever order, no act is lost and a call is over exactly when nobody is called any more', () => {
  const refused = new Set<string>();
  const worlds = explore(({ call, at }, act, after) => {
    if (after === undefined) {
      if (act.kind === 'leg' && call.ended === null) {
        refused.add(`${stateOf(call.legs[act.leg] as Leg)} ${act.act}`);
        expect(actsOf(call.legs[act.leg] as Leg)).not.toContain(act.act);
      } else expect(call.ended).not.toBeNull();
      return;
    }
    expect(call.ended).toBeNull();
    expect(call.legs.every((leg, no) => keeps(leg, after.legs[no] as Leg))).toBe(true);
    expect(after.ended !== null).toBe(openIn(after) === 0);
    if (after.ended !== null) expect(after.ended.because).toBe(endBy[act.kind]);
    for (const leg of after.legs) {
      expect(leg.arrivedAt === null || (leg.acknowledgedAt ?? Infinity) <= leg.arrivedAt).toBe(true);
      expect(leg.ended?.as === 'reported' ? leg.arrivedAt !== null : true).toBe(true);
      expect((leg.ended?.at ?? at) <= at).toBe(true);
    }
  });
  expect(worlds.length).toBeGreaterThan(1000);
  const states = new Set(worlds.flatMap(({ call }) => call.legs.map(stateOf)));
  expect([...states].toSorted()).toEqual([
    'acknowledged',
    'arrived',
    'called',
    'declined',
    'reported',
    'withdrawn',
  ]);
  expect([...refused].toSorted()).toEqual(
    [
      'acknowledged acknowledge',
      'acknowledged report',
      'arrived acknowledge',
      'arrived arrive',
      'arrived decline',
      ...['declined', 'reported', 'withdrawn'].flatMap((state) =>
        legActs.toSorted().map((act) => `${state} ${act}`),
      ),
      'called report',
    ].toSorted(),
  );
});

test('from every open call there is a way to its end, and none goes on after it', () => {
  for (const { call, at } of explore(() => {})) {
    for (const kind of ['close', 'matterOver'] as const) {
      const closed = decideCall(call, { kind }, at);
      expect(closed === undefined).toBe(call.ended !== null);
      if (closed !== undefined) expect(openIn(closed)).toBe(0);
    }
  }
});

const clocked = (leg: Leg) =>
  [
    ['acknowledge', leg.acknowledgedAt, leg.acknowledgeDueAt],
    ['arrive', leg.arrivedAt, leg.arriveDueAt],
  ] as const;

/** How a clock stands, reckoned apart from the rules. */
function standing(leg: Leg, doneAt: number | null, dueAt: number, now: number): string {
  if (doneAt !== null) return doneAt > dueAt ? 'late' : 'met';
  if (leg.ended !== null) return 'stopped';
  return now > dueAt ? 'overdue' : 'running';
}

test('each clock runs from the call alone and tells once how it came out', () => {
  const legs = explore(() => {}).flatMap(({ call, at }) => call.legs.map((leg) => ({ leg, at })));
  for (const { leg, at } of legs) {
    for (const [clock, doneAt, dueAt] of clocked(leg)) {
      const state = clockOf(leg, clock, at);
      expect(state).toBe(standing(leg, doneAt, dueAt, at));
      // What is over stays as it is, however late somebody looks.
      if (doneAt !== null || leg.ended !== null) expect(clockOf(leg, clock, at + 1e9)).toBe(state);
    }
    if (leg.ended === null) continue;
    expect([isOverdue(leg, 1e12), nextDue(leg), nextRunOut(leg, 0)]).toEqual([false, undefined, undefined]);
  }
});

test('the limits are minutes from the call: at the last instant in time, a millisecond later not', () => {
  const leg = callLeg({ acknowledgeWithinMinutes: 10, arriveWithinMinutes: 30 }, 1000);
  expect([nextDue(leg), nextRunOut(leg, 1000)]).toEqual([
    { clock: 'acknowledge', at: 1000 + 10 * minute },
    { clock: 'acknowledge', at: 1000 + 10 * minute },
  ]);
  expect([isOverdue(leg, 1000 + 10 * minute), isOverdue(leg, 1001 + 10 * minute)]).toEqual([false, true]);
  expect(nextRunOut(leg, 1001 + 10 * minute)).toEqual({ clock: 'arrive', at: 1000 + 30 * minute });
});
