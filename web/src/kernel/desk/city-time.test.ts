import dayjs from 'dayjs';
import { afterEach, expect, test } from 'vitest';
import { setTimeZone } from '../time/zone.ts';
import { cityClock, instantOf } from './city-time.ts';

const device = process.env['TZ'];
afterEach(() => {
  if (device === undefined) delete process.env['TZ'];
  else process.env['TZ'] = device;
  setTimeZone('Asia/Shanghai');
});

test.each(['Asia/Shanghai', 'America/New_York', 'Pacific/Kiritimati'])(
  'a device in %s picks by the clocks of the city',
  (zone) => {
    process.env['TZ'] = zone;
    expect(cityClock('2026-09-30T16:30:05Z').format('YYYY-MM-DD HH:mm:ss')).toBe('2026-10-01 00:30:05');
    expect(instantOf(dayjs('2026-10-01T00:30:05')).toISOString()).toBe('2026-09-30T16:30:05.000Z');
    expect(instantOf(dayjs('2026-10-01').endOf('day')).toISOString()).toBe('2026-10-01T15:59:59.999Z');
  },
);

test('a city that changes its clocks has its own offset on each side', () => {
  setTimeZone('Europe/Berlin');
  expect(instantOf(dayjs('2026-07-01T12:00:00')).toISOString()).toBe('2026-07-01T10:00:00.000Z');
  expect(instantOf(dayjs('2026-12-01T12:00:00')).toISOString()).toBe('2026-12-01T11:00:00.000Z');
  for (const at of ['2026-03-29T00:59:59.000Z', '2026-03-29T01:00:00.000Z', '2026-10-25T01:00:00.000Z']) {
    expect(instantOf(cityClock(at)).toISOString()).toBe(at);
  }
});
