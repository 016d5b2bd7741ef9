import { expect, test } from 'vitest';
import { idleSeconds, secondsLeft, warnSeconds } from './idle.ts';

test('the seconds count down to nothing and not below, also after the device slept', () => {
  const at = 1_000_000;
  expect(secondsLeft(at, at)).toBe(idleSeconds);
  expect(secondsLeft(at, at + 1)).toBe(idleSeconds);
  expect(secondsLeft(at, at + (idleSeconds - warnSeconds) * 1000)).toBe(warnSeconds);
  expect(secondsLeft(at, at + idleSeconds * 1000 - 1)).toBe(1);
  expect(secondsLeft(at, at + idleSeconds * 1000)).toBe(0);
  expect(secondsLeft(at, at + 3_600_000)).toBe(0);
});
