import { z } from 'zod';
import { MultiPolygon, Polygon, Position } from '../geo.ts';
import { Text } from '../text.ts';

export const divisionLevels = ['district', 'township', 'community'] as const;
export const DivisionLevel = z.enum(divisionLevels);
export type DivisionLevel = z.infer<typeof DivisionLevel>;

export const PlaceCode = z.string().regex(/^[0-9A-Za-z][0-9A-Za-z-]{0,39}$/, {
  error: 'a code of 1–40 letters, digits and hyphens',
});

/**
 * Codes from the district down to the place, joined by `/`. A segment is what a code adds to its parent's where codes
 * nest (`500117/001/005/003`) and the whole code where they do not, so `path` answers "inside" by prefix in any city.
 */
export const PlacePath = z.string().max(160);

export const Area = z.discriminatedUnion('type', [Polygon, MultiPolygon]);
export type Area = z.infer<typeof Area>;

export const Division = z.object({
  code: PlaceCode,
  name: Text,
  level: DivisionLevel,
  /** Null for the district alone. */
  parentCode: PlaceCode.nullable(),
  path: PlacePath,
  /** What the city calls this kind of division, such as subdistrict or village; free, for display and filters. */
  kind: z.string().max(30).nullable(),
  /** Seat, or a point within; null where the pack has none. */
  centre: Position.nullable(),
  population: z.number().int().min(0).nullable(),
  /** Exact union of the grids below; null in a pack without polygons. */
  outline: Area.nullable(),
});
export type Division = z.infer<typeof Division>;

export const Grid = z.object({
  code: PlaceCode,
  name: Text,
  communityCode: PlaceCode,
  path: PlacePath,
  /** A base grid is a piece of ground; a dedicated grid is a campus, market or park inside it. */
  kind: z.enum(['base', 'dedicated']),
  /** Lies inside the polygon where there is one. */
  centre: Position,
  areaM2: z.number().positive().nullable(),
  outline: Polygon.nullable(),
});
export type Grid = z.infer<typeof Grid>;

/** A named point that people say instead of an address. */
export const Landmark = z.object({
  code: PlaceCode,
  name: Text,
  kind: z.string().max(30),
  divisionCode: PlaceCode,
  position: Position,
});
export type Landmark = z.infer<typeof Landmark>;

/** What a code adds to its parent's, or the whole code where the two do not nest: its segment of the path. */
export const segment = (code: string, parentCode: string): string =>
  code.startsWith(parentCode) && code.length > parentCode.length ? code.slice(parentCode.length) : code;

/** True where `path` is `place` itself or lies below it. */
export const isWithin = (path: string, place: string): boolean =>
  path === place || (path.startsWith(place) && path[place.length] === '/');
