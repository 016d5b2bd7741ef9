import type { PlaceHit, PlaceKind } from '@heliu/contract/city-api';
import { normalise } from '@heliu/contract/city/rule-match';
import type { Division } from '@heliu/contract/city/place';
import type { Position } from '@heliu/contract/geo';
import type { Text } from '@heliu/contract/text';
import type { City } from './city.ts';
import { centresOf, lineAbove, pathText } from './geography.ts';
import { perCity } from './per-city.ts';
import { type Spelling, speller } from './pinyin.ts';

/** A place with its names as they are compared. */
export interface Findable extends Spelling {
  readonly hit: PlaceHit;
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  /** Numbers in the Chinese name, without leading zeros. */
  readonly numbers: readonly string[];
  /** Names of all that lies above, for the further words of a query. */
  readonly above: string;
  readonly aboveInitials: readonly string[];
}

interface Given {
  readonly kind: PlaceKind;
  readonly code: string;
  readonly name: Text;
  readonly position: Position | null;
  readonly placeCode: string;
  readonly line: readonly Division[];
  /** Name that this one usually begins with. */
  readonly prefix?: string | undefined;
}

export const withoutZeros = (digits: string): string => digits.replace(/^0+(?=\d)/, '');

/** Places named in one go: a few milliseconds of work. */
const portion = 100;

/** Stops after every portion, so that the making can give way to others. */
function* findables(city: City): Generator<void, Findable[]> {
  const spell = speller();
  const initials = new Map<string, string>();
  const initialsOf = ({ code, name }: Division): string => {
    const known = initials.get(code);
    if (known !== undefined) return known;
    const made = spell(name.zh).initials;
    initials.set(code, made);
    return made;
  };
  const findableOf = ({ line, prefix, ...place }: Given): Findable => {
    const zh = normalise(place.name.zh).replaceAll(' ', '');
    const hit: PlaceHit = { ...place, path: pathText(line) };
    return {
      hit,
      code: place.code.toLowerCase(),
      zh,
      en: normalise(place.name.en),
      numbers: (zh.match(/\d+/g) ?? []).map(withoutZeros),
      above: line.map(({ name }) => `${normalise(name.zh)}\n${normalise(name.en)}`).join('\n'),
      aboveInitials: line.map(initialsOf),
      ...spell(place.name.zh, prefix),
    };
  };
  const places = placesOf(city);
  const made: Findable[] = [];
  for (let from = 0; from < places.length; from += portion) {
    yield;
    made.push(...places.slice(from, from + portion).map(findableOf));
  }
  return made;
}

/** Everything that can be found, the wider before the narrower. */
function placesOf(city: City): Given[] {
  const { pack, index } = city;
  const centres = centresOf(city);
  const divisions = pack.divisions.map(({ code, name, level, parentCode }): Given => ({
    kind: level,
    code,
    name,
    position: centres.get(code) ?? null,
    placeCode: code,
    line: lineAbove(city, parentCode),
  }));
  const landmarks = pack.landmarks.map(({ code, name, position, divisionCode }): Given => ({
    kind: 'landmark',
    code,
    name,
    position,
    placeCode: city.locate(position)?.code ?? divisionCode,
    line: lineAbove(city, divisionCode),
  }));
  const grids = pack.grids.map(({ code, name, communityCode, centre }): Given => ({
    kind: 'grid',
    code,
    name,
    position: centre,
    placeCode: code,
    line: lineAbove(city, communityCode),
    prefix: index.divisions.get(communityCode)?.name.zh,
  }));
  return [...divisions, ...landmarks, ...grids];
}

const making = perCity((city) => {
  const steps = findables(city);
  let made: readonly Findable[] | undefined;
  return () => {
    if (made !== undefined) return made;
    const step = steps.next();
    if (step.done === true) made = step.value;
    return made;
  };
});

/** What can be found in a city; what is not made yet is made at once. */
export function findablesOf(city: City): readonly Findable[] {
  const advance = making(city);
  for (;;) {
    const made = advance();
    if (made !== undefined) return made;
  }
}

/** Makes it in the background, giving way to whatever else there is to do. */
export function prepareFindables(city: City): void {
  const advance = making(city);
  const step = () => {
    if (advance() === undefined) setImmediate(step).unref();
  };
  step();
}
