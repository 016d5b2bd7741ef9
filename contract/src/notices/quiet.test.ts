import fc from 'fast-check';
import { expect, test } from 'vitest';
import { zoneOf } from '../deadline/zone.ts';
import { afterQuiet, isQuiet, nextTime } from './quiet.ts';

const night = { from: '22:00', until: '07:00' };
const china = 'Asia/Shanghai';
const berlin = 'Europe/Berlin';
const at = (text: string) => Date.parse(text);

test('quiet hours begin on the minute and end on the minute', () => {
  expect(afterQuiet(at('2026-11-25T21:59:59.999+08:00'), night, china)).toBe(
    at('2026-11-25T21:59:59.999+08:00'),
  );
  expect(afterQuiet(at('2026-11-25T22:00:00+08:00'), night, china)).toBe(at('2026-11-26T07:00:00+08:00'));
  expect(afterQuiet(at('2026-11-26T00:00:00+08:00'), night, china)).toBe(at('2026-11-26T07:00:00+08:00'));
  expect(afterQuiet(at('2026-11-26T06:59:59.999+08:00'), night, china)).toBe(at('2026-11-26T07:00:00+08:00'));
  expect(afterQuiet(at('2026-11-26T07:00:00+08:00'), night, china)).toBe(at('2026-11-26T07:00:00+08:00'));
});

test('hours within one day, and none where both ends are equal', () => {
  const noon = { from: '12:00', until: '14:00' };
  expect(afterQuiet(at('2026-11-25T12:30:00+08:00'), noon, china)).toBe(at('2026-11-25T14:00:00+08:00'));
  expect(afterQuiet(at('2026-11-25T14:00:00+08:00'), noon, china)).toBe(at('2026-11-25T14:00:00+08:00'));
  const never = { from: '07:00', until: '07:00' };
  expect(isQuiet(at('2026-11-25T07:00:00+08:00'), never, china)).toBe(false);
});

test('where clocks are set forward over the end, the quiet hours end at that moment', () => {
  // 02:00 → 03:00 on 29 March 2026.
  const early = { from: '22:00', until: '02:30' };
  expect(afterQuiet(at('2026-03-29T00:30:00+01:00'), early, berlin)).toBe(at('2026-03-29T03:00:00+02:00'));
  expect(nextTime(at('2026-03-29T00:30:00+01:00'), '02:30', berlin)).toBe(at('2026-03-29T03:00:00+02:00'));
});

test('an hour that clocks show twice is quiet both times', () => {
  // 03:00 → 02:00 on 25 October 2026.
  const early = { from: '22:00', until: '03:00' };
  expect(afterQuiet(at('2026-10-25T02:30:00+02:00'), early, berlin)).toBe(at('2026-10-25T03:00:00+01:00'));
});

test('the next time of the day is never now', () => {
  const eight = at('2026-11-25T08:00:00+08:00');
  expect(nextTime(eight - 1, '08:00', china)).toBe(eight);
  expect(nextTime(eight, '08:00', china)).toBe(eight + 86_400_000);
});

const minute = 60_000;
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 30, 45))
  .map(([hour, part]) => `${String(hour).padStart(2, '0')}:${String(part).padStart(2, '0')}`);

/** Minute by minute, by the clock on the wall. */
function wall(instant: number, zone: string): string {
  return new Date(instant + zoneOf(zone).offsetAt(instant)).toISOString().slice(11, 16);
}

function quietOnTheWall(instant: number, { from, until }: { from: string; until: string }, zone: string) {
  const now = wall(instant, zone);
  return from <= until ? now >= from && now < until : now >= from || now < until;
}

test('agrees with a watcher who looks at the clock every minute, also when it is set', () => {
  const start = fc.oneof(
    fc.integer({ min: at('2026-03-28T00:00:00Z'), max: at('2026-03-30T00:00:00Z') }),
    fc.integer({ min: at('2026-10-24T00:00:00Z'), max: at('2026-10-26T00:00:00Z') }),
  );
  fc.assert(
    fc.property(start, time, time, fc.constantFrom(china, berlin), (instant, from, until, zone) => {
      const begun = Math.floor(instant / minute) * minute;
      const hours = { from, until };
      let expected = begun;
      while (quietOnTheWall(expected, hours, zone)) expected += minute;
      expect(afterQuiet(begun, hours, zone)).toBe(expected);
    }),
    { numRuns: 300 },
  );
});
