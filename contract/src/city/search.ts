import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { Position } from '../geo.ts';
import { Text } from '../text.ts';
import { Bounds } from './overview.ts';
import { Area, DivisionLevel, PlaceCode } from './place.ts';

/** A level of the division tree or what lies below it; `address` is where an earlier matter was. */
export const PlaceKind = z.enum([...DivisionLevel.options, 'grid', 'landmark', 'address']);
export type PlaceKind = z.infer<typeof PlaceKind>;

/** What lies above in words, outermost first; the district goes without saying. */
export const PathText = z.object({ zh: z.string(), en: z.string() });
export type PathText = z.infer<typeof PathText>;

export const PlaceHit = z.object({
  kind: PlaceKind,
  /** Unique in the reply together with `kind`. */
  code: z.string(),
  name: Text,
  path: PathText,
  position: Position.nullable(),
  /** Grid or division that a matter reported here gets. */
  placeCode: PlaceCode,
});
export type PlaceHit = z.infer<typeof PlaceHit>;

/** `lng,lat` as one query parameter. */
const near = z
  .string()
  .regex(/^-?\d+(\.\d+)?,-?\d+(\.\d+)?$/, { error: 'a position as 106.27,29.98' })
  .transform((text) => text.split(',').map(Number))
  .pipe(Position);

/** Staff find addresses of matters they may see as well. */
export const searchPlaces = endpoint({
  id: 'place.search',
  method: 'GET',
  path: '/api/places',
  permission: 'public',
  summary: 'Divisions, grids and landmarks by part of a name, initials of its pinyin, English name or code',
  query: z.object({
    q: z.string().trim().min(1).max(100),
    /** Ranks what is nearer before what is farther among equally good matches. */
    near: near.optional(),
    limit: z.coerce.number().int().min(1).max(50).default(10),
  }),
  reply: z.object({ rows: z.array(PlaceHit) }),
});

export const PlaceRef = z.object({
  code: PlaceCode,
  name: Text,
  level: z.enum([...DivisionLevel.options, 'grid']),
});
export type PlaceRef = z.infer<typeof PlaceRef>;

/** Problem `place.outside` for a point that no grid covers. */
export const locatePlace = endpoint({
  id: 'place.locate',
  method: 'GET',
  path: '/api/places/locate',
  permission: 'public',
  summary: 'The grid, community and township of a point',
  query: z.object({
    lng: z.coerce.number().min(-180).max(180),
    lat: z.coerce.number().min(-90).max(90),
  }),
  reply: z.object({
    placeCode: PlaceCode,
    grid: PlaceRef,
    community: PlaceRef,
    /** Null where communities lie directly below the district. */
    township: PlaceRef.nullable(),
    path: PathText,
  }),
});

export const PlaceView = PlaceRef.extend({
  /** What lies above, outermost first. */
  line: z.array(PlaceRef),
  path: PathText,
  centre: Position.nullable(),
  bounds: Bounds.nullable(),
  population: z.number().nullable(),
  areaM2: z.number().nullable(),
  childCount: z.number(),
  /** Only when asked for. */
  outline: Area.nullable(),
  /** Officers of a grid by the names of their accounts; null for everybody but staff. */
  officers: z.array(z.object({ name: z.string(), unitCode: z.string().nullable() })).nullable(),
});
export type PlaceView = z.infer<typeof PlaceView>;

export const getPlace = endpoint({
  id: 'place.get',
  method: 'GET',
  path: '/api/places/:code',
  permission: 'public',
  summary: 'One division or grid: name, what lies above, where it is',
  params: z.object({ code: PlaceCode }),
  query: z.object({ outline: z.stringbool().default(false) }),
  reply: PlaceView,
});
