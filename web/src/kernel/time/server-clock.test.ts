import { expect, test } from 'vitest';
import { clockAheadMs, measureAhead, noteServerTime, presentMs } from './server-clock.ts';

const noon = Date.parse('2026-11-25T12:00:00Z');
const header = 'Wed, 25 Nov 2026 12:00:00 GMT';

test('a device within seconds of the server is right', () => {
  expect(measureAhead(header, noon + 300, noon + 700)).toBe(0);
  expect(measureAhead(header, noon - 3_000, noon - 2_900)).toBe(0);
});

test('a device that is fast or slow is measured to the half second', () => {
  expect(measureAhead(header, noon + 600_000, noon + 600_000)).toBe(-599_500);
  expect(measureAhead(header, noon - 3_600_000, noon - 3_600_000 + 200)).toBe(3_600_400);
});

test('an answer without a date, out of order or slow says nothing', () => {
  expect(measureAhead(null, noon, noon)).toBeUndefined();
  expect(measureAhead('yesterday', noon, noon)).toBeUndefined();
  expect(measureAhead(header, noon + 10, noon)).toBeUndefined();
  expect(measureAhead(header, noon, noon + 60_000)).toBeUndefined();
});

test('the present follows the server, and an answer out of a cache changes nothing', () => {
  const now = Date.now();
  const date = new Date(now + 7_200_000).toUTCString();
  noteServerTime(new Headers({ date, 'cache-control': 'public, max-age=60' }), now, now);
  expect(clockAheadMs()).toBe(0);
  noteServerTime(new Headers({ date }), now, now);
  expect(Math.abs(presentMs() - (Date.now() + 7_200_000))).toBeLessThan(2_000);
  noteServerTime(new Headers({ date: new Date(now).toUTCString() }), now, now);
  expect(clockAheadMs()).toBe(0);
});
