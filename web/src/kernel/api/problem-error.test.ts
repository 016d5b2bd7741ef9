import { expect, test } from 'vitest';
import { isFinal, ProblemError } from './problem-error.ts';

test('what is refused for what it is is final; what may pass by itself is not', () => {
  const answered = (status: number) =>
    isFinal(new ProblemError({ type: '', title: '', status, code: 'unknown' }));
  expect([409, 415, 422].map(answered)).toEqual([true, true, true]);
  expect([0, 429, 503].map(answered)).toEqual([false, false, false]);
  expect(isFinal(new Error('no answer'))).toBe(false);
});
