import type { PlaceHit, PlaceKind } from '@heliu/contract/city-api';
import { normalise } from '@heliu/contract/city/rule-match';
import type { Position } from '@heliu/contract/geo';
import CheapRuler from 'cheap-ruler';
import type { City } from './city.ts';
import { type Findable, findablesOf, withoutZeros } from './search-index.ts';
import { type Token, tokensOf } from './search-query.ts';

const kindRank: Readonly<Record<PlaceKind, number>> = {
  district: 0,
  township: 1,
  community: 2,
  landmark: 3,
  grid: 4,
  address: 5,
};

/** How well a word fits the beginning, the whole or some part of a text; 0 where it does not. */
function fit(text: string, word: string, whole: number, begins: number, within: number): number {
  if (!text.includes(word)) return 0;
  if (text.length === word.length) return whole;
  return text.startsWith(word) ? begins : within;
}

function ownScore(place: Findable, { text, kind }: Token): number {
  if (kind === 'han') return fit(place.zh, text, 100, 80, 50);
  if (kind === 'digits') {
    const byCode = text.length >= 4 || place.code.length <= 6 ? fit(place.code, text, 100, 60, 0) : 0;
    const byNumber = place.numbers.includes(withoutZeros(text)) ? 55 : fit(place.zh, text, 30, 30, 30);
    return Math.max(byCode, byNumber);
  }
  return Math.max(
    fit(place.code, text, 100, 60, 0),
    englishScore(place.en, text),
    text.length < 2 ? 0 : spellingScore(place, text),
  );
}

function englishScore(name: string, word: string): number {
  if (!name.includes(word)) return 0;
  if (name === word) return 100;
  if (name.startsWith(word)) return 80;
  return name.includes(` ${word}`) ? 60 : 0;
}

/** Initials anywhere in the name, syllables from the start of one of them. */
function spellingScore({ initials, full, starts }: Findable, word: string): number {
  const byInitials = fit(initials, word, 75, 60, 30);
  if (byInitials > 30) return byInitials;
  for (let at = full.indexOf(word); at >= 0; at = full.indexOf(word, at + 1)) {
    if (at === 0) return full.length === word.length ? 75 : 60;
    if (starts.includes(at)) return Math.max(byInitials, 40);
  }
  return byInitials;
}

const aboveScore = ({ above, aboveInitials }: Findable, { text, kind }: Token): number => {
  if (above.includes(text)) return 10;
  return kind === 'letters' && text.length >= 2 && aboveInitials.some((initials) => initials.startsWith(text))
    ? 5
    : 0;
};

/** A grid named after its community is meant less than the community. */
const isBorrowed = ({ hit, above }: Findable, { text }: Token): boolean =>
  hit.kind === 'grid' && above.includes(text);

/** All words must be met, at least one of them by the place's own name or code. */
function score(place: Findable, tokens: readonly Token[]): number {
  let sum = 0;
  let own = false;
  for (const token of tokens) {
    const mine = ownScore(place, token) / (isBorrowed(place, token) ? 2 : 1);
    const got = mine > 0 ? mine : aboveScore(place, token);
    if (got === 0) return 0;
    own ||= mine > 0;
    sum += got;
  }
  return own ? sum / tokens.length : 0;
}

/** The characters of a word in their order, others between them: 南津街道 for 南津街街道. */
function isScattered(text: string, word: string): boolean {
  let at = 0;
  for (const char of word) {
    at = text.indexOf(char, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

const looseScore = (place: Findable, tokens: readonly Token[]): number =>
  tokens.every(({ kind, text }) => kind === 'han' && text.length > 1 && isScattered(place.zh, text)) ? 1 : 0;

interface Ranked {
  readonly place: Findable;
  readonly score: number;
  readonly distanceM: number;
}

/** Places whose names or codes fit a query, best first. */
export function searchCity(
  city: City,
  query: { readonly q: string; readonly near?: Position | undefined; readonly limit: number },
): PlaceHit[] {
  const tokens = tokensOf(query.q);
  if (tokens.length === 0) return [];
  const compact = normalise(query.q).replaceAll(' ', '');
  const places = findablesOf(city);
  const rank = (scoreOf: (place: Findable, tokens: readonly Token[]) => number): Ranked[] => {
    const distance = distanceFrom(query.near);
    return places.flatMap((place) => {
      const got = scoreOf(place, tokens);
      if (got === 0) return [];
      const bonus = tokens.length > 1 ? fit(place.zh, compact, 100, 60, 40) : 0;
      return [{ place, score: got + bonus, distanceM: distance(place.hit.position) }];
    });
  };
  const exact = rank(score);
  const found = exact.length > 0 ? exact : rank(looseScore);
  return found
    .toSorted(better)
    .slice(0, query.limit)
    .map(({ place }) => place.hit);
}

function better(a: Ranked, b: Ranked): number {
  return (
    b.score - a.score ||
    a.distanceM - b.distanceM ||
    kindRank[a.place.hit.kind] - kindRank[b.place.hit.kind] ||
    a.place.zh.length - b.place.zh.length ||
    (a.place.code < b.place.code ? -1 : 1)
  );
}

/** To the next 100 m, so that a hair's breadth does not outrank the kind of place; 0 for all where nobody asks. */
function distanceFrom(near: Position | undefined): (position: Position | null) => number {
  if (near === undefined) return () => 0;
  const ruler = new CheapRuler(near[1], 'meters');
  return (position) =>
    position === null ? Number.MAX_SAFE_INTEGER : Math.round(ruler.distance(near, position) / 100);
}
