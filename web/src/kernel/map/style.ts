import { getMapTile, maxTileZoom, type TileLayer, tileLayerFromZoom } from '@heliu/contract/map';
import type { Language } from '@heliu/contract/text';
import type {
  ExpressionSpecification,
  LayerSpecification,
  SourceSpecification,
  StyleSpecification,
} from 'maplibre-gl';
import { type Palette, fontFamily } from '../ui/palette.ts';

export interface BaseMap {
  readonly baseMapUrl: string | null;
  readonly baseMapAttribution: string | null;
}

const areaSource = 'areas';
export const highlightSource = 'highlight';

type AreaLevel = Exclude<TileLayer, 'label'>;

/** Address of our tiles; those of a known version of the city are kept by the browser for good. */
export const tilesAddress = (origin: string, versionId: number | undefined): string =>
  `${origin}${getMapTile.path.replaceAll(/:(\w)/g, '{$1}')}${versionId === undefined ? '' : `?v=${versionId}`}`;

/** The whole map from our own vector tiles; with a base map the areas become a veil over it. */
export function mapStyle(
  colours: Palette,
  language: Language,
  base: BaseMap,
  tiles: string,
): StyleSpecification {
  const sources: Record<string, SourceSpecification> = {
    [areaSource]: {
      type: 'vector',
      tiles: [tiles],
      maxzoom: maxTileZoom,
    },
    [highlightSource]: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
  };
  const layers: LayerSpecification[] = [
    { id: 'ground', type: 'background', paint: { 'background-color': colours.sunken } },
  ];
  if (base.baseMapUrl !== null) {
    sources['base'] = {
      type: 'raster',
      tiles: [base.baseMapUrl],
      tileSize: 256,
      ...(base.baseMapAttribution === null ? {} : { attribution: base.baseMapAttribution }),
    };
    layers.push({ id: 'base', type: 'raster', source: 'base' });
  }
  layers.push(
    fill('district', colours.surface, base.baseMapUrl === null ? 1 : 0.2),
    line('grid', colours.lineStrong, [12, 0.3, 16, 1]),
    line('community', colours.lineStrong, [9, 0.3, 15, 1.4], [2, 2]),
    line('township', colours.primary, [7, 0.6, 14, 2]),
    line('district', colours.primary, [6, 1.2, 14, 3]),
    {
      id: 'highlight-fill',
      type: 'fill',
      source: highlightSource,
      paint: { 'fill-color': colours.primary, 'fill-opacity': 0.18 },
    },
    {
      id: 'highlight-line',
      type: 'line',
      source: highlightSource,
      paint: { 'line-color': colours.primaryStrong, 'line-width': 2.5 },
    },
    label('grid', [14, 11, 18, 13], colours.inkFaint, colours, language),
    label('community', [11, 11, 15, 14], colours.inkSoft, colours, language),
    label('township', [7, 11, 13, 16], colours.ink, colours, language),
  );
  return { version: 8, sources, layers };
}

function fill(level: AreaLevel, colour: string, opacity: number): LayerSpecification {
  return {
    id: `${level}-fill`,
    type: 'fill',
    source: areaSource,
    'source-layer': level,
    paint: { 'fill-color': colour, 'fill-opacity': opacity },
  };
}

/** `widths` is zoom, pixels, zoom, pixels. */
function line(
  level: AreaLevel,
  colour: string,
  [fromZoom, from, toZoom, to]: readonly [number, number, number, number],
  dashes?: number[],
): LayerSpecification {
  const width: ExpressionSpecification = ['interpolate', ['linear'], ['zoom'], fromZoom, from, toZoom, to];
  return {
    id: `${level}-line`,
    type: 'line',
    source: areaSource,
    'source-layer': level,
    minzoom: tileLayerFromZoom[level],
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': colour,
      'line-width': width,
      ...(dashes === undefined ? {} : { 'line-dasharray': dashes }),
    },
  };
}

/** Sizes are the zoom it begins at, pixels there, a deeper zoom, pixels there. */
function label(
  level: AreaLevel,
  [fromZoom, from, toZoom, to]: readonly [number, number, number, number],
  colour: string,
  { surface }: Palette,
  language: Language,
): LayerSpecification {
  return {
    id: `${level}-label`,
    type: 'symbol',
    source: areaSource,
    'source-layer': 'label',
    minzoom: fromZoom,
    filter: ['==', ['get', 'level'], level],
    layout: {
      'text-field': ['get', language],
      'text-font': [fontFamily],
      'text-size': ['interpolate', ['linear'], ['zoom'], fromZoom, from, toZoom, to],
      'text-max-width': 8,
      'text-padding': 6,
    },
    paint: { 'text-color': colour, 'text-halo-color': surface, 'text-halo-width': 1.4 },
  };
}
