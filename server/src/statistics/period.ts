import type { ClosingQuery } from '@heliu/contract/statistics';
import { Problem } from '@heliu/contract/problem';
import type { FieldFault } from '@heliu/contract/problem/reply';
import { startOfDay } from '@heliu/contract/deadline/local-time';
import { dayMs } from '@heliu/contract/deadline/zone';
import type { City } from '../city/index.ts';

export interface Period {
  /** First instant; null where the period is open to the past. */
  readonly from: number | null;
  /** Last instant: the state is that of this moment. */
  readonly until: number;
  /** What is known of appeals is that of this moment. */
  readonly asOf: number;
}

const nextDate = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + dayMs).toISOString().slice(0, 10);

/** @throws Problem `input.invalid` for a period that ends before it begins, or that has not begun. */
export function periodOf({ asOf, from, to }: ClosingQuery, { pack }: City, now: number): Period {
  const known = asOf === undefined ? now : Date.parse(asOf);
  const start = from === undefined ? null : startOfDay(from, pack.timeZone);
  const end = to === undefined ? known : startOfDay(nextDate(to), pack.timeZone) - 1;
  const until = Math.min(known, end);
  const errors: FieldFault[] = [];
  if (known > now) errors.push({ field: 'query.asOf', message: 'an instant that has passed' });
  if (from !== undefined && to !== undefined && to < from) {
    errors.push({ field: 'query.to', message: `a day not before ${from}` });
  } else if (start !== null && start > until) {
    errors.push({ field: 'query.from', message: 'a day that has begun by the instant of asOf' });
  }
  if (errors.length > 0) throw new Problem('input.invalid', { errors });
  return { from: start, until, asOf: known };
}
