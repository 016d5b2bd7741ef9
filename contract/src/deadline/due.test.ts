import { describe, expect, it } from 'vitest';
import { Problem } from '../problem.ts';
import { Calendar } from './calendar.ts';
import { computeDue } from './due.ts';
import { explainDue } from './explain.ts';
import { legal2026 } from './legal-2026.ts';
import { isoInZone } from './local-time.ts';
import type { Limit, LimitUnit } from './model.ts';
import { compileCalendar } from './working-time.ts';

const calendar = compileCalendar(legal2026);
const at = (text: string): number => Date.parse(text.length === 16 ? `${text}+08:00` : text);

function limit(text: string): Limit {
  const [value = '', unit] = text.split(' ');
  return { value: Number(value), unit: unit as LimitUnit };
}

interface More {
  readonly extensions?: readonly string[];
  readonly pauses?: readonly (readonly [string, string])[];
}

function due(from: string, first: string, { extensions = [], pauses = [] }: More = {}): string {
  const { dueAt } = computeDue({
    from: at(from),
    limit: limit(first),
    extensions: extensions.map(limit),
    pauses: pauses.map(([start, end]) => ({ from: at(start), to: at(end) })),
    calendar,
    provisional: 'error',
  });
  return dueAt === null ? 'held' : isoInZone(dueAt, 'Asia/Shanghai').slice(0, 16);
}

