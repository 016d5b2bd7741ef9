import fc from 'fast-check';
import { Calendar } from './calendar.ts';
import type { Limit, Pause } from './model.ts';

/** Random calendars and histories for the property tests of this folder. */
export const minute = 60_000;
const day = 1440 * minute;

export interface Window {
  readonly timeZone: string;
  /** Midnight UTC, some days before what makes the window worth testing. */
  readonly start: number;
}

const at = (timeZone: string, date: string): Window => ({ timeZone, start: Date.parse(`${date}T00:00Z`) });

/** Plain time, the turn of a year, and clock changes of every kind: of an hour, of half an hour, at
 * midnight, back over midnight, of a whole day. */
export const windows: readonly Window[] = [
  at('Asia/Shanghai', '2026-09-20'),
  at('Asia/Shanghai', '2026-12-18'),
  at('Asia/Shanghai', '1986-04-27'),
  at('America/New_York', '2026-03-01'),
  at('America/New_York', '2026-10-24'),
  at('America/New_York', '2026-12-20'),
  at('Australia/Lord_Howe', '2026-03-27'),
  at('America/Sao_Paulo', '2018-10-27'),
  at('America/Havana', '2026-10-24'),
  at('America/St_Johns', '2010-10-31'),
  at('Pacific/Apia', '2011-12-20'),
];

const clockTime = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** One to three spans, two hours at least, so that a case stays short; often around the hours at which clocks change. */
const anySpans = fc
  .oneof(
    fc.constant([480, 720, 840, 1080]),
    fc.constant([0, 1440]),
    fc.constant([60, 180]),
    fc.constant([90, 150, 180, 600]),
    fc
      .uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 2, maxLength: 6 })
      .map((quarters) => quarters.toSorted((a, b) => a - b).map((quarter) => quarter * 15)),
    fc
      .uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 2, maxLength: 4 })
      .map((minutes) => minutes.toSorted((a, b) => a - b)),
  )
  .map((marks) => {
    const spans: [string, string][] = [];
    for (let index = 0; index + 1 < marks.length; index += 2) {
      spans.push([clockTime(marks[index] ?? 0), clockTime(marks[index + 1] ?? 1440)]);
    }
    return spans;
  })
  .filter((spans) => spans.reduce((sum, [start, end]) => sum + minutesOf(end) - minutesOf(start), 0) >= 120);

export function anyCalendar({ timeZone, start }: Window): fc.Arbitrary<Calendar> {
  const date = fc
    .integer({ min: 0, max: 30 })
    .map((days) => new Date(start + days * day).toISOString().slice(0, 10));
  const year = Number(new Date(start).toISOString().slice(0, 4));
  return fc
    .record({
      spans: anySpans,
      weekend: fc.oneof(
        fc.constant([6, 7]),
        fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 4 }),
      ),
      dates: fc.uniqueArray(date, { maxLength: 14 }),
      split: fc.nat({ max: 14 }),
      fixed: fc.uniqueArray(date, { maxLength: 4 }),
      legalYears: fc.oneof(
        { weight: 3, arbitrary: fc.constant([year]) },
        { weight: 2, arbitrary: fc.constant([year, year + 1]) },
        { weight: 1, arbitrary: fc.constant([year - 1]) },
      ),
    })
    .map(({ spans, weekend, dates, split, fixed, legalYears }) =>
      Calendar.parse({
        timeZone,
        spans,
        weekend,
        fixedHolidays: [...new Set(fixed.map((text) => text.slice(5)))].map((monthDay) => ({ monthDay })),
        holidays: dates.slice(0, split).map((text) => ({ date: text })),
        makeUpDays: dates
          .slice(split)
          .map((text) => ({ date: text, name: { zh: '国庆节', en: 'National Day' } })),
        legalYears,
      }),
    );
}

/** Up to 16 hours of running time, to the minute, in any unit. */
export const anyLimit: fc.Arbitrary<Limit> = fc
  .record({
    minutes: fc.oneof(
      fc.integer({ min: 1, max: 1000 }),
      fc.integer({ min: 1, max: 16 }).map((h) => h * 60),
    ),
    unit: fc.constantFrom('urgent_hour', 'urgent_day', 'work_hour', 'work_hour', 'work_day', 'work_day'),
  })
  .map(({ minutes, unit }): Limit => {
    const perUnit = { urgent_hour: 60, urgent_day: 1440, work_hour: 60, work_day: 480 };
    return { value: minutes / perUnit[unit], unit };
  });

/** Up to three pauses that may overlap, lie out of order, be empty, or reach back before the start. */
export const anyPauses = (from: number): fc.Arbitrary<Pause[]> =>
  fc.array(
    fc
      .record({
        start: fc.integer({ min: -1440, max: 10 * 1440 }),
        length: fc.oneof(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 4 * 1440 })),
      })
      .map(({ start, length }) => ({ from: from + start * minute, to: from + (start + length) * minute })),
    { maxLength: 3 },
  );
