import { ranUntil } from '../deadline/clock.ts';
import type { Clock, Instant, Limit, Pause } from '../deadline/model.ts';
import { type DueInput, isContinuous, limitMs, reckon } from '../deadline/reckon.ts';
import { type CompiledCalendar, workBetween } from '../deadline/working-time.ts';
import type { LadderStep } from './ladder.ts';

/** A step of the ladder of one clock; `at` is null while the clock is held before it. */
export interface ScheduledStep {
  readonly step: LadderStep;
  readonly at: Instant | null;
}

/** An imported target pauses for nothing. */
const pausesOf = (clock: Clock): readonly Pause[] => (clock.fixedDueAt === null ? clock.pauses : []);

/** From when on a clock stands still for as long as nobody lets it go; undefined while it runs. */
export const heldSince = (clock: Clock): Instant | undefined =>
  clock.fixedDueAt === null ? clock.pauses.find(({ to }) => to === null)?.from : undefined;

const unitMs = (unit: Limit['unit']): number => limitMs({ value: 1, unit });

/** The first `ms` of running time that a limit and its extensions grant, each part in its own unit. */
function firstPart(limits: readonly Limit[], ms: number): Limit[] {
  const parts: Limit[] = [];
  let left = ms;
  for (const limit of limits) {
    if (left <= 0) break;
    const part = Math.min(left, limitMs(limit));
    parts.push({ value: part / unitMs(limit.unit), unit: limit.unit });
    left -= part;
  }
  return parts;
}

/** What has to pass for a share of the granted time to be left; undefined for an imported target. */
export function untilShare(clock: Clock, left: number, calendar: CompiledCalendar): DueInput | undefined {
  if (clock.fixedDueAt !== null) return undefined;
  const limits = [clock.limit, ...clock.extensions];
  const granted = limits.reduce((sum, limit) => sum + limitMs(limit), 0);
  const [limit, ...extensions] = firstPart(limits, Math.round(granted * (1 - left)));
  if (limit === undefined) return undefined;
  const { startedAt: from, pauses } = clock;
  return { from, limit, extensions, pauses, calendar, provisional: 'allow' };
}

/** What has to pass for a step to follow an instant. */
export const following = (
  clock: Clock,
  from: Instant,
  limit: Limit,
  calendar: CompiledCalendar,
): DueInput => ({ from, limit, pauses: pausesOf(clock), calendar, provisional: 'allow' });

/** Last instant that has as much time before the due time, at the earliest the start. */
function before({ startedAt, dueAt }: Clock, limit: Limit, calendar: CompiledCalendar): Instant {
  const ms = limitMs(limit);
  if (isContinuous(limit.unit)) return dueAt - ms;
  let [low, high] = [startedAt, dueAt];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (workBetween(calendar, middle, dueAt) >= ms) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The end of the limit and whatever lies behind it count from the first millisecond that is late. */
function reachedAt(
  { when }: LadderStep,
  clock: Clock,
  last: Instant | null,
  calendar: CompiledCalendar,
): Instant | null {
  const { startedAt, dueAt, fixedDueAt } = clock;
  if (when === 'due') return dueAt + 1;
  if ('after' in when) return reckon(following(clock, dueAt, when.after, calendar)).dueAt;
  if ('wait' in when) {
    return last === null ? null : reckon(following(clock, last, when.wait, calendar)).dueAt;
  }
  if ('before' in when) return before(clock, when.before, calendar);
  if (fixedDueAt !== null) return Math.ceil(startedAt + (fixedDueAt - startedAt) * (1 - when.left));
  const input = untilShare(clock, when.left, calendar);
  return input === undefined ? startedAt : reckon(input).dueAt;
}

/**
 * When a clock reaches each step of its ladder, from the clock alone: whatever else happens to the matter changes
 * nothing. Steps come one after the other and never before the start. Those that a held clock has not reached have no
 * instant until it runs on, and a stopped clock reaches none any more after its end.
 */
export function scheduleOf(
  steps: readonly LadderStep[],
  clock: Clock,
  calendar: CompiledCalendar,
): ScheduledStep[] {
  const held = heldSince(clock);
  const end = Math.min(held ?? Infinity, clock.stoppedAt ?? Infinity);
  let last: Instant | null = clock.startedAt;
  return steps.map((step) => {
    const own = last === null ? null : reachedAt(step, clock, last, calendar);
    last = own === null || last === null || Math.max(own, last) > end ? null : Math.max(own, last);
    return { step, at: last };
  });
}

/** Steps that a clock has reached at `now`, in order. */
export const reachedSteps = (schedule: readonly ScheduledStep[], now: Instant): ScheduledStep[] =>
  schedule.filter(({ at }) => at !== null && at <= now);

/** Whether the clock stands still at `now`, so that its ladder does too. */
export const isHeld = (clock: Clock, now: Instant): boolean => ranUntil(clock, now) < now;
