import { z } from 'zod';
import type { Instant } from '../deadline/model.ts';
import { dayMs, zoneOf } from '../deadline/zone.ts';

/** Wall-clock time of a day, `07:00`. */
export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'a time as 07:00' });

/** From one time of the day until another, over midnight where the end is the earlier one; none where they are equal. */
export const QuietHours = z.strictObject({ from: TimeOfDay, until: TimeOfDay });
export type QuietHours = z.infer<typeof QuietHours>;

const msOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return (hours * 60 + minutes) * 60_000;
};

/** Whether a local wall-clock time lies in the quiet hours. */
function isQuietAt(local: number, { from, until }: QuietHours): boolean {
  const time = ((local % dayMs) + dayMs) % dayMs;
  const [start, end] = [msOf(from), msOf(until)];
  return start <= end ? time >= start && time < end : time >= start || time < end;
}

export const isQuiet = (at: Instant, hours: QuietHours, timeZone: string): boolean =>
  isQuietAt(at + zoneOf(timeZone).offsetAt(at), hours);

/** The next local time after `local` that shows this time of the day. */
function nextLocal(local: number, time: string): number {
  const today = Math.floor(local / dayMs) * dayMs + msOf(time);
  return today > local ? today : today + dayMs;
}

/**
 * The instant itself, or where that is quiet the first one after it that is not. Where clocks are set forward over the
 * end of the quiet hours, that is the moment of setting.
 */
export function afterQuiet(at: Instant, hours: QuietHours, timeZone: string): Instant {
  for (const { from, to, offset } of zoneOf(timeZone).pieces(at, at + 3 * dayMs)) {
    if (!isQuietAt(from + offset, hours)) return from;
    const end = nextLocal(from + offset, hours.until) - offset;
    if (end < to) return end;
  }
  return at;
}

/** The first instant after this one at which clocks show a time of the day, or are set forward over it. */
export function nextTime(at: Instant, time: string, timeZone: string): Instant {
  const pieces = zoneOf(timeZone).pieces(at, at + 3 * dayMs);
  for (const [index, { from, to, offset }] of pieces.entries()) {
    const local = nextLocal(from + offset, time);
    if (local - offset < to) return local - offset;
    const following = pieces[index + 1];
    if (following !== undefined && to + following.offset >= local) return to;
  }
  return at + dayMs;
}
