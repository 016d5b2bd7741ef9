import type { LegalYear } from '@heliu/contract/city-api';
import type { Calendar } from '@heliu/contract/deadline/calendar';
import { dayNumber, weekdayOf } from '@heliu/contract/deadline/calendar';
import { Problem } from '@heliu/contract/problem';
import type { FieldFault } from '@heliu/contract/problem/reply';
import { canonical, type Entry } from './entry.ts';

/** Kind of the entries that hold a year entered by hand; they outlive imports of packs that say nothing new of it. */
export const legalYearKind = 'legalYear';

type Days = Pick<LegalYear, 'holidays' | 'makeUpDays'>;

const isIn = (year: number) => {
  const prefix = `${year}-`;
  return ({ date }: { readonly date: string }) => date.startsWith(prefix);
};

const byDate = <T extends { readonly date: string }>(days: readonly T[]): T[] =>
  days.toSorted((a, b) => (a.date < b.date ? -1 : 1));

/** The calendar with the days of one year replaced; the year is legal from then on. */
export function withYear(calendar: Calendar, { year, holidays, makeUpDays }: LegalYear): Calendar {
  const elsewhere = (day: { readonly date: string }) => !isIn(year)(day);
  return {
    ...calendar,
    holidays: byDate([...calendar.holidays.filter(elsewhere), ...holidays]),
    makeUpDays: byDate([...calendar.makeUpDays.filter(elsewhere), ...makeUpDays]),
    legalYears: [...new Set([...calendar.legalYears, year])].toSorted((a, b) => a - b),
  };
}

/** The calendar of a pack with the years that were entered by hand. */
export const withYears = (calendar: Calendar, years: readonly LegalYear[]): Calendar =>
  years.reduce(withYear, calendar);

/** What a calendar says of a year: its days, and whether it is legal. */
export function sayingOf(calendar: Calendar, year: number): string {
  const days: Days = {
    holidays: byDate(calendar.holidays.filter(isIn(year))),
    makeUpDays: byDate(calendar.makeUpDays.filter(isIn(year))),
  };
  return canonical({ ...days, legal: calendar.legalYears.includes(year) });
}

/** Years in which two calendars differ; all of them where they differ in more than single years. */
export function yearsThatDiffer(before: Calendar, after: Calendar): number[] {
  const rest = ({ timeZone, spans, weekend, fixedHolidays }: Calendar) =>
    canonical({ timeZone, spans, weekend, fixedHolidays });
  const years = [before, after].flatMap(({ holidays, makeUpDays, legalYears }) => [
    ...legalYears,
    ...[...holidays, ...makeUpDays].map(({ date }) => Number(date.slice(0, 4))),
  ]);
  const all = [...new Set(years)].toSorted((a, b) => a - b);
  return rest(before) === rest(after)
    ? all.filter((year) => sayingOf(before, year) !== sayingOf(after, year))
    : all;
}

/** Entries of years that a new pack does not speak of anew; the others have had their time. */
export function keptYears(entries: readonly Entry[], before: Calendar, after: Calendar): Entry[] {
  return entries.filter(
    ({ kind, code }) =>
      kind === legalYearKind && sayingOf(before, Number(code)) === sayingOf(after, Number(code)),
  );
}

/** Make-up days, by their index, on which the city works anyway. */
export const workedAnyway = (
  { makeUpDays }: Days,
  { weekend }: Calendar,
): { readonly index: number; readonly date: string }[] =>
  makeUpDays.flatMap(({ date }, index) =>
    weekend.includes(weekdayOf(dayNumber(date))) ? [] : [{ index, date }],
  );

/** @throws Problem `input.invalid` naming make-up days on which the city works anyway. */
export function assertMakeUpDays(year: LegalYear, calendar: Calendar): void {
  const errors = workedAnyway(year, calendar).map(({ index, date }): FieldFault => ({
    field: `legalYear.makeUpDays.${index}.date`,
    message: `${date} is no day of a weekend; only those are made up`,
  }));
  if (errors.length > 0) throw new Problem('input.invalid', { errors });
}
