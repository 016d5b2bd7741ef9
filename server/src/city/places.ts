import type { PathText, PlaceHit, PlaceRef, PlaceView } from '@heliu/contract/city-api';
import type { Division, Grid } from '@heliu/contract/city/place';
import type { Position } from '@heliu/contract/geo';
import { Problem } from '@heliu/contract/problem';
import type { Language } from '@heliu/contract/text';
import type { Actor } from '../kernel/actor.ts';
import type { City } from './city.ts';
import {
  boundsOfArea,
  centresOf,
  childrenOf,
  lineAbove,
  pathText,
  refOfDivision,
  refOfGrid,
} from './geography.ts';
import type { CityHooks, GridOfficer, PastPlace } from './hooks.ts';
import { perCity } from './per-city.ts';
import { searchCity } from './search.ts';

const mostPastPlaces = 5;

/** Staff are those who read more of the city than everybody. */
const isStaff = (actor: Actor | null): actor is Actor => actor?.permissions.has('city.read') === true;

export interface PlaceQuery {
  readonly q: string;
  readonly near?: Position | undefined;
  readonly limit: number;
}

/** Places of the city, and for staff addresses of earlier matters after them. */
export async function findPlaces(
  city: City,
  { pastPlaces }: CityHooks,
  query: PlaceQuery,
  actor: Actor | null,
): Promise<PlaceHit[]> {
  const hits = searchCity(city, query);
  if (pastPlaces === undefined || !isStaff(actor) || query.q.length < 2) return hits;
  const wanted = Math.min(mostPastPlaces, query.limit);
  const past = await pastPlaces(actor, query.q, wanted);
  return [...hits.slice(0, query.limit - past.length), ...past.map((place) => addressHit(city, place))];
}

function addressHit(city: City, { id, address, position, placeCode }: PastPlace): PlaceHit {
  const place = city.findPlace(placeCode);
  const line = place === undefined ? [] : lineAbove(city, place.divisionCode);
  return {
    kind: 'address',
    code: id,
    name: { zh: address, en: address },
    path: pathText(line),
    position: position ?? positionOf(city, placeCode) ?? null,
    placeCode,
  };
}

/** Centre of a grid or division. */
const positionOf = (city: City, code: string): Position | undefined =>
  city.index.grids.get(code)?.centre ?? centresOf(city).get(code);

export interface Located {
  readonly placeCode: string;
  readonly grid: PlaceRef;
  readonly community: PlaceRef;
  readonly township: PlaceRef | null;
  readonly path: PathText;
}

/** @throws Problem `place.outside` for a point that no grid covers. */
export function locatePoint(city: City, position: Position): Located {
  const grid = city.locate(position);
  if (grid === undefined) throw new Problem('place.outside');
  const line = lineAbove(city, grid.communityCode);
  const community = line.at(-1);
  if (community === undefined) throw new Error(`Grid ${grid.code} lies in no community`);
  const township = line.find(({ level }) => level === 'township');
  return {
    placeCode: grid.code,
    grid: refOfGrid(grid),
    community: refOfDivision(community),
    township: township === undefined ? null : refOfDivision(township),
    path: pathText(line),
  };
}

type PlaceFacts = Omit<PlaceView, 'officers'>;

function gridFacts(city: City, grid: Grid): PlaceFacts {
  const line = lineAbove(city, grid.communityCode);
  return {
    ...refOfGrid(grid),
    line: line.map(refOfDivision),
    path: pathText(line),
    centre: grid.centre,
    bounds: grid.outline && boundsOfArea(grid.outline),
    population: null,
    areaM2: grid.areaM2,
    childCount: 0,
    outline: grid.outline,
  };
}

function divisionFacts(city: City, division: Division): PlaceFacts {
  const line = lineAbove(city, division.parentCode);
  const outline = division.outline ?? (division.parentCode === null ? city.pack.outline : null);
  return {
    ...refOfDivision(division),
    line: line.map(refOfDivision),
    path: pathText(line),
    centre: centresOf(city).get(division.code) ?? division.centre,
    bounds: outline && boundsOfArea(outline),
    population: division.population,
    areaM2: areasOf(city).get(division.code) ?? null,
    childCount: childrenOf(city).get(division.code)?.length ?? 0,
    outline,
  };
}

/** Area of each division whose grids all tell theirs. */
const areasOf = perCity(({ pack }): ReadonlyMap<string, number> => {
  const areas = new Map<string, number>();
  const add = (code: string | null, areaM2: number) => {
    if (code !== null) areas.set(code, (areas.get(code) ?? 0) + areaM2);
  };
  for (const { communityCode, areaM2 } of pack.grids) add(communityCode, areaM2 ?? Number.NaN);
  for (const { code, parentCode } of pack.divisions.toReversed())
    add(parentCode, areas.get(code) ?? Number.NaN);
  return new Map([...areas].filter(([, areaM2]) => !Number.isNaN(areaM2)));
});

/** Places that an earlier version had are shown as they were last. @throws Problem `resource.notFound`. */
export async function viewPlace(
  city: City,
  hooks: CityHooks,
  { code, outline }: { readonly code: string; readonly outline: boolean },
  actor: Actor | null,
): Promise<PlaceView> {
  const grid = city.index.grids.get(code) ?? city.former.grids.get(code);
  const division = city.index.divisions.get(code) ?? city.former.divisions.get(code);
  const facts = grid ? gridFacts(city, grid) : division && divisionFacts(city, division);
  if (facts === undefined) throw new Problem('resource.notFound');
  const officers =
    grid && actor !== null && isStaff(actor) ? await officersOfGrid(city, hooks, grid, actor.language) : null;
  return { ...facts, outline: outline ? facts.outline : null, officers };
}

/** Grids that the pack names for officers whose role reaches farther, by login. */
const namedGrids = perCity(
  ({ pack }) =>
    new Map(
      pack.staff
        .filter(({ gridCodes }) => gridCodes.length > 0)
        .map(({ login, gridCodes }) => [login, new Set(gridCodes)]),
    ),
);

/** Those whose role covers the grid, without those to whom the pack gives other grids; all of them where that leaves none. */
async function officersOfGrid(
  city: City,
  { officersOf }: CityHooks,
  grid: Grid,
  language: Language,
): Promise<GridOfficer[]> {
  const officers = [...((await officersOf?.(grid.path, language)) ?? [])];
  const own = officers.filter(({ login }) => namedGrids(city).get(login)?.has(grid.code) ?? true);
  return own.length > 0 ? own : officers;
}
