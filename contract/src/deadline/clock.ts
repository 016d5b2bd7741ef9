import { Problem } from '../problem.ts';
import type { Clock, ClockKind, Instant, Limit, Pause } from './model.ts';
import { isContinuous, limitMs, reckon } from './reckon.ts';
import { type CompiledCalendar, workBetween } from './working-time.ts';

export interface NewClock {
  readonly kind: ClockKind;
  /** 0 for a clock of the matter itself. */
  readonly workOrderNo: number;
  readonly limit: Limit;
  readonly round?: number;
  /** Target of an imported matter: it is the due time, whatever the limit says, and never moves. */
  readonly fixedDueAt?: Instant | null;
}

type Act = 'pause' | 'resume' | 'stop' | 'extend';

const acts: Readonly<Record<Act, { readonly zh: string; readonly states: readonly Clock['state'][] }>> = {
  pause: { zh: '暂停', states: ['running'] },
  resume: { zh: '恢复', states: ['paused'] },
  stop: { zh: '停止', states: ['running', 'paused'] },
  extend: { zh: '延期', states: ['running', 'paused'] },
};
const stateZh: Readonly<Record<Clock['state'], string>> = {
  running: '计时中',
  paused: '已暂停',
  stopped: '已停止',
};

function requireState(clock: Clock, act: Act): void {
  if (acts[act].states.includes(clock.state)) return;
  throw new Problem('deadline.clockState', {
    params: { state: clock.state, act, stateZh: stateZh[clock.state], actZh: acts[act].zh },
  });
}

/** Acts on a clock happen in the order of time; the clock's own history is the floor. */
function requireLater(clock: Clock, at: Instant): void {
  const last = clock.pauses.at(-1);
  const floor = last === undefined ? clock.startedAt : (last.to ?? last.from);
  if (at >= floor) return;
  throw new Problem('deadline.clockOrder', {
    params: { at: new Date(at).toISOString(), floor: new Date(floor).toISOString() },
  });
}

/** Due time by the limit, its extensions and the pauses that are over; a pause that lasts does not move it yet. */
function withDue(clock: Clock, calendar: CompiledCalendar): Clock {
  if (clock.fixedDueAt !== null) return { ...clock, dueAt: clock.fixedDueAt, provisional: false };
  const { dueAt, provisional } = reckon({
    from: clock.startedAt,
    limit: clock.limit,
    extensions: clock.extensions,
    pauses: clock.pauses.filter(({ to }) => to !== null),
    calendar,
    provisional: 'allow',
  });
  return { ...clock, dueAt: dueAt ?? clock.dueAt, provisional };
}

/** A clock that runs from `at`. Past the last legal year the due time is provisional, never refused. */
export function startClock(clock: NewClock, at: Instant, calendar: CompiledCalendar): Clock {
  return withDue(
    {
      kind: clock.kind,
      workOrderNo: clock.workOrderNo,
      round: clock.round ?? 1,
      state: 'running',
      startedAt: at,
      limit: clock.limit,
      extensions: [],
      pauses: [],
      dueAt: at,
      provisional: false,
      stoppedAt: null,
      fixedDueAt: clock.fixedDueAt ?? null,
    },
    calendar,
  );
}

/**
 * Holds a running clock; `dueAt` keeps its last value until it resumes.
 *
 * @throws Problem `deadline.clockState` unless it runs, `deadline.clockOrder` before its last act.
 */
export function pauseClock(clock: Clock, at: Instant, reason?: string): Clock {
  requireState(clock, 'pause');
  requireLater(clock, at);
  const pause: Pause = { from: at, to: null, ...(reason === undefined ? {} : { reason }) };
  return { ...clock, state: 'paused', pauses: [...clock.pauses, pause] };
}

/**
 * Lets a paused clock run on; the due time moves by the running time that the pause took.
 *
 * @throws Problem `deadline.clockState` unless it is paused, `deadline.clockOrder` before the pause began.
 */