describe('due times on the legal calendar of 2026', () => {
  it.each([
    // from, limit, due
    ['2026-09-30T17:30', '3 work_day', '2026-10-10T17:30'],
    ['2026-09-30T17:30', '0.0625 work_day', '2026-09-30T18:00'],
    ['2026-03-06T17:59', '1 work_hour', '2026-03-09T08:59'],
    ['2026-03-06T18:00', '1 work_hour', '2026-03-09T09:00'],
    ['2026-03-06T17:00', '1 work_hour', '2026-03-06T18:00'],
    ['2026-03-06T11:00', '1 work_hour', '2026-03-06T12:00'],
    ['2026-03-06T12:00', '1 work_hour', '2026-03-06T15:00'],
    ['2026-03-06T13:10', '4 work_hour', '2026-03-06T18:00'],
    ['2026-03-06T08:00', '1 work_day', '2026-03-06T18:00'],
    ['2026-03-06T06:00', '1 work_day', '2026-03-06T18:00'],
    ['2026-03-06T09:00', '1 work_day', '2026-03-09T09:00'],
    ['2026-03-07T12:00', '0.5 work_day', '2026-03-09T12:00'],
    // Spring Festival: nine days off, work on the Saturday before it and the Saturday after it.
    ['2026-02-13T17:00', '1 work_day', '2026-02-14T17:00'],
    ['2026-02-14T17:00', '1 work_day', '2026-02-24T17:00'],
    ['2026-02-17T10:00', '1 work_hour', '2026-02-24T09:00'],
    ['2026-02-27T18:00', '5 work_day', '2026-03-05T18:00'],
    // A Sunday that is worked.
    ['2026-09-18T18:00', '8 work_hour', '2026-09-20T18:00'],
    ['2026-12-25T08:00', '5 work_day', '2026-12-31T18:00'],
    // Round the clock, whatever the day.
    ['2026-09-30T17:30', '2 urgent_hour', '2026-09-30T19:30'],
    ['2026-09-30T17:30', '2 urgent_day', '2026-10-02T17:30'],
    ['2026-12-31T23:00', '1.5 urgent_day', '2027-01-02T11:00'],
  ])('%s + %s = %s', (from, first, expected) => {
    expect(due(from, first)).toBe(expected);
  });

  it('runs extensions one after the other, each in its own unit', () => {
    expect(due('2026-03-06T17:00', '1 work_hour', { extensions: ['1 work_day'] })).toBe('2026-03-09T18:00');
    expect(due('2026-03-06T17:00', '1 work_hour', { extensions: ['3 urgent_hour', '1 work_hour'] })).toBe(
      '2026-03-09T09:00',
    );
    expect(due('2026-03-06T17:00', '3 urgent_hour', { extensions: ['1 work_hour'] })).toBe(
      '2026-03-09T09:00',
    );
  });

  it.each<[string, [string, string][], string]>([
    ['in working time: its working time', [['2026-03-06T09:00', '2026-03-06T10:30']], '2026-03-09T09:30'],
    [
      'across the lunch break: less the break',
      [['2026-03-06T11:00', '2026-03-06T15:00']],
      '2026-03-09T10:00',
    ],
    ['inside the lunch break: nothing', [['2026-03-06T12:00', '2026-03-06T14:00']], '2026-03-06T18:00'],
    [
      'from the moment it is used up: nothing',
      [['2026-03-06T18:00', '2026-03-10T08:00']],
      '2026-03-06T18:00',
    ],
    ['across the start: puts the start off', [['2026-03-05T08:00', '2026-03-09T08:00']], '2026-03-09T18:00'],
    ['over before the start: nothing', [['2026-03-05T08:00', '2026-03-05T12:00']], '2026-03-06T18:00'],
    [
      'that overlaps another, told out of order: both as one',
      [
        ['2026-03-06T10:00', '2026-03-06T11:00'],
        ['2026-03-06T09:00', '2026-03-06T10:30'],
      ],
      '2026-03-09T10:00',
    ],
  ])('a pause moves a day from Friday 08:00, %s', (_, pauses, expected) => {
    expect(due('2026-03-06T08:00', '1 work_day', { pauses })).toBe(expected);
  });

  it('moves a limit that runs round the clock by the whole of a pause', () => {
    const pauses = [['2026-03-06T12:30', '2026-03-07T01:00']] as const;
    expect(due('2026-03-06T12:00', '2 urgent_hour', { pauses })).toBe('2026-03-07T02:30');
  });

  it('gives the running time left while a pause lasts, extensions not begun included', () => {
    const open = computeDue({
      from: at('2026-03-06T17:00'),
      limit: limit('1 work_day'),
      extensions: [limit('2 urgent_hour')],
      pauses: [{ from: at('2026-03-09T09:00'), to: null }],
      calendar,
      provisional: 'error',
    });
    expect(open).toMatchObject({ dueAt: null, remainingMs: 8 * 3_600_000, provisional: false });
  });

  it('refuses a pause that ends before it begins and a start that is no instant', () => {
    const input = { limit: limit('1 work_day'), calendar, provisional: 'allow' } as const;
    const pauses = [{ from: at('2026-03-09T09:00'), to: at('2026-03-09T08:00') }];
    expect(() => computeDue({ ...input, from: at('2026-03-06T17:00'), pauses })).toThrow(RangeError);
    expect(() => computeDue({ ...input, from: Number.NaN })).toThrow(RangeError);
    expect(() => computeDue({ ...input, from: 8.64e15 })).toThrow(RangeError);
  });
});

