import { isoInZone } from '@heliu/contract/deadline/local-time';
import type { City } from '../city/index.ts';
import { Open311Error, unfit } from './errors.ts';

const dayMs = 86_400_000;
const longestDays = 90;

/** An instant with the zone of the city to the second, as `2026-11-25T10:15:30+08:00`. */
export const instantText = (at: Date | number, { pack }: City): string =>
  isoInZone(Math.floor(new Date(at).getTime() / 1000) * 1000, pack.timeZone);

const pattern = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** An instant as a client writes it. Without a zone it is taken as UTC; a plus sign that arrived as a space is one. */
function readInstant(field: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const repaired = text.replace(/ (?=\d{2}:?\d{2}$)/, '+');
  const zoned =
    /T.*(Z|[+-]\d{2}:?\d{2})$/.test(repaired) || !repaired.includes('T') ? repaired : `${repaired}Z`;
  const at = pattern.test(repaired) ? Date.parse(zoned) : Number.NaN;
  if (Number.isNaN(at)) {
    throw unfit(field, {
      zh: '带时区的时刻，如 2026-11-01T00:00:00Z',
      en: 'an instant with its zone such as 2026-11-01T00:00:00Z',
    });
  }
  return at;
}

export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * Span between two optional ends: at most 90 days, and 90 days back from now where neither is given.
 * @throws Open311Error 400 where it is longer or runs backwards.
 */
export function readRange(
  [fromField, fromText]: readonly [string, string | undefined],
  [toField, toText]: readonly [string, string | undefined],
  now: number,
): Range {
  const from = readInstant(fromField, fromText);
  const to = readInstant(toField, toText);
  const span = longestDays * dayMs;
  const range =
    from === undefined
      ? { from: (to ?? now) - span, to: to ?? now }
      : { from, to: to ?? Math.min(now, from + span) };
  if (range.to - range.from > span) {
    throw new Open311Error(400, {
      zh: `${fromField} 与 ${toField} 之间最多 ${longestDays} 天。`,
      en: `At most ${longestDays} days may lie between ${fromField} and ${toField}.`,
    });
  }
  if (from !== undefined && to !== undefined && from > to) {
    throw new Open311Error(400, {
      zh: `${fromField} 晚于 ${toField}。`,
      en: `${fromField} is after ${toField}.`,
    });
  }
  return range;
}
