import { z } from 'zod';
import { PlaceCode } from './city/place.ts';
import { endpoint } from './endpoint.ts';
import { Bbox, Position } from './geo.ts';
import { Light, MatterFilter } from './matter/views.ts';
import { Text } from './text.ts';

/**
 * Layers of a tile. The first four hold polygons, `label` one point per named area; each feature carries `code`, `zh`
 * and `en`, and a label also `level` (`district`, `township`, `community` or `grid`).
 */
export const tileLayers = ['district', 'township', 'community', 'grid', 'label'] as const;
export type TileLayer = (typeof tileLayers)[number];

/** Zoom from which a layer's features are in the tiles; below it the layer is empty. */
export const tileLayerFromZoom = {
  district: 0,
  township: 7,
  community: 9,
  grid: 12,
  label: 7,
} as const satisfies Record<TileLayer, number>;

/** Deeper zooms are drawn from tiles of this one. */
export const maxTileZoom = 15;

const index = z.coerce.number().int().min(0);

/** Mapbox vector tile 2.1 in Web Mercator; an empty tile is an empty body. Changes with the city pack: has an ETag. */
export const getMapTile = endpoint({
  id: 'map.tile',
  method: 'GET',
  path: '/api/map/tiles/:z/:x/:y',
  permission: 'public',
  summary: 'Outlines and names of the district, its townships, communities and grids as a vector tile',
  params: z.object({ z: index.max(maxTileZoom), x: index, y: index }),
  /** `versionId` of the city's overview: such a tile may be kept for good. Without it, it is asked for again. */
  query: z.object({ v: z.coerce.number().int().min(0).optional() }),
  reply: 'bytes',
});

/** Matters of one place together, where they are too many to show one by one. */
export const MatterGroup = z.object({
  placeCode: PlaceCode,
  name: Text,
  level: z.enum(['district', 'township', 'community', 'grid']),
  /** Centre of the place. */
  position: Position,
  count: z.int(),
  /** By light; matters without a due time are in `count` only. */
  green: z.int(),
  yellow: z.int(),
  red: z.int(),
});
export type MatterGroup = z.infer<typeof MatterGroup>;

export const MatterPoint = z.object({
  matterId: z.string(),
  code: z.string(),
  title: z.string(),
  typeCode: z.string(),
  placeCode: PlaceCode,
  position: Position,
  /** False where only the place is known: then it is the centre of that. */
  exact: z.boolean(),
  light: Light.nullable(),
});
export type MatterPoint = z.infer<typeof MatterPoint>;

/** How the matters of one place stand. */
export const PlaceMatters = z.object({
  placeCode: PlaceCode,
  /** Open matters in the place and all below it, as far as the actor sees them. */
  count: z.int(),
  green: z.int(),
  yellow: z.int(),
  red: z.int(),
  /** The most pressing of them. */
  first: z.array(
    z.object({
      matterId: z.string(),
      code: z.string(),
      title: z.string(),
      typeCode: z.string(),
      light: Light.nullable(),
      dueAt: z.iso.datetime().nullable(),
    }),
  ),
});
export type PlaceMatters = z.infer<typeof PlaceMatters>;

/** Problem `place.unknown` for a code that the city never had. */
export const getPlaceMatters = endpoint({
  id: 'map.placeMatters',
  method: 'GET',
  path: '/api/map/places/:code/matters',
  permission: 'matter.read',
  summary: 'Open matters of one place by light, and the most pressing of them, scoped as everywhere',
  params: z.object({ code: PlaceCode }),
  reply: PlaceMatters,
});

/** Most points that one reply shows one by one. */
export const maxMapPoints = 500;

const { type, class: classCode, kind, unit, light, stage, queue, q } = MatterFilter.shape;

/** Open matters, scoped as everywhere. Points where they are few enough or the zoom is deep, else one group a place. */
export const getMapMatters = endpoint({
  id: 'map.matters',
  method: 'GET',
  path: '/api/map/matters',
  permission: 'matter.read',
  summary: 'Open matters in a part of the map, one by one or grouped by place',
  query: z.object({
    bbox: Bbox,
    zoom: z.coerce.number().min(0).max(24),
    type,
    class: classCode,
    kind,
    unit,
    light,
    stage,
    queue,
    q,
  }),
  reply: z.object({
    total: z.int(),
    groups: z.array(MatterGroup),
    points: z.array(MatterPoint),
    /** More points than can be shown: the most pressing are. */
    capped: z.boolean(),
  }),
});
