import type { Bounds } from '@heliu/contract/city-api';
import type { TileLayer } from '@heliu/contract/map';
import type { Area } from '@heliu/contract/city/place';
import type { Position } from '@heliu/contract/geo';
import type { Text } from '@heliu/contract/text';
import type { Feature } from 'geojson';
import { boundsOfArea, centresOf, type City } from '../city/index.ts';

export type Level = Exclude<TileLayer, 'label'>;

/** A feature as it goes into tiles, and where it is. */
export interface Drawn {
  readonly level: Level;
  readonly feature: Feature;
  readonly bounds: Bounds;
}

interface Place {
  readonly level: Level;
  readonly code: string;
  readonly name: Text;
  readonly outline: Area | null;
  readonly centre: Position | undefined;
}

function placesOf(city: City): Place[] {
  const { pack } = city;
  const centres = centresOf(city);
  const divisions = pack.divisions.map(({ code, name, level, outline, parentCode }) => ({
    level,
    code,
    name,
    outline: outline ?? (parentCode === null ? pack.outline : null),
    centre: centres.get(code),
  }));
  const grids = pack.grids.map(({ code, name, outline, centre }) => ({
    level: 'grid' as const,
    code,
    name,
    outline,
    centre,
  }));
  return [...divisions, ...grids];
}

function areaOf({ level, code, name, outline }: Place): Drawn[] {
  const bounds = outline && boundsOfArea(outline);
  if (outline === null || bounds === null) return [];
  return [{ level, bounds, feature: { type: 'Feature', properties: { code, ...name }, geometry: outline } }];
}

function labelOf({ level, code, name, centre }: Place): Drawn[] {
  if (centre === undefined) return [];
  const [lng, lat] = centre;
  return [
    {
      level,
      bounds: [lng, lat, lng, lat],
      feature: {
        type: 'Feature',
        properties: { code, ...name, level },
        geometry: { type: 'Point', coordinates: centre },
      },
    },
  ];
}

/** Areas and label points of a city, the wider before the narrower. */
export function drawCity(city: City): { areas: Drawn[]; labels: Drawn[] } {
  const places = placesOf(city);
  return { areas: places.flatMap(areaOf), labels: places.flatMap(labelOf) };
}
