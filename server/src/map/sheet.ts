import type { Bounds } from '@heliu/contract/city-api';
import { maxTileZoom } from '@heliu/contract/map';
import { geoJSONToTile, type GeoJSONVTTile } from '@maplibre/geojson-vt';
import Flatbush from 'flatbush';
import type { Drawn } from './tile-features.ts';

/** Units along the side of a tile, and how far features reach beyond it so that no seam shows. */
export const extent = 4096;
const buffer = 64;

/** Features of one kind, found by where they are. */
export interface Sheet {
  /** The features of one tile, cut to it; undefined where there are none. */
  cut(z: number, x: number, y: number): GeoJSONVTTile | undefined;
}

/**
 * Cuts each tile by itself from the features around it. An index of tiles within tiles would be quicker for the first
 * of each, but keeps every tile ever asked for, with its features, in memory.
 */
export function createSheet(drawn: readonly Drawn[]): Sheet {
  if (drawn.length === 0) return { cut: () => undefined };
  const tree = new Flatbush(drawn.length);
  for (const { bounds } of drawn) tree.add(...bounds);
  tree.finish();
  return {
    cut: (z, x, y) => {
      const found = tree.search(...tileBounds(z, x, y)).toSorted((a, b) => a - b);
      if (found.length === 0) return undefined;
      const features = found.flatMap((i) => drawn[i]?.feature ?? []);
      const tile = geoJSONToTile({ type: 'FeatureCollection', features }, z, x, y, {
        maxZoom: maxTileZoom,
        extent,
        buffer,
        clip: true,
      });
      return tile.features.length === 0 ? undefined : tile;
    },
  };
}

/** A tile and its buffer in degrees. */
function tileBounds(z: number, x: number, y: number): Bounds {
  const side = 2 ** z;
  const reach = buffer / extent;
  const lng = (column: number) => (column / side) * 360 - 180;
  const lat = (row: number) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * row) / side))) * 180) / Math.PI;
  return [lng(x - reach), lat(y + 1 + reach), lng(x + 1 + reach), lat(y - reach)];
}
