import { describe, expect, it } from 'vitest';
import { Calendar } from './calendar.ts';
import { legal2026 } from './legal-2026.ts';

function faults(change: Partial<Record<keyof Calendar, unknown>>): string[] {
  const parsed = Calendar.safeParse({ ...legal2026, ...change });
  if (parsed.success) return [];
  return parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('the calendar of a city', () => {
  it.each<[string, Partial<Record<keyof Calendar, unknown>>, RegExp[]]>([
    [
      'an unknown time zone',
      { timeZone: 'Asia/Hechuan' },
      [/^timeZone: an IANA time zone as Asia\/Shanghai/],
    ],
    [
      'a span over midnight',
      { spans: [['22:00', '06:00']] },
      [/^spans\.0: .*\["22:00", "24:00"\] and \["00:00", "06:00"\]/],
    ],
    ['an empty span', { spans: [['08:00', '08:00']] }, [/^spans\.0: the end must come after the start/]],
    [
      'a time that is none',
      { spans: [['8:00', '25:00']] },
      [/^spans\.0\.0: a time as 08:30/, /^spans\.0\.1: a time as/],
    ],
    [
      'spans that overlap',
      {
        spans: [
          ['08:00', '12:00'],
          ['11:00', '18:00'],
        ],
      },
      [/^spans\.1: starts before the span above/],
    ],
    [
      'spans out of order',
      {
        spans: [
          ['14:00', '18:00'],
          ['08:00', '12:00'],
        ],
      },
      [/^spans\.1: starts before the span above/],
    ],
    ['no span', { spans: [] }, [/^spans: /]],
    ['a week without a working day', { weekend: [1, 2, 3, 4, 5, 6, 7] }, [/^weekend: /]],
    [
      'a date that is none',
      { holidays: [{ date: '2026-02-29' }] },
      [/^holidays\.0\.date: a date of the calendar/],
    ],
    [
      'a day in no year',
      { fixedHolidays: [{ monthDay: '02-30' }] },
      [/^fixedHolidays\.0\.monthDay: no such day/],
    ],
    [
      'a day off and on',
      { makeUpDays: [{ date: '2026-10-01' }] },
      [/^makeUpDays\.0\.date: 2026-10-01 is listed as a holiday too/],
    ],
    ['a field it does not know', { overtime: true } as object, [/overtime/]],
  ])('refuses %s', (_, change, expected) => {
    const found = faults(change);
    expect(found).toHaveLength(expected.length);
    for (const [index, pattern] of expected.entries()) expect(found[index]).toMatch(pattern);
  });

  it.each<[string, Partial<Calendar>]>([
    [
      'a day that ends at midnight',
      {
        spans: [
          ['00:00', '06:00'],
          ['22:00', '24:00'],
        ],
      },
    ],
    [
      'spans that touch',
      {
        spans: [
          ['08:00', '12:00'],
          ['12:00', '16:00'],
        ],
      },
    ],
    ['29 February as a fixed holiday', { fixedHolidays: [{ monthDay: '02-29' }] }],
    ['a week without a weekend', { weekend: [] }],
  ])('takes %s', (_, change) => {
    expect(faults(change)).toEqual([]);
  });
});