describe('past the last legal year', () => {
  const lastDays = { from: at('2026-12-30T18:00'), limit: limit('2 work_day'), calendar } as const;

  it('is an error that says how far the calendar reaches and what to do', () => {
    let problem: unknown;
    try {
      computeDue({ ...lastDays, provisional: 'error' });
    } catch (error) {
      problem = error;
    }
    if (!(problem instanceof Problem)) throw new Error('no problem was thrown');
    expect(problem.code).toBe('deadline.calendarEnds');
    expect(problem.text('en')).toContain('reaches from 2026-01-01 to 2026-12-31. Give');
    expect(problem.text('zh')).toContain('没有 2027 年');
  });

  it('or stands on weekends and fixed holidays and says so', () => {
    const { dueAt, provisional } = computeDue({ ...lastDays, provisional: 'allow' });
    expect(provisional).toBe(true);
    expect(isoInZone(dueAt ?? 0, 'Asia/Shanghai')).toBe('2027-01-04T18:00:00+08:00');
  });

  it('only where a day of that year was looked at', () => {
    const oneDay = { ...lastDays, limit: limit('1 work_day') };
    expect(computeDue({ ...oneDay, provisional: 'error' }).provisional).toBe(false);
    expect(computeDue({ ...oneDay, limit: limit('9 urgent_day'), provisional: 'error' }).provisional).toBe(
      false,
    );
    const paused = [{ from: at('2026-12-31T12:00'), to: null }];
    expect(computeDue({ ...lastDays, pauses: paused, provisional: 'error' }).provisional).toBe(false);
    const untilMidnight = [{ from: at('2027-01-01T00:00'), to: null }];
    expect(computeDue({ ...lastDays, pauses: untilMidnight, provisional: 'error' }).provisional).toBe(false);
    const pastMidnight = [{ from: at('2027-01-01T00:01'), to: null }];
    expect(computeDue({ ...lastDays, pauses: pastMidnight, provisional: 'allow' }).provisional).toBe(true);
  });

  it('keeps dates already known for that year', () => {
    const known = compileCalendar(
      Calendar.parse({ ...legal2026, holidays: [...legal2026.holidays, { date: '2027-01-04' }] }),
    );
    const { dueAt } = computeDue({ ...lastDays, calendar: known, provisional: 'allow' });
    expect(isoInZone(dueAt ?? 0, 'Asia/Shanghai')).toBe('2027-01-05T18:00:00+08:00');
  });

  it('and before the first, too', () => {
    const early = { from: at('2025-12-31T17:00'), limit: limit('1 work_hour'), calendar } as const;
    expect(() => computeDue({ ...early, provisional: 'error' })).toThrow('deadline.calendarEnds');
    expect(computeDue({ ...early, provisional: 'allow' }).provisional).toBe(true);
  });

  it('does not search for ever in a calendar without work', () => {
    const everyDay = Array.from({ length: 366 }, (_, index) => new Date(Date.UTC(2024, 0, 1 + index)));
    const idle = compileCalendar(
      Calendar.parse({
        ...legal2026,
        makeUpDays: [],
        fixedHolidays: everyDay.map((date) => ({ monthDay: date.toISOString().slice(5, 10) })),
      }),
    );
    expect(() => computeDue({ ...lastDays, calendar: idle, provisional: 'allow' })).toThrow(RangeError);
  });
});

describe('on the day of a clock change', () => {
  const newYork = compileCalendar(
    Calendar.parse({ ...legal2026, timeZone: 'America/New_York', weekend: [6], spans: [['01:00', '04:00']] }),
  );
  const iso = (from: string, first: string) =>
    isoInZone(
      computeDue({ from: at(from), limit: limit(first), calendar: newYork, provisional: 'error' }).dueAt ?? 0,
      'America/New_York',
    );

  it('an hour that is left out does not count', () => {
    expect(iso('2026-03-08T00:00-05:00', '2 work_hour')).toBe('2026-03-08T04:00:00-04:00');
    expect(iso('2026-03-08T00:00-05:00', '1 work_hour')).toBe('2026-03-08T03:00:00-04:00');
  });

  it('an hour that comes twice counts twice', () => {
    expect(iso('2026-11-01T00:00-04:00', '4 work_hour')).toBe('2026-11-01T04:00:00-05:00');
    expect(iso('2026-11-01T00:00-04:00', '1.5 work_hour')).toBe('2026-11-01T01:30:00-05:00');
  });

  it('an urgent day is 24 hours all the same', () => {
    expect(iso('2026-03-07T12:00-05:00', '1 urgent_day')).toBe('2026-03-08T13:00:00-04:00');
    expect(iso('2026-10-31T12:00-04:00', '1 urgent_day')).toBe('2026-11-01T11:00:00-05:00');
  });
});

