import { z } from 'zod';
import { endpoint } from './endpoint.ts';

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
  reply: 'bytes',
});
