import type { DayNumber } from './calendar.ts';
import type { Instant, Limit, Pause } from './model.ts';
import { type DueInput, type Listener, limitMs, reckon } from './reckon.ts';
import type { SkippedDays, Step, WholeDays } from './step.ts';
import { type CompiledCalendar, intervalAfter, type YearTable } from './working-time.ts';
import { dayMs } from './zone.ts';

/** Working time of one day inside a stretch. */
interface DayShare {
  readonly day: DayNumber;
  readonly from: Instant;
  readonly to: Instant;
  readonly ms: number;
  readonly whole: boolean;
}

/** Working time of a day; its intervals need not stand together where clocks go back over midnight. */
function timeOfDay({ days, starts, ends }: YearTable, day: DayNumber): number {
  let sum = 0;
  const last = days.lastIndexOf(day);
  for (let index = days.indexOf(day); index >= 0 && index <= last; index += 1) {
    if (days[index] === day) sum += (ends[index] ?? 0) - (starts[index] ?? 0);
  }
  return sum;
}

/** Working time of [from, to), day by day; days without any are left out. */
function* dayShares(calendar: CompiledCalendar, from: Instant, to: Instant): Generator<DayShare> {
  let table = calendar.tableAt(from);
  let index = intervalAfter(table, from);
  for (;;) {
    const day = table.days[index];
    const start = table.starts[index];
    if (day === undefined || start === undefined) {
      if (table.to >= to) return;
      table = calendar.tableOf(table.year + 1);
      index = 0;
      continue;
    }
    if (start >= to) return;
    let [ms, end] = [0, start];
    for (; table.days[index] === day; index += 1) {
      const [spanStart, spanEnd] = [table.starts[index] ?? to, table.ends[index] ?? to];
      if (spanStart >= to) continue;
      end = Math.min(to, spanEnd);
      ms += end - Math.max(from, spanStart);
    }
    yield { day, from: Math.max(from, start), to: end, ms, whole: ms === timeOfDay(table, day) };
  }
}

class Tracer implements Listener {
  readonly steps: Step[] = [];
  /** How many of the limit and its extensions were begun. */
  begun = 0;
  readonly #calendar: CompiledCalendar;
  readonly #legalYears: ReadonlySet<number>;
  #left = 0;
  #year: number | undefined;

  constructor(calendar: CompiledCalendar) {
    this.#calendar = calendar;
    this.#legalYears = new Set(calendar.calendar.legalYears);
  }

  limit(limit: Limit, at: Instant): void {
    this.steps.push({ kind: this.begun === 0 ? 'start' : 'extension', at, limit });
    this.begun += 1;
    this.#left = limitMs(limit);
  }

  pause(pause: Pause, from: Instant): void {
    this.steps.push({ kind: 'pause', from, to: pause.to, reason: pause.reason });
  }

