import { expect, test } from 'vitest';
import { instantOf } from '../../kernel/desk/city-time.ts';
import { suspensionDays } from './suspension-days.ts';

const now = Date.parse('2026-11-27T10:30:00+08:00');

test('the days on offer for a suspension are all within what the city allows', () => {
  const { first, last } = suspensionDays(now, 365);
  expect(first.format('YYYY-MM-DD')).toBe('2026-11-28');
  expect(last?.format('YYYY-MM-DD')).toBe('2027-11-26');
  const longest = now + 365 * 86_400_000;
  const until = (days: number) => last && instantOf(last.add(days, 'day').endOf('day')).getTime();
  expect(until(0)).toBeLessThanOrEqual(longest);
  expect(until(1)).toBeGreaterThan(longest);
});

test('until the city’s limit is known, only days gone by are kept back', () => {
  expect(suspensionDays(now, undefined).last).toBeUndefined();
});
