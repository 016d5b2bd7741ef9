import type { Bounds } from '@heliu/contract/city-api';
import type { MatterGroup } from '@heliu/contract/map';
import type { Position } from '@heliu/contract/geo';
import type { Text } from '@heliu/contract/text';
import { boundsOfArea, centresOf, type City, perCity } from '../city/index.ts';

/** A place whose matters can be shown together. */
export interface MapPlace {
  readonly code: string;
  readonly name: Text;
  readonly level: MatterGroup['level'];
  readonly path: string;
  readonly parentCode: string | null;
  readonly position: Position;
  /** Of its outline; null where it has none and may reach anywhere. */
  readonly bounds: Bounds | null;
}

export interface MapPlaces {
  readonly byCode: ReadonlyMap<string, MapPlace>;
  readonly byPath: ReadonlyMap<string, MapPlace>;
}

/** Places that have a position at all, those of earlier versions too: open matters may lie in them. */
export const mapPlaces = perCity((city: City): MapPlaces => {
  const { pack, former } = city;
  const centres = centresOf(city);
  const places: MapPlace[] = [];
  for (const { code, name, level, path, parentCode, centre, outline } of [
    ...pack.divisions,
    ...former.divisions.values(),
  ]) {
    const position = centres.get(code) ?? centre;
    if (position === null) continue;
    const bounds = outline && boundsOfArea(outline);
    places.push({ code, name, level, path, parentCode, position, bounds });
  }
  for (const { code, name, path, communityCode, centre, outline } of [
    ...pack.grids,
    ...former.grids.values(),
  ]) {
    const bounds = outline && boundsOfArea(outline);
    places.push({ code, name, level: 'grid', path, parentCode: communityCode, position: centre, bounds });
  }
  return {
    byCode: new Map(places.map((place) => [place.code, place])),
    byPath: new Map(places.map((place) => [place.path, place])),
  };
});

const depth = { district: 0, township: 1, community: 2, grid: 3 } as const;

/** The place itself, or the one above it at `level` where it lies deeper. */
export function raisedTo(places: MapPlaces, place: MapPlace, level: MatterGroup['level']): MapPlace {
  let at = place;
  while (depth[at.level] > depth[level]) {
    const above = at.parentCode === null ? undefined : places.byCode.get(at.parentCode);
    if (above === undefined) break;
    at = above;
  }
  return at;
}

export const holds = ([west, south, east, north]: Bounds, [lng, lat]: Position): boolean =>
  lng >= west && lng <= east && lat >= south && lat <= north;

/** Whether a place may reach into a box. */
export const reaches = ({ bounds: a }: MapPlace, b: Bounds): boolean =>
  a === null || (a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1]);
