import { describe, expect, it } from 'vitest';
import { Problem } from '../problem.ts';
import { type DueOptions, dueReport, dueReportText } from './due-command.ts';
import { legal2026 } from './legal-2026.ts';
import { compileCalendar } from './working-time.ts';

const calendar = compileCalendar(legal2026);
const good: DueOptions = { from: '2026-09-30T17:30+08:00', limit: '3 work_day' };

function faults(options: DueOptions, language: 'zh' | 'en' = 'en'): Problem {
  try {
    dueReport(options, calendar, language);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('heliu due', () => {
  it('answers with the due time and the trace in both languages', () => {
    const report = dueReport(good, calendar, 'en');
    expect(report).toMatchObject({
      from: '2026-09-30T17:30:00+08:00',
      limit: { zh: '3 个工作日', en: '3 working days' },
      due: '2026-10-10T17:30:00+08:00',
      dueUtc: '2026-10-10T09:30:00.000Z',
      remainingMs: 0,
      provisional: false,
      timeZone: 'Asia/Shanghai',
    });
    expect(report.trace).toHaveLength(6);
    expect(report.trace.at(-1)).toEqual({
      zh: '到期：2026-10-10（周六）17:30',
      en: 'Due: Sat 2026-10-10 17:30',
    });
    const text = dueReportText(report, 'zh').split('\n');
    expect(text[0]).toMatch(/^起算：/);
    expect(text.at(-1)).toBe('2026-10-10T17:30:00+08:00');
  });

  it.each<[string, Partial<DueOptions>, string]>([
    ['a start in another offset', { from: '2026-09-30T09:30:00Z' }, '2026-10-10T17:30:00+08:00'],
    ['the units in Chinese', { limit: '3工作日' }, '2026-10-10T17:30:00+08:00'],
    ['fractions', { limit: '0.25 urgent_hour' }, '2026-09-30T17:45:00+08:00'],
    ['one pause', { pause: ['2026-10-08T08:00+08:00/2026-10-08T12:00+08:00'] }, '2026-10-12T11:30:00+08:00'],
    [
      'pauses in any order',
      {
        pause: [
          '2026-10-09T08:00+08:00/2026-10-09T09:00+08:00',
          '2026-10-08T08:00+08:00/2026-10-08T09:00+08:00',
        ],
      },
      '2026-10-12T09:30:00+08:00',
    ],
    ['extensions', { extend: ['1 work_day', '30 紧急工作时'] }, '2026-10-13T23:30:00+08:00'],
  ])('takes %s', (_, change, due) => {
    expect(dueReport({ ...good, ...change }, calendar, 'en').due).toBe(due);
  });

  it('says what is left while a pause is open', () => {
    const report = dueReport({ ...good, pause: ['2026-10-08T12:00+08:00/'] }, calendar, 'en');
    expect(report).toMatchObject({ due: null, dueUtc: null, remainingMs: 19.5 * 3_600_000 });
    expect(dueReportText(report, 'en').split('\n').at(-1)).toMatch(/^Paused with 19 h 30 min left;/);
  });

  it('refuses a reckoning past the legal calendar', () => {
    expect(faults({ from: '2026-12-30T18:00+08:00', limit: '2 work_day' }).code).toBe(
      'deadline.calendarEnds',
    );
  });

  it.each<[string, DueOptions, [string, RegExp][]]>([
    [
      'everything missing',
      {},
      [
        ['--from', /missing; add it/],
        ['--limit', /missing; add it/],
      ],
    ],
    [
      'a start without an offset',
      { ...good, from: '2026-09-30T17:30' },
      [['--from', /no ISO 8601 time with an offset/]],
    ],
    ['a day that is none', { ...good, from: '2026-02-30T10:00+08:00' }, [['--from', /“2026-02-30/]]],
    ['a year out of range', { ...good, from: '0099-02-03T10:00+08:00' }, [['--from', /years 1900 to 2999/]]],
    [
      'an unknown unit',
      { ...good, limit: '3 days' },
      [['--limit', /urgent_hour, urgent_day, work_hour, work_day/]],
    ],
    ['a limit without an amount', { ...good, limit: 'work_day' }, [['--limit', /an amount above 0/]]],
    ['nothing', { ...good, limit: '0 work_day' }, [['--limit', /an amount above 0/]]],
    ['too much', { ...good, limit: '10001 work_day' }, [['--limit', /up to 10000/]]],
    ['a number in another notation', { ...good, limit: '1e2 work_day' }, [['--limit', /fractions allowed/]]],
    ['a bad extension', { ...good, extend: ['1 work_day', 'x'] }, [['--extend', /“x” has no known unit/]]],
    [
      'a pause without its end',
      { ...good, pause: ['2026-10-08T08:00+08:00'] },
      [['--pause', /must be FROM\/TO/]],
    ],
    [
      'a pause of three times',
      { ...good, pause: ['2026-10-08T08:00Z/2026-10-08T09:00Z/'] },
      [['--pause', /must be FROM\/TO/]],
    ],
    [
      'a pause the wrong way round',
      { ...good, pause: ['2026-10-08T09:00Z/2026-10-08T08:00Z'] },
      [['--pause', /must end after it begins/]],
    ],
    [
      'faults all over',
      { from: 'x', limit: 'y', pause: ['z'] },
      [
        ['--from', /“x”/],
        ['--limit', /“y”/],
        ['--pause', /“z”/],
      ],
    ],
  ])('refuses %s', (_, options, expected) => {
    const { code, errors } = faults(options);
    expect(code).toBe('input.invalid');
    expect(errors.map(({ field }) => field)).toEqual(expected.map(([field]) => field));
    for (const [index, [, pattern]] of expected.entries()) expect(errors[index]?.message).toMatch(pattern);
    for (const { message } of faults(options, 'zh').errors) expect(message).toMatch(/请/);
  });
});