  run(from: Instant, to: Instant, ms: number, continuous: boolean): void {
    if (continuous) {
      this.#left -= ms;
      this.steps.push({ kind: 'continuous', from, to, ms, leftMs: this.#left });
      return;
    }
    let next = this.#calendar.dayAt(from);
    const passTo = (end: DayNumber): void => {
      for (; next < end; next += 1) this.#passOver(next, from);
    };
    for (const share of dayShares(this.#calendar, from, to)) {
      passTo(share.day);
      this.#count(share);
      next = Math.max(next, share.day + 1);
    }
    passTo(this.#calendar.dayAt(to - 1) + 1);
  }

  #count({ day, from, to, ms, whole }: DayShare): void {
    this.#enterYear(day);
    this.#left -= ms;
    const kind = this.#calendar.dayKind(day);
    const makeUp = kind.kind === 'makeUp' ? { name: kind.name } : undefined;
    const counted = { ms, leftMs: this.#left, makeUp };
    this.steps.push(
      whole
        ? { kind: 'days', firstDay: day, lastDay: day, days: 1, weekendDays: 0, ...counted }
        : { kind: 'part', from, to, ...counted },
    );
  }

  /** A day of which nothing counts in the stretch that begins at `from`. */
  #passOver(day: DayNumber, from: Instant): void {
    this.#enterYear(day);
    const kind = this.#calendar.dayKind(day);
    const days = { kind: 'skipped', firstDay: day, lastDay: day } as const;
    if (kind.kind === 'holiday') {
      this.steps.push({ ...days, reason: 'holiday', name: kind.name });
    } else if (kind.kind === 'weekend') {
      this.steps.push({ ...days, reason: 'weekend', name: undefined });
    } else if (timeOfDay(this.#calendar.tableOf(yearOf(day)), day) === 0) {
      this.steps.push({ ...days, reason: 'noTime', name: undefined });
    } else if (day === this.#calendar.dayAt(from) && this.steps.at(-1)?.kind !== 'extension') {
      this.steps.push({ kind: 'outside', at: from });
    }
  }

  #enterYear(day: DayNumber): void {
    const year = yearOf(day);
    if (year === this.#year) return;
    this.#year = year;
    if (!this.#legalYears.has(year)) this.steps.push({ kind: 'provisional', year });
  }
}

const yearOf = (day: DayNumber): number => new Date(day * dayMs).getUTCFullYear();

function joinSkipped(last: SkippedDays, step: SkippedDays): SkippedDays | undefined {
  const same = last.reason === step.reason && last.name?.zh === step.name?.zh;
  return same && step.firstDay === last.lastDay + 1 ? { ...last, lastDay: step.lastDay } : undefined;
}

function joinWhole(last: WholeDays, step: WholeDays, between: number): WholeDays | undefined {
  if (last.makeUp !== undefined || step.makeUp !== undefined || step.firstDay !== last.lastDay + 1 + between)
    return undefined;
  return {
    ...step,
    firstDay: last.firstDay,
    days: last.days + step.days,
    weekendDays: last.weekendDays + between + step.weekendDays,
    ms: last.ms + step.ms,
  };
}

/** Days next to each other and of one sort become one step. */
function joinNeighbours(steps: readonly Step[]): Step[] {
  const joined: Step[] = [];
  for (const step of steps) {
    const last = joined.at(-1);
    const both =
      last?.kind === 'skipped' && step.kind === 'skipped'
        ? joinSkipped(last, step)
        : last?.kind === 'days' && step.kind === 'days'
          ? joinWhole(last, step, 0)
          : undefined;
    if (both === undefined) joined.push(step);
    else joined[joined.length - 1] = both;
  }
  return joined;
}

/** Weeks on end, apart by plain weekends only, become one step; two weeks stay as they are. */
function joinWeeks(steps: readonly Step[]): Step[] {
  const joined: Step[] = [];
  for (let index = 0; index < steps.length; index += 1) {
    const first = steps[index];
    if (first === undefined) continue;
    let [run, weeks, at] = [first, 1, index];
    for (;;) {
      const [gap, next] = [steps[at + 1], steps[at + 2]];
      if (run.kind !== 'days' || gap?.kind !== 'skipped' || gap.reason !== 'weekend' || next?.kind !== 'days')
        break;
      const both = joinWhole(run, next, gap.lastDay - gap.firstDay + 1);
      if (both === undefined) break;
      [run, weeks, at] = [both, weeks + 1, at + 2];
    }
    if (weeks > 2) {
      joined.push(run);
      index = at;
    } else {
      joined.push(first);
    }
  }
  return joined;
}

/** The reckoning of `computeDue` told step by step. */
export function traceSteps(input: DueInput): Step[] {
  const tracer = new Tracer(input.calendar);
  const { dueAt, remainingMs } = reckon(input, tracer);
  const end: Step =
    dueAt === null
      ? { kind: 'held', remainingMs, pending: (input.extensions ?? []).slice(tracer.begun - 1) }
      : { kind: 'due', at: dueAt };
  return joinWeeks(joinNeighbours([...tracer.steps, end]));
}
