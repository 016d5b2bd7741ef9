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
  limit(limit: Limit, at: Instant, index: number): void;
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

/** The rule itself, once through; `computeDue` is its public face. */
export function reckon(input: DueInput, listener?: Listener): Reckoning {
  const { calendar, extensions = [] } = input;
  if (!(input.from >= earliest && input.from < latest))
    throw new RangeError(`No start to reckon from: ${input.from}.`);
  const pauses = pausesInOrder(input.pauses ?? []);
  let provisional = false;
  const consult = (table: YearTable): void => {
    if (!table.provisional) return;
    if (input.provisional === 'error') refuseYear(table, calendar);
    provisional = true;
  };

  let cursor = input.from;
  let nextPause = 0;
  for (let index = 0; index <= extensions.length; index += 1) {
    const limit = (index === 0 ? input.limit : extensions[index - 1]) ?? input.limit;
    const continuous = isContinuous(limit.unit);
    listener?.limit(limit, cursor, index);
    let left = limitMs(limit);
    while (left > 0) {
      const pause = pauses[nextPause];
      if (pause !== undefined && pause.from <= cursor) {
        if (pause.to === null || pause.to > cursor) listener?.pause(pause, cursor);
        if (pause.to === null) {
          for (const later of extensions.slice(index)) left += limitMs(later);
          return { dueAt: null, remainingMs: left, provisional };
        }
        cursor = Math.max(cursor, pause.to);
        nextPause += 1;
        continue;
      }
      const stop = pause?.from ?? Infinity;
      const end = continuous ? cursor + left : addWork(calendar, cursor, left, stop, consult);
      const until = end === undefined || end > stop ? stop : end;
      const ran = until === end ? left : continuous ? until - cursor : workBetween(calendar, cursor, until);
      listener?.run(cursor, until, ran, continuous);
      left -= ran;
      cursor = until;
    }
  }
  return { dueAt: cursor, remainingMs: 0, provisional };
}
