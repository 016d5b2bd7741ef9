import { describe, expect, it } from 'vitest';
import { Problem } from '../problem.ts';
import { Calendar } from './calendar.ts';
import {
  clockStatus,
  elapsed,
  extendClock,
  type NewClock,
  pauseClock,
  ranUntil,
  recomputeClock,
  remaining,
  restartClock,
  resumeClock,
  startClock,
  stopClock,
} from './clock.ts';
import { legal2026 } from './legal-2026.ts';
import { Clock } from './model.ts';
import { compileCalendar } from './working-time.ts';

const calendar = compileCalendar(legal2026);
const hour = 3_600_000;
const at = (text: string): number => Date.parse(`${text}+08:00`);
const handling: NewClock = { kind: 'handling', workOrderNo: 1, limit: { value: 1, unit: 'work_day' } };
/** Friday 10:00, due on Monday 10:00. */
const friday = startClock(handling, at('2026-03-06T10:00'), calendar);

function refusal(act: () => unknown): Problem {
  try {
    act();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('the life of a clock', () => {
  it('starts with its due time', () => {
    expect(Clock.parse(friday)).toEqual({
      kind: 'handling',
      workOrderNo: 1,
      round: 1,
      state: 'running',
      startedAt: at('2026-03-06T10:00'),
      limit: { value: 1, unit: 'work_day' },
      extensions: [],
      pauses: [],
      dueAt: at('2026-03-09T10:00'),
      provisional: false,
      stoppedAt: null,
      fixedDueAt: null,
    });
  });

  it('keeps its due time while paused and moves it on resuming', () => {
    const paused = pauseClock(friday, at('2026-03-06T11:00'), 'suspension');
    expect(paused).toMatchObject({ state: 'paused', dueAt: friday.dueAt });
    expect(paused.pauses).toEqual([{ from: at('2026-03-06T11:00'), to: null, reason: 'suspension' }]);
    const resumed = resumeClock(paused, at('2026-03-10T08:00'), calendar);
    expect(resumed).toMatchObject({ state: 'running', dueAt: at('2026-03-10T17:00') });
    expect(resumed.pauses).toEqual([
      { from: at('2026-03-06T11:00'), to: at('2026-03-10T08:00'), reason: 'suspension' },
    ]);
    expect(Clock.parse(resumed)).toEqual(resumed);
  });

  it('grows by an extension, also while paused', () => {
    const more = { value: 4, unit: 'work_hour' } as const;
    expect(extendClock(friday, more, calendar).dueAt).toBe(at('2026-03-09T16:00'));
    const paused = pauseClock(friday, at('2026-03-06T11:00'));
    expect(extendClock(paused, more, calendar)).toMatchObject({
      state: 'paused',
      dueAt: at('2026-03-09T16:00'),
    });
  });

  it('restarts as a new round with the first limit alone, and ends the old one', () => {
    const extended = extendClock(friday, { value: 4, unit: 'work_hour' }, calendar);
    const { ended, started } = restartClock(extended, at('2026-03-09T08:00'), calendar);
    expect(ended).toEqual({ ...extended, state: 'stopped', stoppedAt: at('2026-03-09T08:00') });
    expect(started).toMatchObject({
      round: 2,
      state: 'running',
      extensions: [],
      dueAt: at('2026-03-09T18:00'),
    });
    const later = restartClock(ended, at('2026-03-09T14:00'), calendar);
    expect(later.ended).toBe(ended);
    expect(later.started.dueAt).toBe(at('2026-03-10T12:00'));
  });

  it('stopped while paused has the due time it would have had on resuming', () => {
    const paused = pauseClock(friday, at('2026-03-06T11:00'));
    const stopped = stopClock(paused, at('2026-03-20T09:00'), calendar);
    expect(stopped).toMatchObject({ state: 'stopped', stoppedAt: at('2026-03-20T09:00') });
    expect(stopped.pauses.at(-1)?.to).toBe(at('2026-03-20T09:00'));
    expect(stopped.dueAt).toBe(at('2026-03-20T18:00'));
    expect(clockStatus(stopped, at('2026-05-01T00:00'), calendar).overdue).toBe(false);
  });

  it('is not changed in place', () => {
    const before = structuredClone(friday);
    pauseClock(friday, at('2026-03-06T11:00'));
    extendClock(friday, { value: 1, unit: 'work_hour' }, calendar);
    stopClock(friday, at('2026-03-06T11:00'), calendar);
    expect(friday).toEqual(before);
  });
});

describe('refusals', () => {
  const paused = pauseClock(friday, at('2026-03-06T11:00'));
  const stopped = stopClock(friday, at('2026-03-06T11:00'), calendar);
  const later = at('2026-03-06T12:00');
  it.each<[string, () => unknown]>([
    ['pausing a paused clock', () => pauseClock(paused, later)],
    ['pausing a stopped clock', () => pauseClock(stopped, later)],
    ['resuming a running clock', () => resumeClock(friday, later, calendar)],
    ['resuming a stopped clock', () => resumeClock(stopped, later, calendar)],
    ['stopping a stopped clock', () => stopClock(stopped, later, calendar)],
    ['extending a stopped clock', () => extendClock(stopped, friday.limit, calendar)],
  ])('%s', (_, act) => {
    const problem = refusal(act);
    expect(problem.code).toBe('deadline.clockState');
    for (const language of ['zh', 'en'] as const) expect(problem.text(language)).not.toMatch(/\{|undefined/);
  });

  it.each<[string, () => unknown]>([
    ['pausing before the start', () => pauseClock(friday, at('2026-03-06T09:59'))],
    ['stopping before the start', () => stopClock(friday, at('2026-03-06T09:59'), calendar)],
    ['resuming before the pause', () => resumeClock(paused, at('2026-03-06T10:59'), calendar)],
    ['stopping before the pause', () => stopClock(paused, at('2026-03-06T10:59'), calendar)],
    ['pausing inside an earlier pause', () => pauseClock(resumeClock(paused, later, calendar), later - 1)],
  ])('%s', (_, act) => {
    expect(refusal(act).code).toBe('deadline.clockOrder');
  });
});

describe('the status of a clock', () => {
  const status = (clock: Clock, now: string) => clockStatus(clock, at(now), calendar);

  it('goes from green to yellow to red', () => {
    expect(status(friday, '2026-03-06T10:00')).toEqual({
      remainingMs: 8 * hour,
      overdue: false,
      overdueByMs: 0,
      light: 'green',
    });
    expect(status(friday, '2026-03-08T10:00')).toMatchObject({ remainingMs: 2 * hour, light: 'green' });
    expect(status(friday, '2026-03-08T10:01')).toMatchObject({ remainingMs: 2 * hour, light: 'yellow' });
    expect(status(friday, '2026-03-09T10:00')).toEqual({
      remainingMs: 0,
      overdue: false,
      overdueByMs: 0,
      light: 'yellow',
    });
    expect(status(friday, '2026-03-09T13:00')).toEqual({
      remainingMs: -2 * hour,
      overdue: true,
      overdueByMs: 3 * hour,
      light: 'red',
    });
  });

  it('is overdue on a day off, though no working time has passed', () => {
    const evening = startClock(handling, at('2026-03-06T08:00'), calendar);
    expect(status(evening, '2026-03-07T09:00')).toEqual({
      remainingMs: 0,
      overdue: true,
      overdueByMs: 15 * hour,
      light: 'red',
    });
  });

  it('stands still while paused and after the stop', () => {
    const paused = pauseClock(friday, at('2026-03-06T11:00'));
    expect(status(paused, '2026-04-20T11:00')).toEqual({
      remainingMs: 7 * hour,
      overdue: false,
      overdueByMs: 0,
      light: 'green',
    });
    const late = stopClock(friday, at('2026-03-09T11:00'), calendar);
    expect(status(late, '2026-04-20T11:00')).toMatchObject({
      remainingMs: -hour,
      overdue: true,
      overdueByMs: hour,
    });
    const overdueThenPaused = pauseClock(friday, at('2026-03-09T11:00'));
    expect(status(overdueThenPaused, '2026-04-20T11:00')).toMatchObject({ overdue: true, overdueByMs: hour });
    const resumed = resumeClock(overdueThenPaused, at('2026-04-20T11:00'), calendar);
    expect(status(resumed, '2026-04-20T12:00')).toMatchObject({
      remainingMs: -2 * hour,
      overdueByMs: 2 * hour,
    });
  });

  it('counts what has run', () => {
    expect(elapsed(friday, at('2026-03-06T15:00'), calendar)).toBe(3 * hour);
    expect(elapsed(friday, at('2026-03-09T11:00'), calendar)).toBe(9 * hour);
    expect(remaining(friday, at('2026-03-01T00:00'), calendar)).toBe(8 * hour);
  });
});

it('a clock that was held at its last instant is not overdue, whether it stands or has ended since', () => {
  const started = startClock(
    { kind: 'handling', workOrderNo: 1, limit: { value: 2, unit: 'urgent_hour' } },
    0,
    calendar,
  );
  const held = pauseClock(started, started.dueAt);
  const later = started.dueAt + 86_400_000;
  expect(clockStatus(held, later, calendar)).toMatchObject({ overdue: false, remainingMs: 0 });
  expect(clockStatus(stopClock(held, later, calendar), later, calendar)).toMatchObject({ overdue: false });
  const resumed = resumeClock(held, later, calendar);
  expect(clockStatus(resumed, later, calendar).overdue).toBe(false);
  expect(clockStatus(resumed, later + 1, calendar)).toMatchObject({ overdue: true, overdueByMs: 1 });
  expect(ranUntil(pauseClock(resumed, later), later + 5)).toBe(started.dueAt);
});

describe('an imported target', () => {
  const target = at('2015-07-04T12:00');
  const imported = startClock({ ...handling, fixedDueAt: target }, at('2015-07-02T12:00'), calendar);

  it('never moves', () => {
    expect(imported).toMatchObject({ dueAt: target, provisional: false });
    const paused = pauseClock(imported, at('2015-07-03T12:00'));
    expect(resumeClock(paused, at('2015-07-20T12:00'), calendar).dueAt).toBe(target);
    expect(extendClock(imported, { value: 1, unit: 'work_day' }, calendar).dueAt).toBe(target);
    expect(restartClock(imported, at('2015-07-03T12:00'), calendar).started.dueAt).toBe(target);
    expect(recomputeClock(imported, calendar)).toBeNull();
  });

  it('is told by the wall clock', () => {
    expect(clockStatus(imported, at('2015-07-03T12:00'), calendar)).toEqual({
      remainingMs: 24 * hour,
      overdue: false,
      overdueByMs: 0,
      light: 'green',
    });
    const late = stopClock(imported, at('2015-07-04T13:00'), calendar);
    expect(clockStatus(late, at('2016-01-01T00:00'), calendar)).toEqual({
      remainingMs: -hour,
      overdue: true,
      overdueByMs: hour,
      light: 'red',
    });
    expect(elapsed(late, at('2016-01-01T00:00'), calendar)).toBe(49 * hour);
  });
});

describe('importing a legal year', () => {
  const next = compileCalendar(
    Calendar.parse({
      ...legal2026,
      holidays: [...legal2026.holidays, { date: '2027-01-01' }, { date: '2027-01-04' }],
      legalYears: [2026, 2027],
    }),
  );
  const open = startClock(handling, at('2026-12-31T14:00'), calendar);

  it('moves what stands on the provisional year and names the old due time', () => {
    expect(open).toMatchObject({ provisional: true, dueAt: at('2027-01-04T12:00') });
    const change = recomputeClock(open, next);
    expect(change).toEqual({
      clock: { ...open, dueAt: at('2027-01-05T12:00'), provisional: false },
      oldDueAt: open.dueAt,
      oldProvisional: true,
    });
    expect(change === null ? null : recomputeClock(change.clock, next)).toBeNull();
  });

  it('takes the mark away where the due time stays', () => {
    const same = compileCalendar(
      Calendar.parse({ ...legal2026, holidays: [{ date: '2027-01-01' }], legalYears: [2026, 2027] }),
    );
    expect(recomputeClock(open, same)).toMatchObject({
      clock: { dueAt: open.dueAt, provisional: false },
      oldDueAt: open.dueAt,
    });
  });

  it('moves a paused clock, and leaves alone what is stopped or untouched', () => {
    const paused = pauseClock(open, at('2026-12-31T15:00'));
    expect(recomputeClock(paused, next)?.clock).toMatchObject({
      state: 'paused',
      dueAt: at('2027-01-05T12:00'),
    });
    expect(recomputeClock(stopClock(open, at('2026-12-31T16:00'), calendar), next)).toBeNull();
    expect(recomputeClock(friday, next)).toBeNull();
  });
});
