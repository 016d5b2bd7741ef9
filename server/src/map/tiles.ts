import { tileLayerFromZoom } from '@heliu/contract/map';
import type { GeoJSONVTTile } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import { LRUCache } from 'lru-cache';
import type { City } from '../city/index.ts';
import { type StoredReply, storeReply } from '../kernel/stored-reply.ts';
import { createSheet, extent, type Sheet } from './sheet.ts';
import { type Drawn, drawCity, type Level } from './tile-features.ts';

const mediaType = 'application/vnd.mapbox-vector-tile';
/** A district has some 3,000 tiles down to the deepest zoom, of a few kB each. */
const mostTiles = 5000;

/** Tiles of one version of the city. */
export interface TileSet {
  tile(z: number, x: number, y: number): Promise<StoredReply>;
}

const byLevel = (drawn: readonly Drawn[]): [Level, Sheet][] =>
  [...Map.groupBy(drawn, ({ level }) => level)].map(([level, list]) => [level, createSheet(list)]);

export function createTiles(city: City): TileSet {
  const { areas, labels } = drawCity(city);
  const [areaSheets, labelSheets] = [byLevel(areas), byLevel(labels)];
  const cache = new LRUCache<string, Promise<StoredReply>>({ max: mostTiles });
  return {
    tile: (z, x, y) => {
      const key = `${z}/${x}/${y}`;
      const known = cache.get(key);
      if (known !== undefined) return known;
      const made = storeReply(mediaType, encode(areaSheets, labelSheets, [z, x, y]), ['gzip']);
      cache.set(key, made);
      return made;
    },
  };
}

/** Mapbox vector tile of the layers that this zoom shows; no bytes at all where nothing is. */
function encode(
  areaSheets: readonly [Level, Sheet][],
  labelSheets: readonly [Level, Sheet][],
  [z, x, y]: readonly [number, number, number],
): Buffer {
  const layers: Record<string, GeoJSONVTTile> = {};
  for (const [level, sheet] of areaSheets) {
    const tile = z < tileLayerFromZoom[level] ? undefined : sheet.cut(z, x, y);
    if (tile !== undefined) layers[level] = tile;
  }
  const labels = labelSheets
    .filter(([level]) => z >= Math.max(tileLayerFromZoom.label, tileLayerFromZoom[level]))
    .flatMap(([, sheet]) => sheet.cut(z, x, y) ?? []);
  const [first] = labels;
  if (first !== undefined)
    layers['label'] = { ...first, features: labels.flatMap(({ features }) => features) };
  return Buffer.from(fromGeojsonVt(layers, { version: 2, extent }));
}
