import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileCalendar, workBetween } from './working-time.ts';
import { computeDue } from './due.ts';
import { explainDue } from './explain.ts';
import { countMinutes } from './minute-oracle.ts';
import type { Limit, Pause } from './model.ts';
import { Problem } from '../problem.ts';
import { anyCalendar, anyLimit, anyPauses, minute, windows } from './arbitrary.ts';

interface Case {
  readonly calendar: ReturnType<typeof compileCalendar>;
  readonly from: number;
  readonly limits: readonly [Limit, ...Limit[]];
  readonly pauses: readonly Pause[];
}

/** A calendar around a window of time with its clock changes, and a reckoning that starts in it. */
const anyCase: fc.Arbitrary<Case> = fc.constantFrom(...windows).chain((window) =>
  anyCalendar(window).chain((calendar) =>
    fc.integer({ min: 0, max: 9 * 1440 }).chain((offset) => {
      const from = window.start + offset * minute;
      return fc.record({
        calendar: fc.constant(compileCalendar(calendar)),
        from: fc.constant(from),
        limits: fc
          .tuple(anyLimit)
          .chain((first) =>
            fc
              .array(anyLimit, { maxLength: 2 })
              .map((more): readonly [Limit, ...Limit[]] => [...first, ...more]),
          ),
        pauses: anyPauses(from),
      });
    }),
  ),
);

const inputOf = ({ calendar, from, limits: [limit, ...extensions], pauses }: Case) =>
  ({ calendar, from, limit, extensions, pauses, provisional: 'allow' }) as const;

const oracleOf = ({ calendar, from, limits, pauses }: Case, until?: number) =>
  countMinutes({ calendar: calendar.calendar, from, limits, pauses }, until);

const totalMs = (limits: readonly Limit[]): number =>
  limits.reduce((sum, { value, unit }) => {
    const hours = { urgent_hour: 1, urgent_day: 24, work_hour: 1, work_day: 8 }[unit];
    return sum + Math.round(value * hours * 60) * minute;
  }, 0);

describe('computeDue against a count of minutes on the wall clock', () => {
  it('finds the same due time and the same provisional mark', () => {
    let provisionalSeen = 0;
    fc.assert(
      fc.property(anyCase, (given) => {
        const { dueAt, provisional } = computeDue(inputOf(given));
        const oracle = oracleOf(given);
        expect(dueAt).toBe(oracle.dueAt);
        expect(provisional).toBe(oracle.provisional);
        if (provisional) provisionalSeen += 1;
      }),
      { numRuns: 350 },
    );
    expect(provisionalSeen).toBeGreaterThan(20);
  });

  it('refuses exactly what would be provisional', () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        const strict = { ...inputOf(given), provisional: 'error' } as const;
        const due = computeDue(inputOf(given));
        if (!due.provisional) {
          expect(computeDue(strict).dueAt).toBe(due.dueAt);
          return;
        }
        expect(() => computeDue(strict)).toThrow(Problem);
        expect(() => computeDue(strict)).toThrow('deadline.calendarEnds');
      }),
      { numRuns: 300 },
    );
  });

  it('tells what is left while a pause is open', () => {
    let held = 0;
    fc.assert(
      fc.property(anyCase, fc.integer({ min: 0, max: 12 * 1440 }), (given, after) => {
        const openFrom = given.from + after * minute;
        const paused = { ...given, pauses: [...given.pauses, { from: openFrom, to: null }] };
        const due = computeDue(inputOf(paused));
        const closed = oracleOf(given);
        const started = oracleOf(given, openFrom);
        if (closed.dueAt !== null && closed.dueAt <= openFrom) {
          expect(due).toMatchObject({ dueAt: closed.dueAt, remainingMs: 0 });
          return;
        }
        held += 1;
        expect(due.dueAt).toBeNull();
        expect(due.remainingMs).toBe(totalMs(given.limits) - started.elapsedMinutes * minute);
      }),
      { numRuns: 200 },
    );
    expect(held).toBeGreaterThan(50);
  });
});

