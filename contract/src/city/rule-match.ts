import type { TextMatch, TimeWindow } from './routing-rule.ts';

/** Local day and minute of an instant. */
export interface LocalTime {
  /** ISO: 1 is Monday. */
  readonly weekday: number;
  /** MM-DD. */
  readonly day: string;
  readonly minute: number;
}

const dayMs = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formats.set(timeZone, made);
  return made;
}

const onDay = (utcDay: number, minute: number): LocalTime => ({
  weekday: ((((Math.floor(utcDay / dayMs) + 3) % 7) + 7) % 7) + 1,
  day: new Date(utcDay).toISOString().slice(5, 10),
  minute,
});

/** The local time of an instant, and the same minute counted on from the day before (1,440 more). */
export interface LocalTimes {
  readonly today: LocalTime;
  readonly yesterday: LocalTime;
}

export function localTimesOf(at: number, timeZone: string): LocalTimes {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  const utcDay = Date.UTC(part('year'), part('month') - 1, part('day'));
  const minute = part('hour') * 60 + part('minute');
  return { today: onDay(utcDay, minute), yesterday: onDay(utcDay - dayMs, minute + 1440) };
}

const minutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

function inSeason(day: string, season: NonNullable<TimeWindow['season']>): boolean {
  const { from, to } = season;
  return from <= to ? from <= day && day <= to : day >= from || day <= to;
}

function holdsOn(window: TimeWindow, time: LocalTime): boolean {
  if (window.weekdays !== undefined && !window.weekdays.includes(time.weekday)) return false;
  if (window.season !== undefined && !inSeason(time.day, window.season)) return false;
  if (window.spans === undefined) return time.minute < 1440;
  return window.spans.some(({ from, to }) => {
    const start = minutes(from);
    const end = minutes(to) > start ? minutes(to) : minutes(to) + 1440;
    return start <= time.minute && time.minute < end;
  });
}

/** A span over midnight belongs to the day it starts on, for weekday and season alike. */
export function isInWindow(window: TimeWindow, { today, yesterday }: LocalTimes): boolean {
  return holdsOn(window, today) || holdsOn(window, yesterday);
}

const cjkGap = /(?<=[\p{Script=Han}\p{P}])\s+(?=[\p{Script=Han}\p{P}])/gu;
const latin = /[\p{Script=Latin}\p{N}]/u;

/** One width, one case, single spaces, none between Chinese characters. */
export const normalise = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').replaceAll(cjkGap, '').trim();

const ruleWords = new Map<string, string>();

/** Words of rules are few and met again with every matter. */
function normalWord(word: string): string {
  const known = ruleWords.get(word);
  if (known !== undefined) return known;
  const made = normalise(word);
  ruleWords.set(word, made);
  return made;
}

const isLatin = (char: string | undefined): boolean => char !== undefined && latin.test(char);

/** `word` and `text` normalised. */
export function containsWord(text: string, word: string): boolean {
  if (word === '') return false;
  for (let from = text.indexOf(word); from >= 0; from = text.indexOf(word, from + 1)) {
    const end = from + word.length;
    const cutsBefore = isLatin(word[0]) && isLatin(text[from - 1]);
    const cutsAfter = isLatin(word[word.length - 1]) && isLatin(text[end]);
    if (!cutsBefore && !cutsAfter) return true;
  }
  return false;
}

export interface TextFinding {
  readonly matched: boolean;
  /** Words of the rule that the text holds, as the rule writes them. */
  readonly found: readonly string[];
  /** The part that decides: words missing from `all`, present from `none`, or no word of `any`. */
  readonly part: 'any' | 'all' | 'none' | null;
  readonly words: readonly string[];
}

/** `text` normalised. */
export function matchText(match: TextMatch, text: string): TextFinding {
  const holds = (word: string) => containsWord(text, normalWord(word));
  const found = [...(match.any ?? []), ...(match.all ?? [])].filter(holds);
  const banned = (match.none ?? []).filter(holds);
  const missing = (match.all ?? []).filter((word) => !holds(word));
  if (banned.length > 0) return { matched: false, found, part: 'none', words: banned };
  if (missing.length > 0) return { matched: false, found, part: 'all', words: missing };
  if (match.any !== undefined && !match.any.some(holds)) {
    return { matched: false, found, part: 'any', words: match.any };
  }
  return { matched: true, found, part: null, words: found };
}
