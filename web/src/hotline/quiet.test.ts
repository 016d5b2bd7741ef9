import { expect, test } from 'vitest';
import { isQuiet } from './quiet.ts';

const at = '2026-03-10T06:00:00.000Z';
const later = '2026-03-11T00:30:00.000Z';

test('it is open where the server said so, also by a clock that lags behind', () => {
  expect(isQuiet({ callFrom: at, now: at }, Date.parse(at) - 30_000)).toBe(false);
  expect(isQuiet({ callFrom: at, now: at }, Date.parse(at) + 30_000)).toBe(false);
});

test('it is quiet until the next opening', () => {
  expect(isQuiet({ callFrom: later, now: at }, Date.parse(at))).toBe(true);
  expect(isQuiet({ callFrom: later, now: at }, Date.parse(later))).toBe(false);
});
