import type { Bounds, PathText, PlaceRef } from '@heliu/contract/city-api';
import type { Area, Division, Grid } from '@heliu/contract/city/place';
import type { Position } from '@heliu/contract/geo';
import type { City } from './city.ts';
import { perCity } from './per-city.ts';

const polygonsOf = (area: Area): Position[][][] =>
  area.type === 'Polygon' ? [area.coordinates] : area.coordinates;

/** West, south, east, north of some positions; null of none. */
function boundsAround(positions: Iterable<Position>): Bounds | null {
  let bounds: Bounds | null = null;
  for (const [lng, lat] of positions) {
    bounds =
      bounds === null
        ? [lng, lat, lng, lat]
        : [
            Math.min(bounds[0], lng),
            Math.min(bounds[1], lat),
            Math.max(bounds[2], lng),
            Math.max(bounds[3], lat),
          ];
  }
  return bounds;
}

/** Bounds of an area's shells; holes lie within. */
export const boundsOfArea = (area: Area): Bounds | null =>
  boundsAround(polygonsOf(area).flatMap(([shell = []]) => shell));

/** Bounds of the district: of its outline, or else of every position that the pack has. */
export const boundsOfCity = perCity(({ pack }): Bounds | null => {
  if (pack.outline !== null) return boundsOfArea(pack.outline);
  const seats = pack.divisions.flatMap(({ centre }) => (centre === null ? [] : [centre]));
  return boundsAround([...pack.grids.map(({ centre }) => centre), ...seats]);
});

/** Members of each place, by the code of what they lie directly below. */
export const childrenOf = perCity(({ pack }): ReadonlyMap<string, readonly PlaceRef[]> => {
  const children = new Map<string, PlaceRef[]>();
  const add = (parent: string | null, place: PlaceRef) => {
    if (parent === null) return;
    const list = children.get(parent);
    if (list === undefined) children.set(parent, [place]);
    else list.push(place);
  };
  for (const division of pack.divisions) add(division.parentCode, refOfDivision(division));
  for (const grid of pack.grids) add(grid.communityCode, refOfGrid(grid));
  return children;
});

/** Centre of every division: its own, or the mean of the centres below it; absent where there is none at all. */
export const centresOf = perCity(({ pack }): ReadonlyMap<string, Position> => {
  const centres = new Map<string, Position>();
  const below = new Map<string, Position[]>();
  const tell = (parent: string | null, centre: Position) => {
    if (parent === null) return;
    below.set(parent, [...(below.get(parent) ?? []), centre]);
  };
  for (const { communityCode, centre } of pack.grids) tell(communityCode, centre);
  for (const { code, parentCode, centre: own } of pack.divisions.toReversed()) {
    const centre = own ?? meanOf(below.get(code) ?? []);
    if (centre === undefined) continue;
    centres.set(code, centre);
    tell(parentCode, centre);
  }
  return centres;
});

function meanOf(positions: readonly Position[]): Position | undefined {
  if (positions.length === 0) return undefined;
  const sum = positions.reduce<Position>(([x, y], [lng, lat]) => [x + lng, y + lat], [0, 0]);
  return [sum[0] / positions.length, sum[1] / positions.length];
}

export const refOfDivision = ({ code, name, level }: Division): PlaceRef => ({ code, name, level });
export const refOfGrid = ({ code, name }: Grid): PlaceRef => ({ code, name, level: 'grid' });

/** A division and all above it, outermost first. */
export function lineAbove(city: City, divisionCode: string | null): Division[] {
  const line: Division[] = [];
  for (let code = divisionCode; code !== null;) {
    const division = city.index.divisions.get(code);
    if (division === undefined) break;
    line.unshift(division);
    code = division.parentCode;
  }
  return line;
}

/** A line in words, outermost first; the district goes without saying. */
export function pathText(line: readonly Division[]): PathText {
  const named = line.filter(({ parentCode }) => parentCode !== null).map(({ name }) => name);
  return { zh: named.map(({ zh }) => zh).join('/'), en: named.map(({ en }) => en).join(' / ') };
}