export function resumeClock(clock: Clock, at: Instant, calendar: CompiledCalendar): Clock {
  requireState(clock, 'resume');
  requireLater(clock, at);
  const pauses = clock.pauses.map((pause) => (pause.to === null ? { ...pause, to: at } : pause));
  return withDue({ ...clock, state: 'running', pauses }, calendar);
}

/**
 * Ends a clock for good. A paused one is resumed at the same instant first, so that `stoppedAt > dueAt` says of every
 * stopped clock whether it was overdue.
 *
 * @throws Problem `deadline.clockState` if it is stopped, `deadline.clockOrder` before its last act.
 */
export function stopClock(clock: Clock, at: Instant, calendar: CompiledCalendar): Clock {
  requireState(clock, 'stop');
  requireLater(clock, at);
  const running = clock.state === 'paused' ? resumeClock(clock, at, calendar) : clock;
  return { ...running, state: 'stopped', stoppedAt: at };
}

/**
 * The same limit anew, as after a return that sends the matter to another department: one more round without the old
 * extensions and pauses. The old round is stopped at `at` unless it is already.
 */
export function restartClock(
  clock: Clock,
  at: Instant,
  calendar: CompiledCalendar,
): { readonly ended: Clock; readonly started: Clock } {
  const ended = clock.state === 'stopped' ? clock : stopClock(clock, at, calendar);
  const { kind, workOrderNo, limit, fixedDueAt } = clock;
  const started = startClock({ kind, workOrderNo, limit, round: clock.round + 1, fixedDueAt }, at, calendar);
  return { ended, started };
}

/**
 * Adds a granted extension to the end of the limit. Whether it may be granted (count, not after overdue) is for the
 * life cycle to say.
 *
 * @throws Problem `deadline.clockState` if the clock is stopped.
 */
export function extendClock(clock: Clock, extension: Limit, calendar: CompiledCalendar): Clock {
  requireState(clock, 'extend');
  return withDue({ ...clock, extensions: [...clock.extensions, extension] }, calendar);
}

/**
 * The clock under a changed calendar, as when a legal year is imported. Null where nothing changes: always for stopped
 * clocks, whose facts stand, and for imported targets.
 */
export function recomputeClock(
  clock: Clock,
  calendar: CompiledCalendar,
): { readonly clock: Clock; readonly oldDueAt: Instant; readonly oldProvisional: boolean } | null {
  if (clock.state === 'stopped' || clock.fixedDueAt !== null) return null;
  const changed = withDue(clock, calendar);
  if (changed.dueAt === clock.dueAt && changed.provisional === clock.provisional) return null;
  return { clock: changed, oldDueAt: clock.dueAt, oldProvisional: clock.provisional };
}

/** Until when the clock has run as seen at `now`: a stopped clock stands still, and so does a paused one. */
function ranUntil(clock: Clock, now: Instant): Instant {
  const held = clock.pauses.find(({ to }) => to === null)?.from;
  return Math.min(now, clock.stoppedAt ?? Infinity, held ?? Infinity);
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
  if (clock.fixedDueAt !== null) return clock.fixedDueAt - Math.min(now, clock.stoppedAt ?? Infinity);
  const until = ranUntil(clock, now);
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
 * How a clock stands at `now`. Red is overdue; yellow has at most `yellowShare` of its granted time left. A clock is
 * overdue from the first millisecond after its due time, on a day off too.
 */
export function clockStatus(
  clock: Clock,
  now: Instant,
  calendar: CompiledCalendar,
  yellowShare = 0.2,
): ClockStatus {
  const fixed = clock.fixedDueAt !== null;
  const until = fixed ? Math.min(now, clock.stoppedAt ?? Infinity) : ranUntil(clock, now);
  const remainingMs = remaining(clock, now, calendar);
  const overdue = until > clock.dueAt;
  const overdueByMs = runningBetween(
    fixed ? [] : clock.pauses,
    clock.dueAt,
    Math.max(until, clock.dueAt),
    wallTime,
  );
  const near = remainingMs <= grantedMs(clock) * yellowShare;
  return { remainingMs, overdue, overdueByMs, light: overdue ? 'red' : near ? 'yellow' : 'green' };
}
