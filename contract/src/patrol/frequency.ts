import { z } from 'zod';
import { dateOf, dayNumber, weekdayOf } from '../deadline/calendar.ts';
import { startOfDay, wallClock } from '../deadline/local-time.ts';
import type { Instant } from '../deadline/model.ts';

/** A day is visited once, so that a week holds seven visits and every month twenty-eight. */
const most = { day: 1, week: 7, month: 28 } as const;

/** How often each place of a plan is visited; visits on one day count as one. */
export const Frequency = z
  .strictObject({ times: z.int().min(1), per: z.enum(['day', 'week', 'month']) })
  .check(({ value: { times, per }, issues }) => {
    if (times <= most[per]) return;
    issues.push({
      code: 'custom',
      input: times,
      path: ['times'],
      message: `at most ${most[per]} per ${per}, since a place is visited once a day`,
    });
  });
export type Frequency = z.infer<typeof Frequency>;

/** Local days, both inclusive. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

export const localDay = (at: Instant, timeZone: string): string => dateOf(wallClock(at, timeZone).day);

const monthFrom = (date: string, ahead: number): number => {
  const [year = 0, month = 1] = date.split('-').map(Number);
  return dayNumber(new Date(Date.UTC(year, month - 1 + ahead, 1)).toISOString().slice(0, 10));
};

/** The day, the week from its Monday or the month that a day lies in, or one that many periods before. */
export function periodOf(per: Frequency['per'], date: string, back = 0): Period {
  const day = dayNumber(date);
  const within = (first: number, next: number): Period => ({ from: dateOf(first), to: dateOf(next - 1) });
  if (per === 'day') return within(day - back, day - back + 1);
  if (per === 'month') return within(monthFrom(date, -back), monthFrom(date, 1 - back));
  const monday = day - (weekdayOf(day) - 1) - 7 * back;
  return within(monday, monday + 7);
}

/** First instant of a period. */
export const beginOf = ({ from }: Period, timeZone: string): Instant => startOfDay(from, timeZone);

export interface Standing {
  /** Days of the period on which the place was visited, at most as many as are wanted. */
  readonly done: number;
  /** A visit today would count: there are not enough yet, and none of today. */
  readonly due: boolean;
}

/** How a place stands today, by the days on which it was visited; those of other periods are passed over. */
export function standingOf(frequency: Frequency, visited: Iterable<string>, today: string): Standing {
  const { from } = periodOf(frequency.per, today);
  const days = new Set([...visited].filter((day) => day >= from && day <= today));
  return {
    done: Math.min(days.size, frequency.times),
    due: days.size < frequency.times && !days.has(today),
  };
}
