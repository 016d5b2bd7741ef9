import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyCalendar, anyLimit, anyPauses, minute, windows } from '../deadline/arbitrary.ts';
import { elapsed, extendClock, pauseClock, remaining, resumeClock, startClock } from '../deadline/clock.ts';
import { compileCalendar, workBetween, type CompiledCalendar } from '../deadline/working-time.ts';
import { isContinuous, limitMs } from '../deadline/due.ts';
import type { Clock, Limit } from '../deadline/model.ts';
import type { LadderStep, StepWhen } from './ladder.ts';
import { reachedSteps, scheduleOf } from './schedule.ts';

const stepAt = (when: StepWhen, code = 'one'): LadderStep => ({
  code,
  level: 'blue',
  when,
  to: [{ at: 'unit' }],
});

interface Case {
  readonly calendar: CompiledCalendar;
  readonly clock: Clock;
}

/** A running clock with its extensions and the pauses that are over, one after the other. */
const anyCase: fc.Arbitrary<Case> = fc.constantFrom(...windows).chain((window) =>
  anyCalendar(window).chain((plain) =>
    fc
      .record({
        offset: fc.integer({ min: 0, max: 5 * 1440 }),
        limit: anyLimit,
        extensions: fc.array(anyLimit, { maxLength: 2 }),
        pauses: anyPauses(window.start),
      })
      .map(({ offset, limit, extensions, pauses }) => {
        const calendar = compileCalendar(plain);
        const from = window.start + offset * minute;
        let clock = startClock({ kind: 'handling', workOrderNo: 1, limit }, from, calendar);
        let floor = from;
        for (const pause of pauses.toSorted((a, b) => a.from - b.from)) {
          const to = pause.to ?? pause.from;
          if (pause.from < floor) continue;
          clock = resumeClock(pauseClock(clock, pause.from), to, calendar);
          floor = to;
        }
        for (const extension of extensions) clock = extendClock(clock, extension, calendar);
        return { calendar, clock };
      }),
  ),
);

const atOf = (when: StepWhen, { clock, calendar }: Case): number => {
  const at = scheduleOf([stepAt(when)], clock, calendar)[0]?.at;
  if (at === undefined || at === null) throw new Error('a running clock reaches every step');
  return at;
};

test('a share of the time is left at the first instant by which the rest has run', () => {
  fc.assert(
    fc.property(anyCase, fc.integer({ min: 1, max: 99 }), (given, percent) => {
      const { clock, calendar } = given;
      const at = atOf({ left: percent / 100 }, given);
      const granted = [clock.limit, ...clock.extensions].reduce((sum, limit) => sum + limitMs(limit), 0);
      const used = Math.round(granted * (1 - percent / 100));
      expect(elapsed(clock, at, calendar)).toBe(used);
      if (at > clock.startedAt) expect(elapsed(clock, at - 1, calendar)).toBeLessThan(used);
      expect(at).toBeLessThanOrEqual(clock.dueAt);
    }),
    { numRuns: 150 },
  );
});

const between = (limit: Limit, from: number, to: number, calendar: CompiledCalendar): number =>
  isContinuous(limit.unit) ? to - from : workBetween(calendar, from, to);

test('so much time lies before the due time, and no later instant has as much', () => {
  fc.assert(
    fc.property(anyCase, anyLimit, (given, limit) => {
      const { clock, calendar } = given;
      const at = atOf({ before: limit }, given);
      if (at > clock.startedAt) {
        expect(between(limit, at, clock.dueAt, calendar)).toBeGreaterThanOrEqual(limitMs(limit));
      }
      expect(between(limit, at + 1, clock.dueAt, calendar)).toBeLessThan(limitMs(limit));
    }),
    { numRuns: 150 },
  );
});

test('the end of the limit is on time, the millisecond after it is not', () => {
  fc.assert(
    fc.property(anyCase, (given) => {
      const at = atOf('due', given);
      expect(at).toBe(given.clock.dueAt + 1);
      expect(remaining(given.clock, at - 1, given.calendar)).toBeGreaterThanOrEqual(0);
    }),
  );
});

const anyWhen: fc.Arbitrary<StepWhen> = fc.oneof(
  fc.constant('due' as const),
  fc.integer({ min: 1, max: 99 }).map((percent) => ({ left: percent / 100 })),
  anyLimit.map((limit) => ({ before: limit })),
  anyLimit.map((limit) => ({ after: limit })),
  anyLimit.map((limit) => ({ wait: limit })),
);
const anySteps = fc
  .array(anyWhen, { minLength: 1, maxLength: 5 })
  .map((whens) => whens.map((when, no) => stepAt(when, `s${no}`)));

test('steps come in order, and time takes none of them back', () => {
  fc.assert(
    fc.property(
      anyCase,
      anySteps,
      fc.array(fc.nat(20_000), { maxLength: 6 }),
      ({ clock, calendar }, steps, when) => {
        const schedule = scheduleOf(steps, clock, calendar);
        const instants = schedule.map(({ at }) => at ?? Infinity);
        expect(instants).toEqual(instants.toSorted((a, b) => a - b));
        let before = 0;
        for (const now of when.toSorted((a, b) => a - b).map((m) => clock.startedAt + m * minute)) {
          const reached = reachedSteps(schedule, now).map(({ step }) => step.code);
          expect(reached.length).toBeGreaterThanOrEqual(before);
          expect(reached).toEqual(steps.slice(0, reached.length).map(({ code }) => code));
          before = reached.length;
        }
      },
    ),
    { numRuns: 150 },
  );
});

test('a pause keeps what was reached and moves only what was not; an extension moves it on', () => {
  fc.assert(
    fc.property(
      anyCase,
      anySteps,
      fc.record({ at: fc.integer({ min: 0, max: 9000 }), length: fc.nat(3000), extension: anyLimit }),
      ({ clock, calendar }, steps, { at, length, extension }) => {
        const floor = Math.max(clock.startedAt, ...clock.pauses.map(({ to }) => to ?? 0));
        const from = floor + at * minute;
        const plain = scheduleOf(steps, clock, calendar);
        const reached = reachedSteps(plain, from);
        const held = pauseClock(clock, from);
        // `before` looks back from a due time that a pause moves; everything else was reached for good.
        const lasting = reached.every(({ step }) => step.when === 'due' || !('before' in step.when));
        const during = scheduleOf(steps, held, calendar);
        expect(during.filter((one) => one.at !== null)).toEqual(reached);
        const after = scheduleOf(steps, resumeClock(held, from + length * minute, calendar), calendar);
        if (lasting) expect(after.slice(0, reached.length)).toEqual(reached);
        const extended = scheduleOf(steps, extendClock(clock, extension, calendar), calendar);
        plain.forEach((one, no) => {
          expect(extended[no]?.at ?? Infinity).toBeGreaterThanOrEqual(one.at ?? Infinity);
          expect(after[no]?.at ?? Infinity).toBeGreaterThanOrEqual(one.at ?? Infinity);
        });
      },
    ),
    { numRuns: 150 },
  );
});
