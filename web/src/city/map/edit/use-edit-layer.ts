import type { Polygon, Position } from '@heliu/contract/geo';
import { GeoJSONSource, type Map as MapLibreMap } from 'maplibre-gl';
import { useEffect } from 'react';
import { usePalette } from '../../../kernel/ui/index.ts';
import { isStyled } from '../layers.ts';
import { fontFamily, type Palette } from '../../../kernel/ui/palette.ts';

/** An outline with what it stands for. */
export interface ShownArea {
  readonly outline: Polygon;
  readonly tone: 'chosen' | 'first' | 'second' | 'before';
  readonly label?: string | undefined;
  readonly centre?: Position | undefined;
}

const source = 'grid-edit';
const layers = ['fill', 'border', 'line', 'points', 'label'] as const;
const idOf = (layer: (typeof layers)[number]): string => `${source}-${layer}`;

interface Feature {
  readonly type: 'Feature';
  readonly geometry:
    | Polygon
    | { readonly type: 'LineString'; coordinates: Position[] }
    | { readonly type: 'Point'; coordinates: Position };
  readonly properties: Readonly<Record<string, string>>;
}

function featuresOf(areas: readonly ShownArea[], line: readonly Position[], ghost: Position | undefined) {
  const features: Feature[] = areas.map(({ outline, tone }) => ({
    type: 'Feature',
    geometry: outline,
    properties: { tone },
  }));
  for (const { label, centre, tone } of areas) {
    if (label === undefined || centre === undefined) continue;
    features.push({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: centre },
      properties: { label, tone },
    });
  }
  const way = ghost === undefined ? [...line] : [...line, ghost];
  if (way.length > 1) {
    features.push({
      type: 'Feature',
      geometry: { type: 'LineString', coordinates: way },
      properties: {},
    });
  }
  for (const [i, at] of way.entries()) {
    const isGhost = ghost !== undefined && i === way.length - 1;
    features.push({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: at },
      properties: { point: isGhost ? 'ghost' : 'fixed' },
    });
  }
  return { type: 'FeatureCollection' as const, features };
}

/** Draws outlines and the line that is being drawn above the map, and takes them away again. */
export function useEditLayer(
  map: MapLibreMap | undefined,
  areas: readonly ShownArea[],
  line: readonly Position[],
  ghost: Position | undefined,
): void {
  const colours = usePalette();
  useEffect(() => {
    if (map === undefined || !isStyled(map)) return;
    if (map.getSource(source) === undefined) addLayers(map, colours);
    const known = map.getSource(source);
    if (known instanceof GeoJSONSource) void known.setData(featuresOf(areas, line, ghost));
  }, [map, colours, areas, line, ghost]);
  useEffect(() => {
    if (map === undefined) return undefined;
    let gone = false;
    map.once('remove', () => {
      gone = true;
    });
    return () => {
      if (gone) return;
      for (const layer of layers) if (map.getLayer(idOf(layer)) !== undefined) map.removeLayer(idOf(layer));
      if (map.getSource(source) !== undefined) map.removeSource(source);
    };
  }, [map]);
}

function addLayers(map: MapLibreMap, colours: Palette): void {
  map.addSource(source, { type: 'geojson', data: { type: 'FeatureCollection', features: [] } });
  const tone = (chosen: string, first: string, second: string, before: string) =>
    ['match', ['get', 'tone'], 'first', first, 'second', second, 'before', before, chosen] as never;
  map.addLayer({
    id: idOf('fill'),
    type: 'fill',
    source,
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: {
      'fill-color': tone(colours.primary, colours.blue, colours.yellow, colours.inkFaint),
      'fill-opacity': 0.24,
    },
  });
  map.addLayer({
    id: idOf('border'),
    type: 'line',
    source,
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: {
      'line-color': tone(colours.primaryStrong, colours.blue, colours.yellow, colours.inkSoft),
      'line-width': 2.5,
    },
  });
  map.addLayer({
    id: idOf('line'),
    type: 'line',
    source,
    filter: ['==', ['geometry-type'], 'LineString'],
    layout: { 'line-join': 'round', 'line-cap': 'round' },
    paint: { 'line-color': colours.red, 'line-width': 3, 'line-dasharray': [2, 1.4] },
  });
  map.addLayer({
    id: idOf('points'),
    type: 'circle',
    source,
    filter: ['has', 'point'],
    paint: {
      'circle-radius': ['match', ['get', 'point'], 'ghost', 6, 5],
      'circle-color': ['match', ['get', 'point'], 'ghost', colours.surface, colours.red],
      'circle-stroke-color': colours.red,
      'circle-stroke-width': 2,
    },
  });
  map.addLayer({
    id: idOf('label'),
    type: 'symbol',
    source,
    filter: ['has', 'label'],
    layout: {
      'text-field': ['get', 'label'],
      'text-font': [fontFamily],
      'text-size': 13,
      'text-max-width': 12,
      'text-allow-overlap': true,
    },
    paint: { 'text-color': colours.ink, 'text-halo-color': colours.surface, 'text-halo-width': 2 },
  });
}
