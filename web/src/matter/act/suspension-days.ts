import type { Dayjs } from 'dayjs';
import { cityClock } from '../../kernel/desk/city-time.ts';

const dayMs = 86_400_000;

/** Days up to whose end a suspension may be asked for: from tomorrow to the last one that the longest covers whole. */
export function suspensionDays(
  now: number,
  maxDays: number | undefined,
): { readonly first: Dayjs; readonly last: Dayjs | undefined } {
  const first = cityClock(now).add(1, 'day');
  if (maxDays === undefined) return { first, last: undefined };
  return { first, last: cityClock(now + maxDays * dayMs).subtract(1, 'day') };
}
