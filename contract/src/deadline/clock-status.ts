import { lightAt } from './light.ts';
import type { Clock, Instant, Pause } from './model.ts';
import { isContinuous, limitMs, reckon } from './reckon.ts';
import { type CompiledCalendar, workBetween } from './working-time.ts';

/**
 * Last instant at which the clock ran as seen at `now`. One that is held stands still, and so does one that was let go
 * and held again, or ended, at the same instant. An imported target pauses for nothing.
 */
export function ranUntil(clock: Clock, now: Instant): Instant {
  let until = Math.min(now, clock.stoppedAt ?? Infinity);
  if (clock.fixedDueAt !== null) return until;
  for (const { from, to } of clock.pauses.toReversed()) {
    if (from >= until) continue;
    if (to !== null && to < until) break;
    until = from;
  }
  return until;
}

/** Time in [from, to) outside the pauses, by the wall or in working time. */
function runningBetween(
  pauses: readonly Pause[],
  from: Instant,
  to: Instant,
  measure: (from: Instant, to: Instant) => number,
): number {
  let sum = 0;
  let cursor = from;
  for (const pause of pauses.toSorted((a, b) => a.from - b.from)) {
    if (pause.from >= to) break;
    if (pause.from > cursor) sum += measure(cursor, pause.from);
    cursor = Math.max(cursor, pause.to ?? to);
  }
  return cursor < to ? sum + measure(cursor, to) : sum;
}

const wallTime = (from: Instant, to: Instant): number => to - from;

/** Running time granted: the limit and its extensions; for an imported target, the time from start to target. */
const grantedMs = (clock: Clock): number =>
  clock.fixedDueAt === null
    ? clock.extensions.reduce((sum, extension) => sum + limitMs(extension), limitMs(clock.limit))
    : clock.fixedDueAt - clock.startedAt;

/**
 * Running time left at `now` in milliseconds, below 0 once overdue; then counted in the unit that ran last. An imported
 * target was reckoned by rules we do not know, so the time to it is counted round the clock and pauses do not matter.
 */
export function remaining(clock: Clock, now: Instant, calendar: CompiledCalendar): number {
  const until = ranUntil(clock, now);
  if (clock.fixedDueAt !== null) return clock.fixedDueAt - until;
  const { dueAt, remainingMs } = reckon({
    from: clock.startedAt,
    limit: clock.limit,
    extensions: clock.extensions,
    pauses: [...clock.pauses.filter(({ from }) => from < until), { from: until, to: null }],
    calendar,
    provisional: 'allow',
  });
  if (dueAt === null) return remainingMs;
  const lastUnit = (clock.extensions.at(-1) ?? clock.limit).unit;
  const measure = isContinuous(lastUnit)
    ? wallTime
    : (from: Instant, to: Instant) => workBetween(calendar, from, to);
  return 0 - runningBetween(clock.pauses, dueAt, until, measure);
}

/** Running time used at `now`, beyond the limit too: granted time less `remaining`. */
export const elapsed = (clock: Clock, now: Instant, calendar: CompiledCalendar): number =>
  grantedMs(clock) - remaining(clock, now, calendar);

export interface ClockStatus {
  readonly remainingMs: number;
  readonly overdue: boolean;
  /** Time by the wall since the due time, pauses left out; 0 while not overdue. */
  readonly overdueByMs: number;
  readonly light: 'green' | 'yellow' | 'red';
}

/**
 * How a clock stands at `now`. A clock is overdue from the first millisecond after its due time, on a day off too.
 */
export function clockStatus(clock: Clock, now: Instant, calendar: CompiledCalendar): ClockStatus {
  const fixed = clock.fixedDueAt !== null;
  const until = ranUntil(clock, now);
  const remainingMs = remaining(clock, now, calendar);
  const overdue = until > clock.dueAt;
  const overdueByMs = runningBetween(
    fixed ? [] : clock.pauses,
    clock.dueAt,
    Math.max(until, clock.dueAt),
    wallTime,
  );
  return { remainingMs, overdue, overdueByMs, light: lightAt(clock.dueAt, until) };
}
