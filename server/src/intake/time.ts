import { zoneOf } from '@heliu/contract/deadline/zone';

const tokens = { yyyy: 4, MM: 2, dd: 2, HH: 2, mm: 2, ss: 2 } as const;
type Token = keyof typeof tokens;
const tokenPattern = /yyyy|MM|dd|HH|mm|ss/g;

/** What keeps a pattern from naming a day; undefined where nothing does. */
export function patternFault(pattern: string): string | undefined {
  const found: readonly string[] = pattern.match(tokenPattern) ?? [];
  const missing = (['yyyy', 'MM', 'dd'] as const).filter((token) => !found.includes(token));
  return missing.length > 0 || new Set(found).size < found.length ? missing.join(', ') || 'twice' : undefined;
}

export const hasTime = (pattern: string): boolean => pattern.includes('HH');

const readers = new Map<string, { regex: RegExp; order: Token[] }>();

function readerOf(pattern: string) {
  const known = readers.get(pattern);
  if (known !== undefined) return known;
  const order = (pattern.match(tokenPattern) ?? []) as Token[];
  const body = pattern
    .split(tokenPattern)
    .map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    .reduce((whole, text, i) => {
      const token = order[i - 1];
      return `${whole}${token === undefined ? '' : `(\\d{${tokens[token]}})`}${text}`;
    });
  const made = { regex: new RegExp(`^${body}$`), order };
  readers.set(pattern, made);
  return made;
}

/** Local wall-clock time in milliseconds, as if in UTC; undefined where the text is no such time. */
export function readLocal(text: string, pattern: string, timeOfDay = '00:00'): number | undefined {
  const { regex, order } = readerOf(pattern);
  const match = regex.exec(text);
  if (match === null) return undefined;
  const part = (token: Token): number | undefined => {
    const index = order.indexOf(token);
    return index < 0 ? undefined : Number(match[index + 1]);
  };
  const [hours, minutes] = timeOfDay.split(':').map(Number);
  const fields = [
    part('yyyy') ?? 0,
    (part('MM') ?? 1) - 1,
    part('dd') ?? 1,
    part('HH') ?? hours ?? 0,
    part('mm') ?? (hasTime(pattern) ? 0 : (minutes ?? 0)),
    part('ss') ?? 0,
  ] as const;
  const local = Date.UTC(...fields);
  const back = new Date(local);
  const same =
    back.getUTCFullYear() === fields[0] &&
    back.getUTCMonth() === fields[1] &&
    back.getUTCDate() === fields[2] &&
    back.getUTCHours() === fields[3] &&
    back.getUTCMinutes() === fields[4] &&
    back.getUTCSeconds() === fields[5];
  return same ? local : undefined;
}

export interface InZone {
  readonly at: number;
  /** The clocks changed: no instant has this local time, or two have. */
  readonly doubt: 'none' | 'skipped' | 'twice';
}

const dayMs = 86_400_000;

/** The instant of a local time; of two the earlier, of none the one as far after the change. */
export function instantIn(local: number, timeZone: string): InZone {
  const zone = zoneOf(timeZone);
  const before = local - zone.offsetAt(local - dayMs);
  const after = local - zone.offsetAt(local + dayMs);
  const real = [...new Set([before, after])].filter((at) => at + zone.offsetAt(at) === local);
  const [first = before] = real.toSorted((a, b) => a - b);
  return { at: first, doubt: real.length === 1 ? 'none' : real.length === 0 ? 'skipped' : 'twice' };
}
