import { Problem } from '../problem.ts';
import type { Clock, ClockKind, Instant, Limit, Pause } from './model.ts';
import { reckon } from './reckon.ts';
import type { CompiledCalendar } from './working-time.ts';

export { type ClockStatus, clockStatus, elapsed, ranUntil, remaining } from './clock-status.ts';

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
 * Ends a clock for good. A paused one is resumed at the same instant first, so that its due time is final; whether it
 * was overdue depends on how long it ran, since it may have been held at its very end.
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
