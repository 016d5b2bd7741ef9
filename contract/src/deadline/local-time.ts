import { dateOf, type DayNumber, weekdayOf } from './calendar.ts';
import type { Instant } from './model.ts';
import type { Language } from '../text.ts';
import { dayMs, zoneOf } from './zone.ts';

const pad = (value: number): string => String(value).padStart(2, '0');

/** ISO 8601 with the offset of the zone, seconds always, milliseconds where there are some. */
export function isoInZone(instant: Instant, timeZone: string): string {
  const offset = Math.round(zoneOf(timeZone).offsetAt(instant) / 60_000) * 60_000;
  const local = new Date(instant + offset).toISOString().replace('.000Z', '').replace('Z', '');
  const minutes = Math.abs(offset) / 60_000;
  return `${local}${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

const weekdays: Readonly<Record<Language, readonly string[]>> = {
  zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
};

export function dayText(day: DayNumber, language: Language): string {
  const weekday = weekdays[language][weekdayOf(day) - 1] ?? '';
  return language === 'zh' ? `${dateOf(day)}（${weekday}）` : `${weekday} ${dateOf(day)}`;
}

/** Wall-clock time as people read it: minutes, and seconds only where there are some. */
export interface WallClock {
  readonly day: DayNumber;
  readonly time: string;
}

export function wallClock(instant: Instant, timeZone: string): WallClock {
  const local = instant + zoneOf(timeZone).offsetAt(instant);
  const day = Math.floor(local / dayMs);
  const text = new Date(local).toISOString().slice(11, -1);
  return { day, time: text.replace(/\.\d{3}$/, '').replace(/:00$/, '') };
}

/** Local midnight at which a date begins. */
export function startOfDay(date: string, timeZone: string): Instant {
  const local = Date.parse(`${date}T00:00:00Z`);
  const zone = zoneOf(timeZone);
  const guess = local - zone.offsetAt(local);
  return local - zone.offsetAt(guess);
}