describe('working day and night', () => {
  it.each([
    ['America/New_York', '2026-03-07T12:00-05:00'],
    ['America/New_York', '2026-10-31T12:00-04:00'],
    // Clocks went back from one minute past midnight into the day before.
    ['America/St_Johns', '2010-11-06T20:00-02:30'],
    // A day was left out.
    ['Pacific/Apia', '2011-12-29T20:00-10:00'],
  ])('runs round the clock: %s from %s', (timeZone, from) => {
    const always = compileCalendar(
      Calendar.parse({
        ...legal2026,
        timeZone,
        weekend: [],
        spans: [['00:00', '24:00']],
        holidays: [],
        makeUpDays: [],
        fixedHolidays: [],
      }),
    );
    for (let minutes = 7; minutes < 2 * 1440; minutes += 7) {
      const { dueAt } = computeDue({
        from: at(from),
        limit: { value: minutes / 60, unit: 'work_hour' },
        calendar: always,
        provisional: 'allow',
      });
      expect(dueAt).toBe(at(from) + minutes * 60_000);
    }
  });
});

describe('explanations', () => {
  const lines = (
    language: 'zh' | 'en',
    from: string,
    first: string,
    { extensions = [], pauses = [] }: More = {},
  ) =>
    explainDue(
      computeDue({
        from: at(from),
        limit: limit(first),
        extensions: extensions.map(limit),
        pauses: pauses.map(([start, end]) => ({ from: at(start), to: at(end), reason: '挂账' })),
        calendar,
        provisional: 'allow',
      }).steps,
      language,
      'Asia/Shanghai',
    );

  it('tell National Day week in Chinese', () => {
    expect(lines('zh', '2026-09-30T17:30', '3 work_day')).toEqual([
      '起算：2026-09-30（周三）17:30，时限 3 个工作日（工作时间 24 小时）',
      '2026-09-30（周三）17:30–18:00：计 30 分钟，余 23 小时 30 分钟',
      '2026-10-01（周四）至 2026-10-07（周三）：国庆节，7 天不计',
      '2026-10-08（周四）至 2026-10-09（周五）：2 个整工作日，计 16 小时，余 7 小时 30 分钟',
      '2026-10-10（周六）08:00–17:30，国庆节调休上班：计 7 小时 30 分钟，用完',
      '到期：2026-10-10（周六）17:30',
    ]);
  });

  it('and in English', () => {
    expect(lines('en', '2026-09-30T17:30', '3 work_day')).toEqual([
      'Start: Wed 2026-09-30 17:30, limit 3 working days (24 h of working time)',
      'Wed 2026-09-30 17:30–18:00: 30 min; 23 h 30 min left',
      'Thu 2026-10-01 to Wed 2026-10-07: National Day, 7 days not counted',
      'Thu 2026-10-08 to Fri 2026-10-09: 2 whole working days, 16 h; 7 h 30 min left',
      'Sat 2026-10-10 08:00–17:30 (make-up working day for National Day): 7 h 30 min; used up',
      'Due: Sat 2026-10-10 17:30',
    ]);
  });

  it('group weeks, and tell pauses, extensions and a provisional year', () => {
    const pauses = [['2026-12-31T09:00', '2026-12-31T19:00']] as const;
    expect(
      lines('en', '2026-11-06T18:30', '39 work_day', { extensions: ['0.5 urgent_day'], pauses }),
    ).toEqual([
      'Start: Fri 2026-11-06 18:30, limit 39 working days (312 h of working time)',
      'Fri 2026-11-06 18:30 is outside working time; counting begins with the next working span',
      'Sat 2026-11-07 to Sun 2026-11-08: weekend, 2 days not counted',
      'Mon 2026-11-09 to Wed 2026-12-30: 38 whole working days (14 weekend days between them not counted), 304 h; 8 h left',
      'Thu 2026-12-31 08:00–09:00: 1 h; 7 h left',
      'Paused (挂账): Thu 2026-12-31 09:00–19:00, nothing counted',
      'Thu 2026-12-31 19:00 is outside working time; counting begins with the next working span',
      'The legal calendar of 2027 is not imported yet; from here on weekends and fixed holidays stand in',
      'Fri 2027-01-01: New Year, 1 day not counted',
      'Sat 2027-01-02 to Sun 2027-01-03: weekend, 2 days not counted',
      'Mon 2027-01-04 08:00–17:00: 7 h; used up',
      'Extension: 0.5 urgent days (12 h round the clock) more',
      'Mon 2027-01-04 17:00 to Tue 2027-01-05 05:00: 12 h round the clock; used up',
      'Due: Tue 2027-01-05 05:00',
    ]);
  });

  it('leave two weeks apart, and say nothing of the hour at which an extension begins', () => {
    expect(lines('en', '2026-03-09T08:00', '10 work_day', { extensions: ['1 work_day'] }).slice(1)).toEqual([
      'Mon 2026-03-09 to Fri 2026-03-13: 5 whole working days, 40 h; 40 h left',
      'Sat 2026-03-14 to Sun 2026-03-15: weekend, 2 days not counted',
      'Mon 2026-03-16 to Fri 2026-03-20: 5 whole working days, 40 h; used up',
      'Extension: 1 working day (8 h of working time) more',
      'Sat 2026-03-21 to Sun 2026-03-22: weekend, 2 days not counted',
      'Mon 2026-03-23: the whole day, 8 h; used up',
      'Due: Mon 2026-03-23 18:00',
    ]);
  });

  it('tell a day of a pause once, as a pause', () => {
    const pauses = [['2026-03-14T00:00', '2026-03-16T00:00']] as const;
    expect(lines('en', '2026-03-13T08:00', '2 work_day', { pauses }).slice(1)).toEqual([
      'Fri 2026-03-13: the whole day, 8 h; 8 h left',
      'Paused (挂账): Sat 2026-03-14 00:00 to Mon 2026-03-16 00:00, nothing counted',
      'Mon 2026-03-16: the whole day, 8 h; used up',
      'Due: Mon 2026-03-16 18:00',
    ]);
  });

  it('tell holidays of two names apart, and one without a name as what it is', () => {
    const more = [{ date: '2026-10-08', name: { zh: '市庆', en: 'City Day' } }, { date: '2026-10-09' }];
    const long = compileCalendar(
      Calendar.parse({ ...legal2026, holidays: [...legal2026.holidays, ...more] }),
    );
    const input = { from: at('2026-10-07T12:00'), limit: limit('1 work_hour'), calendar: long } as const;
    const { steps } = computeDue({ ...input, provisional: 'error' });
    expect(explainDue(steps, 'zh', 'Asia/Shanghai').slice(1, 4)).toEqual([
      '2026-10-07（周三）：国庆节，1 天不计',
      '2026-10-08（周四）：市庆，1 天不计',
      '2026-10-09（周五）：节假日，1 天不计',
    ]);
  });

  it('show minutes, seconds where there are some, and never less', () => {
    const from = '2026-09-29T17:58:30.417+08:00';
    const pauses = [['2026-09-30T09:00:00.250+08:00', '2026-09-30T10:00:30.900+08:00']] as const;
    expect(lines('en', from, '2 work_hour', { pauses })).toEqual([
      'Start: Tue 2026-09-29 17:58:30, limit 2 working hours (2 h of working time)',
      'Tue 2026-09-29 17:58:30–18:00: 1 min 30 s; 1 h 58 min 30 s left',
      'Wed 2026-09-30 08:00–09:00: 1 h; 58 min 30 s left',
      'Paused (挂账): Wed 2026-09-30 09:00–10:00:30, nothing counted',
      'Wed 2026-09-30 10:00:30–10:59:01: 58 min 30 s; used up',
      'Due: Wed 2026-09-30 10:59:01',
    ]);
    for (const line of lines('zh', from, '2 work_hour', { pauses })) expect(line).not.toMatch(/\d\.\d/);
  });

  it('stay short for a limit of years', () => {
    const years = lines('zh', '2026-01-05T08:00', '1000 work_day');
    expect(years.length).toBeLessThan(80);
    expect(years.at(-1)).toMatch(/^到期：/);
  });
});
