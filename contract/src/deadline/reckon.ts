import { Problem } from '../problem.ts';
import type { Instant, Limit, LimitUnit, Pause } from './model.ts';
import { firstYear, lastYear } from './calendar.ts';
import { dayMs } from './zone.ts';
import { addWork, type CompiledCalendar, workBetween, type YearTable } from './working-time.ts';

const hourMs = 3_600_000;
const unitMs: Readonly<Record<LimitUnit, number>> = {
  urgent_hour: hourMs,
  urgent_day: 24 * hourMs,
  work_hour: hourMs,
  work_day: 8 * hourMs,
};

/** Units that run round the clock and never look into the calendar. */
export const isContinuous = (unit: LimitUnit): boolean => unit === 'urgent_hour' || unit === 'urgent_day';

/** Running time that a limit grants, to the millisecond. */
export const limitMs = ({ value, unit }: Limit): number => Math.round(value * unitMs[unit]);

export interface DueInput {
  readonly from: Instant;
  readonly limit: Limit;
  /** Run one after the other once the limit has run out, each in its own unit. */
  readonly extensions?: readonly Limit[];
  readonly pauses?: readonly Pause[];
  readonly calendar: CompiledCalendar;
  /** What to do where the legal calendar has no year: refuse, or count on weekends and fixed holidays. */
  readonly provisional: 'error' | 'allow';
}

/** `dueAt` is null while an open pause holds the clock; `remainingMs` is then the running time left, else 0. */
export interface Reckoning {
  readonly dueAt: Instant | null;
  readonly remainingMs: number;
  /** True if a day of a year without a legal calendar was counted or skipped on the way. */
  readonly provisional: boolean;
}

/** Hears of every stretch of a reckoning in order. */
export interface Listener {
  limit(limit: Limit, at: Instant): void;
  run(from: Instant, to: Instant, ms: number, continuous: boolean): void;
  pause(pause: Pause, from: Instant): void;
}

function pausesInOrder(pauses: readonly Pause[]): readonly Pause[] {
  let sorted = true;
  for (let index = 0; index < pauses.length; index += 1) {
    const pause = pauses[index];
    if (pause === undefined) continue;
    if (pause.to !== null && pause.to < pause.from) throw new RangeError('A pause ends before it begins.');
    if (pause.from < (pauses[index - 1]?.from ?? pause.from)) sorted = false;
  }
  return sorted ? pauses : pauses.toSorted((a, b) => a.from - b.from);
}

const earliest = Date.UTC(firstYear, 0) - dayMs;
const latest = Date.UTC(lastYear + 1, 0) + dayMs;

function refuseYear(
  { year }: YearTable,
  { calendar: { legalYears }, lastLegalYear }: CompiledCalendar,
): never {
  throw new Problem('deadline.calendarEnds', {
    params: {
      year,
      from: legalYears.length === 0 ? '—' : `${Math.min(...legalYears)}-01-01`,
      until: lastLegalYear === undefined ? '—' : `${lastLegalYear}-12-31`,
    },
  });
}

/** One reckoning under way: where it stands in time and which pauses lie ahead. */
class Walk {
  cursor: Instant;
  provisional = false;
  readonly #calendar: CompiledCalendar;
  readonly #pauses: readonly Pause[];
  readonly #listener: Listener | undefined;
  readonly #consult: (table: YearTable) => void;
  #nextPause = 0;

  constructor(input: DueInput, listener: Listener | undefined) {
    this.cursor = input.from;
    this.#calendar = input.calendar;
    this.#pauses = pausesInOrder(input.pauses ?? []);
    this.#listener = listener;
    this.#consult = (table) => {
      if (!table.provisional) return;
      if (input.provisional === 'error') refuseYear(table, input.calendar);
      this.provisional = true;
    };
  }

  /** Lets a limit run out from where the walk stands; what an open pause leaves of it otherwise. */
  spend(limit: Limit): number {
    const continuous = isContinuous(limit.unit);
    this.#listener?.limit(limit, this.cursor);
    let left = limitMs(limit);
    while (left > 0) {
      if (this.#held()) return left;
      left -= this.#advance(left, continuous);
    }
    return 0;
  }

  /** Steps over the pauses that cover the cursor; true if one of them lasts. */
  #held(): boolean {
    let pause = this.#pauses[this.#nextPause];
    while (pause !== undefined && pause.from <= this.cursor) {
      if (pause.to === null || pause.to > this.cursor) this.#listener?.pause(pause, this.cursor);
      if (pause.to === null) return true;
      this.cursor = Math.max(this.cursor, pause.to);
      this.#nextPause += 1;
      pause = this.#pauses[this.#nextPause];
    }
    return false;
  }

  /** Runs up to `left`, or until the next pause begins; the running time that took. */
  #advance(left: number, continuous: boolean): number {
    const from = this.cursor;
    const stop = this.#pauses[this.#nextPause]?.from ?? Infinity;
    const end = continuous ? from + left : addWork(this.#calendar, from, left, stop, this.#consult);
    if (end !== undefined && end <= stop) {
      this.cursor = end;
      this.#listener?.run(from, end, left, continuous);
      return left;
    }
    const ran = continuous ? stop - from : workBetween(this.#calendar, from, stop);
    this.cursor = stop;
    this.#listener?.run(from, stop, ran, continuous);
    return ran;
  }
}

/** The rule itself, once through; `computeDue` is its public face. */
export function reckon(input: DueInput, listener?: Listener): Reckoning {
  if (!(input.from >= earliest && input.from < latest)) {
    throw new RangeError(`No start to reckon from: ${input.from}.`);
  }
  const walk = new Walk(input, listener);
  const limits = [input.limit, ...(input.extensions ?? [])];
  for (const [index, limit] of limits.entries()) {
    const left = walk.spend(limit);
    if (left === 0) continue;
    const remainingMs = limits.slice(index + 1).reduce((sum, later) => sum + limitMs(later), left);
    return { dueAt: null, remainingMs, provisional: walk.provisional };
  }
  return { dueAt: walk.cursor, remainingMs: 0, provisional: walk.provisional };
}
