import type { Instant } from './model.ts';

export const dayMs = 86_400_000;

/** A stretch of time with one offset from UTC; `from + offset` reads as local wall-clock time. */
export interface OffsetPiece {
  readonly from: Instant;
  readonly to: Instant;
  readonly offset: number;
}

export interface Zone {
  readonly name: string;
  /** Local wall-clock time minus UTC, in milliseconds. */
  offsetAt(instant: Instant): number;
  /** Covers [from, to) in order; the offset is looked up once a day, a change is then found to the millisecond. */
  pieces(from: Instant, to: Instant): OffsetPiece[];
}

export function isTimeZone(name: string): boolean {
  try {
    return zoneOf(name).name === name;
  } catch {
    return false;
  }
}

function offsetReader(name: string): (instant: Instant) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (instant) => {
    const second = Math.floor(instant / 1000) * 1000;
    const field: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(second)) field[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second: s = 0 } = field;
    return Date.UTC(year, month - 1, day, hour, minute, s) - second;
  };
}

/** First instant after `low` that has no longer the offset of `low`; `high` is known to differ. */
function changeBetween(offsetAt: (instant: Instant) => number, low: Instant, high: Instant): Instant {
  const before = offsetAt(low);
  let [same, other] = [low, high];
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (offsetAt(middle) === before) same = middle;
    else other = middle;
  }
  return other;
}

function piecesBy(offsetAt: (instant: Instant) => number, from: Instant, to: Instant): OffsetPiece[] {
  const pieces: OffsetPiece[] = [];
  let start = from;
  let offset = offsetAt(from);
  for (let at = from; at < to; at += dayMs) {
    const next = Math.min(at + dayMs, to);
    const later = offsetAt(next);
    if (later === offset) continue;
    const change = changeBetween(offsetAt, at, next);
    pieces.push({ from: start, to: change, offset });
    start = change;
    offset = later;
  }
  pieces.push({ from: start, to, offset });
  return pieces;
}

/** Days whose offsets are kept; some 270 years. */
const keptDays = 100_000;

/** Keeps the offset of each day of UTC that begins and ends with the same one; asking the calendar costs far more. */
function remembering(offsetAt: (instant: Instant) => number): (instant: Instant) => number {
  const days = new Map<number, number | null>();
  const offsetOf = (day: number): number | null => {
    const offset = offsetAt(day * dayMs);
    return offsetAt((day + 1) * dayMs - 1) === offset ? offset : null;
  };
  return (instant) => {
    const day = Math.floor(instant / dayMs);
    let offset = days.get(day);
    if (offset === undefined) {
      offset = offsetOf(day);
      if (days.size === keptDays) days.clear();
      days.set(day, offset);
    }
    return offset ?? offsetAt(instant);
  };
}

const zones = new Map<string, Zone>();

/** @throws RangeError for a name that is no IANA time zone. */
export function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const offsetAt = remembering(offsetReader(name));
  const zone: Zone = { name, offsetAt, pieces: (from, to) => piecesBy(offsetAt, from, to) };
  zones.set(name, zone);
  return zone;
}
