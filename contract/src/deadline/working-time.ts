import { type Calendar, type DayNumber, spansInMs } from './calendar.ts';
import { type DayKind, dayReader, isWorking } from './day-kind.ts';
import type { Instant } from './model.ts';
import { dayMs, type OffsetPiece, type Zone, zoneOf } from './zone.ts';

/** Working time of one local year. Interval i is [starts[i], ends[i]); `before[i]` is the working time ahead of it. */
export interface YearTable {
  readonly year: number;
  readonly provisional: boolean;
  readonly from: Instant;
  readonly to: Instant;
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  readonly before: Float64Array;
  readonly days: Int32Array;
  readonly total: number;
}

/** A calendar made ready for arithmetic. Keep it: years are worked out once, when first needed. */
export interface CompiledCalendar {
  readonly calendar: Calendar;
  readonly zone: Zone;
  readonly lastLegalYear: number | undefined;
  tableAt(instant: Instant): YearTable;
  tableOf(year: number): YearTable;
  dayKind(day: DayNumber): DayKind;
  /** Local day that an instant falls on. */
  dayAt(instant: Instant): DayNumber;
}

interface Interval {
  readonly start: Instant;
  readonly end: Instant;
  readonly day: DayNumber;
}

type Spans = readonly (readonly [number, number])[];

/** First instant whose local date is `day` or later. */
function firstInstantOf(day: DayNumber, pieces: readonly OffsetPiece[]): Instant {
  const local = day * dayMs;
  const piece = pieces.find(({ to, offset }) => to + offset > local);
  return piece === undefined ? local : Math.max(piece.from, local - piece.offset);
}

/** Instants of a day whose wall-clock time lies in a span: none in the gap of a clock change, twice in its overlap. */
function* dayIntervals(day: DayNumber, spans: Spans, pieces: readonly OffsetPiece[]): Generator<Interval> {
  const midnight = day * dayMs;
  for (const { from, to, offset } of pieces) {
    if (to + offset <= midnight || from + offset >= midnight + dayMs) continue;
    for (const [spanStart, spanEnd] of spans) {
      const start = Math.max(from, midnight + spanStart - offset);
      const end = Math.min(to, midnight + spanEnd - offset);
      if (start < end) yield { start, end, day };
    }
  }
}

function tableFrom(
  year: number,
  provisional: boolean,
  pieces: readonly OffsetPiece[],
  intervals: readonly Interval[],
): YearTable {
  const inOrder = intervals.toSorted((a, b) => a.start - b.start);
  const before = new Float64Array(inOrder.length);
  let total = 0;
  for (const [index, { start, end }] of inOrder.entries()) {
    before[index] = total;
    total += end - start;
  }
  return {
    year,
    provisional,
    from: firstInstantOf(Date.UTC(year, 0) / dayMs, pieces),
    to: firstInstantOf(Date.UTC(year + 1, 0) / dayMs, pieces),
    starts: Float64Array.from(inOrder, ({ start }) => start),
    ends: Float64Array.from(inOrder, ({ end }) => end),
    before,
    days: Int32Array.from(inOrder, ({ day }) => day),
    total,
  };
}

export function compileCalendar(calendar: Calendar): CompiledCalendar {
  const zone = zoneOf(calendar.timeZone);
  const spans = spansInMs(calendar);
  const dayKind = dayReader(calendar);
  const legal = new Set(calendar.legalYears);
  const tables = new Map<number, YearTable>();

  const build = (year: number): YearTable => {
    const firstDay = Date.UTC(year, 0) / dayMs;
    const endDay = Date.UTC(year + 1, 0) / dayMs;
    const pieces = zone.pieces((firstDay - 2) * dayMs, (endDay + 2) * dayMs);
    const intervals: Interval[] = [];
    for (let day = firstDay; day < endDay; day += 1) {
      if (isWorking(dayKind(day))) intervals.push(...dayIntervals(day, spans, pieces));
    }
    return tableFrom(year, !legal.has(year), pieces, intervals);
  };
  const tableOf = (year: number): YearTable => {
    const known = tables.get(year);
    if (known !== undefined) return known;
    const built = build(year);
    tables.set(year, built);
    return built;
  };
  let latest: YearTable | undefined;
  const tableAt = (instant: Instant): YearTable => {
    let table = latest ?? tableOf(new Date(instant).getUTCFullYear());
    if (instant < table.from || instant >= table.to) table = tableOf(new Date(instant).getUTCFullYear());
    while (instant < table.from) table = tableOf(table.year - 1);
    while (instant >= table.to) table = tableOf(table.year + 1);
    latest = table;
    return table;
  };
  return {
    calendar,
    zone,
    lastLegalYear: calendar.legalYears.length === 0 ? undefined : Math.max(...calendar.legalYears),
    tableAt,
    tableOf,
    dayKind,
    dayAt: (instant) => Math.floor((instant + zone.offsetAt(instant)) / dayMs),
  };
}

/** Index of the first interval that ends after the instant; the number of intervals when none does. */
export function intervalAfter({ ends }: YearTable, instant: Instant): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ends[middle] ?? 0) > instant) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Working time of the table's year that lies before the instant. */
function workBefore(table: YearTable, instant: Instant): number {
  const index = intervalAfter(table, instant);
  const before = table.before[index];
  return before === undefined ? table.total : before + Math.max(0, instant - (table.starts[index] ?? 0));
}

/** Working time in [from, to), in milliseconds. */
export function workBetween(calendar: CompiledCalendar, from: Instant, to: Instant): number {
  if (to <= from) return 0;
  let table = calendar.tableAt(from);
  let sum = -workBefore(table, from);
  while (to >= table.to) {
    sum += table.total;
    table = calendar.tableOf(table.year + 1);
  }
  return sum + workBefore(table, to);
}

/** Earliest instant of the table's year before which `amount` of its working time lies; 0 < amount ≤ total. */
function instantAt({ starts, before }: YearTable, amount: number): Instant {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((before[middle] ?? 0) < amount) low = middle;
    else high = middle - 1;
  }
  return (starts[low] ?? 0) + amount - (before[low] ?? 0);
}

const yearsWithoutWork = 20;

/**
 * Earliest instant by which `amount` of working time has passed since `from`; undefined when `stop` comes first.
 * Calls `consult` for every year it looks into.
 */
export function addWork(
  calendar: CompiledCalendar,
  from: Instant,
  amount: number,
  stop: Instant,
  consult: (table: YearTable) => void,
): Instant | undefined {
  let table = calendar.tableAt(from);
  consult(table);
  let left = amount + workBefore(table, from);
  let empty = 0;
  while (left > table.total) {
    if (table.to >= stop) return undefined;
    left -= table.total;
    empty = table.total === 0 ? empty + 1 : 0;
    if (empty > yearsWithoutWork) throw new RangeError('The calendar leaves no working time in any year.');
    table = calendar.tableOf(table.year + 1);
    consult(table);
  }
  const end = instantAt(table, left);
  return end <= stop ? end : undefined;
}
