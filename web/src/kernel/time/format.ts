import type { Language } from '@heliu/contract/text';
import { timeZone } from './zone.ts';

const locales: Record<Language, string> = { zh: 'zh-CN', en: 'en-GB' };
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** `minute` for lists and pages, `second` for records, `day` where the hour does not matter. */
export type TimeDetail = 'day' | 'minute' | 'second';

const options: Record<TimeDetail, Intl.DateTimeFormatOptions> = {
  day: { year: 'numeric', month: '2-digit', day: '2-digit' },
  minute: { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  second: {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  },
};

/** `2026-09-30 17:30` in the city's zone, the same in both languages so that times can be compared at a glance. */
export function formatTime(
  instant: string | number,
  detail: TimeDetail = 'minute',
  zone = timeZone(),
): string {
  const formatter = new Intl.DateTimeFormat('en-CA', {
    ...options[detail],
    hourCycle: 'h23',
    timeZone: zone,
  });
  const part = Object.fromEntries(formatter.formatToParts(new Date(instant)).map((p) => [p.type, p.value]));
  const date = `${part['year']}-${part['month']}-${part['day']}`;
  if (detail === 'day') return date;
  const clock = `${part['hour']}:${part['minute']}`;
  return `${date} ${detail === 'second' ? `${clock}:${part['second']}` : clock}`;
}

/** "3 小时前", "tomorrow": the largest unit that is at least one; days are those of the city's calendar, as the words say. */
export function formatRelative(instant: string | number, nowMs: number, language: Language): string {
  const difference = new Date(instant).getTime() - nowMs;
  const size = Math.abs(difference);
  const formatter = new Intl.RelativeTimeFormat(locales[language], { numeric: 'auto' });
  if (size < minuteMs) return formatter.format(0, 'second');
  if (size < hourMs) return formatter.format(Math.trunc(difference / minuteMs), 'minute');
  if (size < dayMs) return formatter.format(Math.trunc(difference / hourMs), 'hour');
  const dayOf = (at: string | number) => Date.parse(formatTime(at, 'day')) / dayMs;
  return formatter.format(dayOf(instant) - dayOf(nowMs), 'day');
}

/** "2 天 3 小时", "45 min": a span in its two largest units, without a direction. */
export function formatSpan(spanMs: number, language: Language): string {
  const units = [
    ['day', dayMs],
    ['hour', hourMs],
    ['minute', minuteMs],
  ] as const;
  const size = Math.abs(spanMs);
  const first = units.findIndex(([, unitMs]) => size >= unitMs);
  const show = (value: number, unit: 'day' | 'hour' | 'minute') =>
    new Intl.NumberFormat(locales[language], { style: 'unit', unit, unitDisplay: 'short' }).format(value);
  if (first === -1) return show(size === 0 ? 0 : 1, 'minute');
  let rest = size;
  const parts: string[] = [];
  for (const [unit, unitMs] of units.slice(first, first + 2)) {
    const value = Math.floor(rest / unitMs);
    rest -= value * unitMs;
    if (value > 0) parts.push(show(value, unit));
  }
  return parts.join(' ');
}
