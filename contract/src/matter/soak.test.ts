import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Decision } from './context.ts';
import { decide } from './decide.ts';
import { eventSchema, type MatterEvent } from './events.ts';
import { Matter } from './model.ts';
import { type Attempt, attemptsFor, secret } from './proof/attempts.ts';
import { dueFromLog, fold } from './proof/fold.ts';
import { stepFault } from './proof/invariants.ts';
import { calendar, hourMs, monday, people, registration, rules, type } from './proof/world.ts';

type Taken = Extract<Decision, { ok: true }>;

const world = { rules: rules({ spotCheckShare: 0.5 }), type: type(), calendar };

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

function registered(matterId: string, reporterId: string): Taken {
  const command = registration({ matterId, reporterId });
  const decision = decide(null, command, { ...world, now: monday, actor: people.resident });
  if (!decision.ok) throw new Error(decision.refusal.code);
  return frozen(decision);
}

const taken = new Set<string>();
interface Step {
  readonly before: Matter;
  readonly attempt: Attempt;
  readonly taken: Taken;
  readonly now: number;
}

/** Taken less often, so that a history does not end before it has become interesting. */
const ending = new Set([
  'void',
  'decideVoid',
  'decline',
  'merge',
  'decideForceClose',
  'addComment',
  'escalate',
]);

/** A history: at each step, after a while, one of the commands that are possible. */
function live(moves: readonly { pick: number; wait: number }[], see: (step: Step) => void) {
  const start = registered(`m-${moves.length}`, 'report-1');
  let { matter } = start;
  let counterpart = registered('m-2', 'report-2').matter;
  const events: MatterEvent[] = [...start.events];
  let now = monday;
  for (const { pick, wait } of moves) {
    now += wait;
    const context = (attempt: Attempt) => ({ ...world, now, actor: attempt.actor, counterpart });
    const possible = attemptsFor(matter).flatMap((attempt) => {
      const taken = decide(matter, attempt.command, context(attempt));
      return taken.ok ? [{ before: matter, attempt, taken, now }] : [];
    });
    const going = possible.filter(({ attempt }) => !ending.has(attempt.command.kind));
    const choice = pick % 10 === 0 ? possible : going;
    const step = choice[Math.floor(pick / 10) % choice.length];
    if (step === undefined) break;
    const fault = stepFault(matter, step.taken, context(step.attempt));
    if (fault) throw new Error(`${fault}: ${JSON.stringify(step.attempt)}`);
    see(step);
    matter = frozen(step.taken.matter);
    counterpart = frozen(step.taken.counterpart ?? counterpart);
    taken.add(step.attempt.command.kind);
    events.push(...step.taken.events.filter(({ matterId }) => matterId === matter.matterId));
  }
  return { matter, counterpart, events, now };
}

const waits = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 30 * hourMs }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 20 * 24 * hourMs }) },
);
const histories = fc.array(fc.record({ pick: fc.nat(100_000), wait: waits }), {
  minLength: 1,
  maxLength: 90,
  size: 'max',
});

test('random histories break no rule, and the log alone tells stage, custody and every due time', () => {
  fc.assert(
    fc.property(histories, (moves) => {
      const { matter, events } = live(moves, () => {});
      const told = fold(events);
      expect(told).toMatchObject({
        version: matter.version,
        stage: matter.stage,
        holder: matter.holder,
        heldSince: matter.heldSince,
      });
      for (const clock of matter.clocks) {
        const known = told?.clocks.get(`${clock.kind}/${clock.workOrderNo}/${clock.round}`);
        const { state, dueAt, startedAt, stoppedAt } = clock;
        expect(known).toMatchObject({ state, dueAt, startedAt, stoppedAt });
        if (known) expect(dueFromLog(known, clock.limit)).toBe(dueAt);
      }
      expect(told?.clocks.size).toBe(matter.clocks.length);
    }),
    { numRuns: 6000 },
  );
});

test('states and events are what their schemas say, and no event holds a word that somebody wrote', () => {
  fc.assert(
    fc.property(histories, (moves) => {
      const { matter, counterpart, events } = live(moves, () => {});
      expect(Matter.parse(matter)).toEqual(matter);
      expect(Matter.parse(counterpart)).toEqual(counterpart);
      for (const event of events) expect(eventSchema(event.kind).parse(event)).toEqual(event);
      const record = JSON.stringify([matter, counterpart, events]);
      expect(record).not.toContain(secret);
    }),
    { numRuns: 6000 },
  );
});

test('every reporter stays informed, whatever is merged and taken apart again', () => {
  fc.assert(
    fc.property(histories, (moves) => {
      const { matter, counterpart } = live(moves, () => {});
      const isInformed = (by: Matter, reporterId: string) =>
        by.reporters.filter((link) => link.reporterId === reporterId).length === 1;
      expect(isInformed(matter, 'report-1')).toBe(true);
      expect(isInformed(counterpart, 'report-2')).toBe(true);
      expect(isInformed(counterpart, 'report-1')).toBe(matter.stage === 'merged');
      expect(counterpart.absorbedIds).toEqual(matter.stage === 'merged' ? [matter.matterId] : []);
    }),
    { numRuns: 6000 },
  );
});

test('a stopped clock is a fact: only an undone merge lets it run on', () => {
  fc.assert(
    fc.property(histories, (moves) => {
      const { events } = live(moves, ({ before, taken }) => {
        if (before.stage === 'merged') return;
        const stopped = before.clocks.filter(({ state }) => state === 'stopped');
        expect(taken.matter.clocks).toEqual(expect.arrayContaining(stopped));
      });
      expect(events.length).toBeGreaterThan(0);
    }),
    { numRuns: 6000 },
  );
});

test('the histories above went through nearly every command', () => {
  expect(taken.size).toBeGreaterThan(38);
});