describe('the steps of a reckoning', () => {
  it('end at the due time, add up to the limit and run in the order of time', () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        const due = computeDue(inputOf(given));
        const { steps } = due;
        expect(steps[0]).toEqual({ kind: 'start', at: given.from, limit: given.limits[0] });
        expect(steps.at(-1)).toEqual({ kind: 'due', at: due.dueAt });
        expect(steps.filter(({ kind }) => kind === 'extension')).toHaveLength(given.limits.length - 1);
        expect(steps.some(({ kind }) => kind === 'provisional')).toBe(due.provisional);
        const counted = steps.reduce((sum, step) => sum + ('ms' in step ? step.ms : 0), 0);
        expect(counted).toBe(totalMs(given.limits));
        let reached = given.from;
        for (const step of steps) {
          const moments = [
            ...('at' in step ? [step.at] : []),
            ...('from' in step ? [step.from] : []),
            ...('to' in step && step.to !== null ? [step.to] : []),
          ];
          for (const moment of moments) {
            expect(moment).toBeGreaterThanOrEqual(reached);
            reached = moment;
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('pass over every day without work and count every other, none twice', () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        const { steps } = computeDue({ ...inputOf(given), pauses: [] });
        let next = Number.NEGATIVE_INFINITY;
        for (const step of steps) {
          if (step.kind !== 'days' && step.kind !== 'skipped') continue;
          expect(step.firstDay).toBeGreaterThanOrEqual(next);
          expect(step.lastDay).toBeGreaterThanOrEqual(step.firstDay);
          // An extension that follows on a day off tells of that day once more.
          next = step.kind === 'days' ? step.lastDay + 1 : step.lastDay;
          if (step.kind === 'days') {
            expect(step.days + step.weekendDays).toBe(step.lastDay - step.firstDay + 1);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are one complete line each in both languages', () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        const { steps } = computeDue(inputOf(given));
        const { timeZone } = given.calendar.calendar;
        for (const language of ['zh', 'en'] as const) {
          const lines = explainDue(steps, language, timeZone);
          expect(lines).toHaveLength(steps.length);
          for (const line of lines) expect(line).not.toMatch(/undefined|null|NaN|\[object|^$/);
        }
        for (const line of explainDue(steps, 'en', timeZone)) expect(line).not.toMatch(/[\u3000-\u9fff]/);
      }),
      { numRuns: 200 },
    );
  });
});

describe('computeDue to the millisecond', () => {
  const anyFineCase = anyCase.chain((given) =>
    fc.record({
      given: fc.constant(given),
      from: fc.integer({ min: given.from, max: given.from + 5 * 1440 * minute }),
      ms: fc.integer({ min: 1, max: 60 * 3_600_000 }),
      more: fc.integer({ min: 1, max: 30 * 3_600_000 }),
    }),
  );
  const hours = (ms: number): Limit => ({ value: ms / 3_600_000, unit: 'work_hour' });

  it('is the earliest instant by which the working time has passed', () => {
    fc.assert(
      fc.property(anyFineCase, ({ given: { calendar }, from, ms }) => {
        const { dueAt } = computeDue({ from, limit: hours(ms), calendar, provisional: 'allow' });
        if (dueAt === null) throw new Error('no pause, yet no due time');
        expect(workBetween(calendar, from, dueAt)).toBe(ms);
        expect(workBetween(calendar, from, dueAt - 1)).toBe(ms - 1);
      }),
      { numRuns: 300 },
    );
  });

  it('comes out the same in one limit as in a limit and its extension', () => {
    fc.assert(
      fc.property(anyFineCase, ({ given: { calendar, pauses }, from, ms, more }) => {
        const whole = computeDue({ from, limit: hours(ms + more), pauses, calendar, provisional: 'allow' });
        const parts = computeDue({
          from,
          limit: hours(ms),
          extensions: [hours(more)],
          pauses,
          calendar,
          provisional: 'allow',
        });
        expect(parts.dueAt).toBe(whole.dueAt);
        expect(parts.provisional).toBe(whole.provisional);
      }),
      { numRuns: 300 },
    );
  });
});
