import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import type { getSign, listSigns, Sign } from '@heliu/contract/sign';
import { Problem } from '@heliu/contract/problem';
import { type City, lineAbove, perCity } from '../city/index.ts';
import { type Actor, within } from '../kernel/actor.ts';
import { decodeCursor, encodeCursor } from '../kernel/cursor.ts';
import { mayPrint, printedPaths } from './policy.ts';
import type { SignRoom } from './room.ts';

interface Signed extends Sign {
  /** Of its grid, or of the division that a landmark is in where no grid covers it. */
  readonly treePath: string;
}

const lineText = (city: City, code: string) => {
  const named = lineAbove(city, code)
    .filter(({ parentCode }) => parentCode !== null)
    .map(({ name }) => name);
  return { zh: named.map(({ zh }) => zh).join('/'), en: named.map(({ en }) => en).join(' / ') };
};

/** Every place that can have a sign, by its code. */
const signsOf = perCity((city): ReadonlyMap<string, Signed> => {
  const { grids, landmarks } = city.pack;
  const ofGrids = grids.map(({ code, name, path, communityCode, centre }): Signed => {
    const line = lineText(city, communityCode);
    return { code, kind: 'grid', name, path: line, placeCode: code, position: centre, treePath: path };
  });
  const ofLandmarks = landmarks.flatMap(({ code, name, divisionCode, position }): Signed[] => {
    const place = city.locate(position) ?? city.findPlace(divisionCode);
    if (place === undefined) return [];
    const { code: placeCode, path: treePath } = place;
    return [
      { code, kind: 'landmark', name, path: lineText(city, divisionCode), placeCode, position, treePath },
    ];
  });
  // A landmark never has the code of a grid: the reader of packs sees to it.
  return new Map([...ofLandmarks, ...ofGrids].map((sign) => [sign.code, sign]));
});

/** The governance centre nearest above a place. */
function centreOf({ index }: City, { placeCode }: Sign) {
  for (
    let at = index.grids.get(placeCode)?.communityCode ?? placeCode;
    at !== '';
    at = index.divisions.get(at)?.parentCode ?? ''
  ) {
    const centre = index.centres.get(at);
    if (centre !== undefined) return { name: centre.name, phone: centre.phone };
  }
  return null;
}

/** @throws Problem `sign.unknown`. */
export async function signAt(
  { city }: SignRoom,
  { code }: EndpointInput<typeof getSign>['params'],
): Promise<EndpointResult<typeof getSign>> {
  const current = city.current();
  const sign = signsOf(current).get(code);
  if (sign === undefined) throw new Problem('sign.unknown', { params: { code } });
  return { ...sign, centre: centreOf(current, sign), hotline: current.pack.hotline };
}

/** Signs of a place that an actor may print. @throws Problem `place.unknown`, `auth.forbidden`. */
export function signsIn(
  city: City,
  actor: Actor,
  { place: code, kind }: { readonly place?: string | undefined; readonly kind: Sign['kind'] },
) {
  const [widest] = printedPaths(actor, city);
  const wide = city.pack.divisions.find(({ path }) => path === widest)?.code;
  const place = city.findPlace(code ?? wide ?? '');
  if (place === undefined) throw new Problem('place.unknown', { params: { place: code ?? '' } });
  if (!mayPrint(actor, city, place.path)) throw new Problem('auth.forbidden');
  const signs = [...signsOf(city).values()]
    .filter((sign) => sign.kind === kind && within(sign.treePath, place.path))
    .toSorted((a, b) => (a.code < b.code ? -1 : 1));
  const name = (city.index.grids.get(place.code) ?? city.index.divisions.get(place.code))?.name;
  return { place: { code: place.code, name: name ?? { zh: place.code, en: place.code } }, signs };
}

export async function signsPage(
  { city }: SignRoom,
  actor: Actor,
  query: EndpointInput<typeof listSigns>['query'],
): Promise<EndpointResult<typeof listSigns>> {
  const current = city.current();
  const { place, signs } = signsIn(current, actor, query);
  const after = query.cursor === undefined ? '' : String(decodeCursor(query.cursor, 1)[0]);
  const rest = signs.filter(({ code }) => code > after);
  const rows = rest.slice(0, query.limit);
  const end = rows.at(-1);
  return {
    rows,
    total: signs.length,
    place,
    places: current.pack.divisions
      .filter(({ path }) => mayPrint(actor, current, path))
      .map(({ code, name, path }) => ({ code, name, depth: path.split('/').length - 1 })),
    ...(end !== undefined && rest.length > rows.length ? { next: encodeCursor([end.code]) } : {}),
  };
}
