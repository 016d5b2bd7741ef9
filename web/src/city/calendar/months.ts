import { dateOf, dayNumber, weekdayOf } from '@heliu/contract/deadline/calendar';

export interface Day {
  readonly date: string;
  readonly day: number;
  readonly weekday: number;
}

/** The days of a month in weeks from Monday; gaps before the first and after the last are undefined. */
export function weeksOf(year: number, month: number): (Day | undefined)[][] {
  const first = dayNumber(`${year}-${String(month).padStart(2, '0')}-01`);
  const days: (Day | undefined)[] = Array.from({ length: weekdayOf(first) - 1 }, () => undefined);
  for (let at = first; Number(dateOf(at).slice(5, 7)) === month; at++) {
    const date = dateOf(at);
    days.push({ date, day: Number(date.slice(8)), weekday: weekdayOf(at) });
  }
  while (days.length % 7 !== 0) days.push(undefined);
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
}
