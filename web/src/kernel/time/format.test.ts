import { expect, test } from 'vitest';
import { formatRelative, formatSpan, formatTime } from './format.ts';

const at = '2026-09-30T16:30:05Z';

test('times are shown in the city’s zone whatever the zone of the device', () => {
  expect(formatTime(at)).toBe('2026-10-01 00:30');
  expect(formatTime(at, 'second')).toBe('2026-10-01 00:30:05');
  expect(formatTime(at, 'day')).toBe('2026-10-01');
  expect(formatTime(at, 'minute', 'America/New_York')).toBe('2026-09-30 12:30');
});

test('relative times use the largest unit that is at least one', () => {
  const now = new Date(at).getTime();
  expect(formatRelative(at, now + 20_000, 'zh')).toBe('现在');
  expect(formatRelative(at, now + 59 * 60_000, 'en')).toBe('59 minutes ago');
  expect(formatRelative(at, now + 25 * 3_600_000, 'zh')).toBe('昨天');
  expect(formatRelative(at, now - 48.5 * 3_600_000, 'en')).toBe('in 2 days');
});

test('tomorrow and the day after are days of the calendar, whatever the hour', () => {
  const now = new Date('2026-09-29T09:00:30+08:00').getTime();
  const inCity = (local: string) => formatRelative(`${local}:00+08:00`, now, 'en');
  expect(inCity('2026-09-30T23:00')).toBe('tomorrow');
  expect(inCity('2026-10-01T09:00')).toBe('in 2 days');
  expect(inCity('2026-09-30T08:00')).toBe('in 22 hours');
  expect(inCity('2026-09-27T23:00')).toBe('2 days ago');
});

test('spans name their two largest units', () => {
  expect(formatSpan(51 * 3_600_000 + 59_000, 'zh')).toBe('2天 3小时');
  expect(formatSpan(-45 * 60_000, 'en')).toBe('45 mins');
  expect(formatSpan(24 * 3_600_000, 'zh')).toBe('1天');
  expect(formatSpan(30_000, 'zh')).toBe('1分钟');
});
