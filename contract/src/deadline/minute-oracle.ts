import type { Calendar } from './calendar.ts';
import type { Limit, Pause } from './model.ts';

/**
 * The deadline rules counted minute by minute on the local wall clock, for tests to compare the engine with. Shares no
 * code with it: every minute asks Intl what the clock on the wall shows.
 */
const minuteMs = 60_000;

interface WallMinute {
  readonly date: string;
  readonly time: string;
  /** ISO: 1 is Monday. */
  readonly weekday: number;
}

/** Reads the wall clock of a zone; what Intl once said of a minute is kept for the next case. */
function wallReader(timeZone: string): (instant: number) => WallMinute {
  const seen = new Map<number, WallMinute>();
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  return (instant) => {
    const known = seen.get(instant);
    if (known !== undefined) return known;
    // "tors, 2026-10-01 08:00"
    const [weekday = '', date = '', time = ''] = format.format(instant).split(' ');
    const wall = { date, time, weekday: isoWeekday[weekday.replace(',', '')] ?? Number.NaN };
    seen.set(instant, wall);
    return wall;
  };
}

const readers = new Map<string, (instant: number) => WallMinute>();

function readerOf(timeZone: string): (instant: number) => WallMinute {
  const reader = readers.get(timeZone) ?? wallReader(timeZone);
  readers.set(timeZone, reader);
  return reader;
}

const isoWeekday: Readonly<Record<string, number>> = {
  mån: 1,
  tis: 2,
  ons: 3,
  tors: 4,
  fre: 5,
  lör: 6,
  sön: 7,
};

const isLegal = (calendar: Calendar, wall: WallMinute): boolean =>
  calendar.legalYears.includes(Number(wall.date.slice(0, 4)));

function worksAt(calendar: Calendar, wall: WallMinute): boolean {
  if (!calendar.spans.some(([start, end]) => start <= wall.time && wall.time < end)) return false;
  if (calendar.makeUpDays.some(({ date }) => date === wall.date)) return true;
  if (calendar.holidays.some(({ date }) => date === wall.date)) return false;
  if (
    !isLegal(calendar, wall) &&
    calendar.fixedHolidays.some(({ monthDay }) => wall.date.endsWith(`-${monthDay}`))
  ) {
    return false;
  }
  if (Number.isNaN(wall.weekday)) throw new Error(`no weekday for ${wall.date}`);
  return !calendar.weekend.includes(wall.weekday);
}

const minutesOfUnit = { urgent_hour: 60, urgent_day: 1440, work_hour: 60, work_day: 480 };

export interface MinuteCase {
  readonly calendar: Calendar;
  readonly from: number;
  readonly limits: readonly Limit[];
  readonly pauses: readonly Pause[];
}

export interface MinuteCount {
  /** Null while `until` comes before the limits run out. */
  readonly dueAt: number | null;
  readonly provisional: boolean;
  /** Running minutes used before `until`; past the due time in the unit of the last limit. */
  readonly elapsedMinutes: number;
}

const longest = 400 * 1440;

/** Counts from the start to `until`, or without it to the due time. All times must be whole minutes. */
export function countMinutes({ calendar, from, limits, pauses }: MinuteCase, until?: number): MinuteCount {
  const left = limits.map(({ value, unit }) => Math.round(value * minutesOfUnit[unit]));
  const wallAt = readerOf(calendar.timeZone);
  let [dueAt, provisional, elapsedMinutes, at]: [number | null, boolean, number, number] = [
    null,
    false,
    0,
    from,
  ];
  for (let minute = 0; until === undefined ? dueAt === null : at < until; minute += 1) {
    if (minute > longest) throw new Error('the oracle counted for more than a year');
    const now = at;
    at += minuteMs;
    if (pauses.some((pause) => pause.from <= now && now < (pause.to ?? Infinity))) continue;
    const current = left.findIndex((minutes) => minutes > 0);
    const unit = limits.at(current)?.unit;
    if (unit !== 'urgent_hour' && unit !== 'urgent_day') {
      const wall = wallAt(now);
      if (current >= 0 && !isLegal(calendar, wall)) provisional = true;
      if (!worksAt(calendar, wall)) continue;
    }
    elapsedMinutes += 1;
    if (current < 0) continue;
    left[current] = (left[current] ?? 0) - 1;
    if (left.every((minutes) => minutes === 0)) dueAt = at;
  }
  return { dueAt, provisional, elapsedMinutes };
}
