// The declarations of these packages import each other without file extensions, which NodeNext does not resolve.

declare module '@maplibre/geojson-vt' {
  import type { FeatureCollection } from 'geojson';

  export interface TileFeature {
    readonly type: 1 | 2 | 3;
    readonly geometry: readonly unknown[];
    readonly tags: Readonly<Record<string, unknown>> | null;
  }

  /** Features in units of the tile. */
  export interface GeoJSONVTTile {
    readonly features: readonly TileFeature[];
  }

  export function geoJSONToTile(
    data: FeatureCollection,
    z: number,
    x: number,
    y: number,
    options: {
      readonly maxZoom: number;
      readonly extent: number;
      readonly buffer: number;
      readonly clip: boolean;
    },
  ): GeoJSONVTTile;
}

declare module '@maplibre/vt-pbf' {
  import type { GeoJSONVTTile } from '@maplibre/geojson-vt';

  export function fromGeojsonVt(
    layers: Readonly<Record<string, GeoJSONVTTile>>,
    options: { readonly version: number; readonly extent: number },
  ): Uint8Array;
}
