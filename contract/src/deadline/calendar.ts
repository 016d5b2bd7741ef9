import { z } from 'zod';
import { Text } from '../text.ts';
import { dayMs, isTimeZone } from './zone.ts';

/** Years the engine reckons in: whole sets of dates and time zones are known for them. */
export const firstYear = 1900;
export const lastYear = 2999;

/** Days are counted from 1970-01-01 in local dates, so that arithmetic on them knows no time zone. */
export type DayNumber = number;

export const dayNumber = (date: string): DayNumber => Date.parse(`${date}T00:00Z`) / dayMs;
export const dateOf = (day: DayNumber): string => new Date(day * dayMs).toISOString().slice(0, 10);
/** ISO: 1 is Monday. */
export const weekdayOf = (day: DayNumber): number => ((((day + 3) % 7) + 7) % 7) + 1;

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

const ClockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, { error: 'a time as 08:30, 24-hour; 24:00 only as an end' });

/** A start and an end on the same day. Which instants it covers is read off the wall clock. */
export const WorkingSpan = z.tuple([ClockTime, ClockTime]).check(({ value: [start, end], issues }) => {
  if (!(minutesOf(end) <= minutesOf(start))) return;
  issues.push({
    code: 'custom',
    input: [start, end],
    message: `the end must come after the start on the same day; write a span over midnight as two, ["${start}", "24:00"] and ["00:00", "${end}"]`,
  });
});
export type WorkingSpan = z.infer<typeof WorkingSpan>;

const LocalDate = z.iso.date({ error: 'a date of the calendar as 2026-10-01' });
const MonthDay = z
  .string()
  .regex(/^\d\d-\d\d$/, { error: 'a month and day as 10-01' })
  .refine((text) => LocalDate.safeParse(`2024-${text}`).success, { error: 'no such day in any year' });

const NamedDate = z.strictObject({ date: LocalDate, name: Text.optional() });
const FixedHoliday = z.strictObject({ monthDay: MonthDay, name: Text.optional() });

const CalendarShape = z.strictObject({
  timeZone: z.string().refine(isTimeZone, { error: 'an IANA time zone as Asia/Shanghai' }),
  /** Working spans of every working day, in order and apart from each other. */
  spans: z.array(WorkingSpan).min(1),
  /** Days of the week without work; ISO, 1 is Monday. */
  weekend: z.array(z.int().min(1).max(7)).max(6),
  /** Stand in for the holidays of a year whose legal calendar is not published yet. */
  fixedHolidays: z.array(FixedHoliday),
  /** Days off by law, weekends inside a holiday included or not. */
  holidays: z.array(NamedDate),
  /** Days of a weekend on which people work (调休). */
  makeUpDays: z.array(NamedDate),
  /** Years whose legal calendar is published; every other year is provisional. */
  legalYears: z.array(z.int().min(firstYear).max(lastYear)),
});
type CalendarShape = z.infer<typeof CalendarShape>;

function overlappingSpan(spans: CalendarShape['spans']): number {
  return spans.findIndex(([start], index) => {
    const before = spans[index - 1];
    return before !== undefined && minutesOf(start) < minutesOf(before[1]);
  });
}

/** What a city decides about working time; an entry in the city pack. */
export const Calendar = CalendarShape.check(({ value, issues }) => {
  const refuse = (path: (string | number)[], message: string) =>
    issues.push({ code: 'custom', input: value, path, message });
  const overlap = overlappingSpan(value.spans);
  if (overlap > 0) {
    refuse(['spans', overlap], 'starts before the span above it ends; write spans in order and apart');
  }
  const holidays = new Set(value.holidays.map((holiday) => holiday.date));
  for (const [index, { date }] of value.makeUpDays.entries()) {
    if (holidays.has(date)) {
      refuse(['makeUpDays', index, 'date'], `${date} is listed as a holiday too; keep one of the two`);
    }
  }
});
export type Calendar = z.infer<typeof Calendar>;

/** Working spans as milliseconds from local midnight. */
export const spansInMs = (calendar: Calendar): (readonly [number, number])[] =>
  calendar.spans.map(([start, end]) => [minutesOf(start) * 60_000, minutesOf(end) * 60_000] as const);
