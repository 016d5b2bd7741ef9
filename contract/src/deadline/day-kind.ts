import type { Text } from '../text.ts';
import { type Calendar, dateOf, type DayNumber, dayNumber, weekdayOf } from './calendar.ts';

/** Why a day counts or does not count. */
export type DayKind =
  | { readonly kind: 'working' }
  | { readonly kind: 'makeUp'; readonly name: Text | undefined }
  | { readonly kind: 'weekend' }
  | { readonly kind: 'holiday'; readonly name: Text | undefined };

/** An explicit date goes before a fixed holiday, and both before the weekend. */
export function dayReader(calendar: Calendar): (day: DayNumber) => DayKind {
  const holidays = new Map(calendar.holidays.map(({ date, name }) => [dayNumber(date), name]));
  const makeUpDays = new Map(calendar.makeUpDays.map(({ date, name }) => [dayNumber(date), name]));
  const fixed = new Map(calendar.fixedHolidays.map(({ monthDay, name }) => [monthDay, name]));
  const weekend = new Set(calendar.weekend);
  const legal = new Set(calendar.legalYears);
  return (day) => {
    if (makeUpDays.has(day)) return { kind: 'makeUp', name: makeUpDays.get(day) };
    if (holidays.has(day)) return { kind: 'holiday', name: holidays.get(day) };
    const date = dateOf(day);
    const monthDay = date.slice(-5);
    if (!legal.has(Number(date.slice(0, -6))) && fixed.has(monthDay)) {
      return { kind: 'holiday', name: fixed.get(monthDay) };
    }
    return { kind: weekend.has(weekdayOf(day)) ? 'weekend' : 'working' };
  };
}

export const isWorking = ({ kind }: DayKind): boolean => kind === 'working' || kind === 'makeUp';
