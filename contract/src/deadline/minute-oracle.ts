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
  readonly weekday: string;
}

const walls = new Map<string, Map<number, WallMinute>>();
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formats.set(timeZone, format);
  return format;
}

function wallAt(timeZone: string, instant: number): WallMinute {
  const seen = walls.get(timeZone) ?? new Map<number, WallMinute>();
  walls.set(timeZone, seen);
  const known = seen.get(instant);
  if (known !== undefined) return known;
  const text = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  const wall = {
    date: `${text['year']}-${text['month']}-${text['day']}`,
    time: `${text['hour']}:${text['minute']}`,
    weekday: text['weekday'] ?? '',
  };
  seen.set(instant, wall);
  return wall;
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
  const weekday = isoWeekday[wall.weekday];
  if (weekday === undefined) throw new Error(`unknown weekday ${wall.weekday}`);
  return !calendar.weekend.includes(weekday);
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
    const wall = wallAt(calendar.timeZone, now);
    const continuous = unit === 'urgent_hour' || unit === 'urgent_day';
    if (!continuous && current >= 0 && !isLegal(calendar, wall)) provisional = true;
    if (!continuous && !worksAt(calendar, wall)) continue;
    elapsedMinutes += 1;
    if (current < 0) continue;
    left[current] = (left[current] ?? 0) - 1;
    if (left.every((minutes) => minutes === 0)) dueAt = at;
  }
  return { dueAt, provisional, elapsedMinutes };
}
