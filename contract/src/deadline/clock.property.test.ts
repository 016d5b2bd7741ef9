import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyCalendar, anyLimit, minute, windows } from './arbitrary.ts';
import {
  clockStatus,
  elapsed,
  extendClock,
  pauseClock,
  remaining,
  resumeClock,
  startClock,
  stopClock,
} from './clock.ts';
import { legal2026 } from './legal-2026.ts';
import { countMinutes } from './minute-oracle.ts';
import { Clock } from './model.ts';
import { type CompiledCalendar, compileCalendar } from './working-time.ts';

type Act =
  | { readonly act: 'wait' | 'toggle' | 'stop'; readonly minutes: number }
  | { readonly act: 'extend'; readonly minutes: number; readonly limit: Clock['limit'] };

/** Round ones too, so that acts fall on the very end of a limit. */
const minutes = fc.oneof(
  fc.integer({ min: 0, max: 400 }),
  fc.integer({ min: 0, max: 3 * 1440 }),
  fc.constantFrom(0, 60, 120, 180, 1440, 2880),
);
const anyAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ act: fc.constant('wait' as const), minutes }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constant('toggle' as const), minutes }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('stop' as const), minutes }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('extend' as const), minutes, limit: anyLimit }) },
);

const anyHistory = fc.constantFrom(...windows).chain((window) =>
  fc.record({
    calendar: anyCalendar(window).map(compileCalendar),
    startedAt: fc.integer({ min: 0, max: 8 * 1440 }).map((offset) => window.start + offset * minute),
    limit: anyLimit,
    acts: fc.array(anyAct, { maxLength: 7 }),
    back: fc.integer({ min: 0, max: 3 * 1440 }),
  }),
);

function apply(clock: Clock, act: Act, at: number, calendar: CompiledCalendar): Clock {
  if (clock.state === 'stopped' || act.act === 'wait') return clock;
  if (act.act === 'stop') return stopClock(clock, at, calendar);
  if (act.act === 'extend') return extendClock(clock, act.limit, calendar);
  return clock.state === 'paused' ? resumeClock(clock, at, calendar) : pauseClock(clock, at);
}

/** Whether the clock ran after an instant: one that is held at its very end is not overdue, however long. */
function ranAfter({ pauses }: Clock, from: number, until: number): boolean {
  for (let at = from; at < until; at += minute) {
    if (!pauses.some((pause) => pause.from <= at && at < (pause.to ?? Infinity))) return true;
  }
  return false;
}

/** What the minute counter says of the clock at `now`, from its facts alone. */
function oracle(clock: Clock, now: number, calendar: CompiledCalendar) {
  const given = {
    calendar: calendar.calendar,
    from: clock.startedAt,
    limits: [clock.limit, ...clock.extensions],
    pauses: clock.pauses,
  };
  const until = Math.min(now, clock.stoppedAt ?? Infinity);
  const seen = countMinutes(given, until);
  const settled = countMinutes({ ...given, pauses: clock.pauses.filter(({ to }) => to !== null) });
  return {
    elapsedMs: seen.elapsedMinutes * minute,
    overdue: seen.dueAt !== null && ranAfter(clock, seen.dueAt, until),
    settled,
    until,
    dueAt: seen.dueAt,
  };
}

describe('clocks against a count of minutes', () => {
  it('agree after every act of a random history', () => {
    const seen = { overdue: 0, paused: 0, stopped: 0, provisional: 0 };
    fc.assert(
      fc.property(anyHistory, ({ calendar, startedAt, limit, acts, back }) => {
        let clock = startClock({ kind: 'handling', workOrderNo: 1, limit }, startedAt, calendar);
        let now = startedAt;
        for (const act of acts) {
          now += act.minutes * minute;
          clock = apply(clock, act, now, calendar);
        }
        const expected = oracle(clock, now, calendar);
        const status = clockStatus(clock, now, calendar);
        expect(Clock.parse(clock)).toEqual(clock);
        expect(elapsed(clock, now, calendar)).toBe(expected.elapsedMs);
        expect(remaining(clock, now, calendar)).toBe(status.remainingMs);
        expect(status.overdue).toBe(expected.overdue);
        expect(status.light === 'red').toBe(expected.overdue);
        expect(status.overdueByMs > 0).toBe(expected.overdue);
        expect(clock.dueAt).toBe(expected.settled.dueAt);
        expect(clock.provisional).toBe(expected.settled.provisional);
        const earlier = now - back * minute;
        const then = oracle(clock, earlier, calendar);
        expect(elapsed(clock, earlier, calendar)).toBe(then.elapsedMs);
        expect(clockStatus(clock, earlier, calendar).overdue).toBe(then.overdue);
        seen.overdue += Number(status.overdue);
        seen.paused += Number(clock.state === 'paused');
        seen.stopped += Number(clock.state === 'stopped');
        seen.provisional += Number(clock.provisional);
      }),
      { numRuns: 300 },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(10);
  });

  it('agree that a clock held at its very end is on time, and overdue once it has run on', () => {
    const calendar = compileCalendar(legal2026);
    const from = Date.parse('2026-09-30T01:00:00Z');
    const limit = { value: 1, unit: 'urgent_hour' } as const;
    const started = startClock({ kind: 'handling', workOrderNo: 1, limit }, from, calendar);
    const held = pauseClock(started, from + 60 * minute);
    const ended = stopClock(held, from + 300 * minute, calendar);
    const resumed = resumeClock(held, from + 300 * minute, calendar);
    for (const [clock, minutesOn, overdue] of [
      [held, 200, false],
      [ended, 400, false],
      [resumed, 300, false],
      [resumed, 301, true],
    ] as const) {
      const now = from + minutesOn * minute;
      expect(clockStatus(clock, now, calendar).overdue).toBe(overdue);
      expect(oracle(clock, now, calendar).overdue).toBe(overdue);
    }
  });
});
