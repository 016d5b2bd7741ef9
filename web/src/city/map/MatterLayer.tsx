import { getMapMatters, type MatterGroup, type MatterPoint } from '@heliu/contract/map';
import { useNavigate } from '@tanstack/react-router';
import { GeoJSONSource, type Map as MapLibreMap, type MapLayerMouseEvent } from 'maplibre-gl';
import { useEffect, useMemo, useState } from 'react';
import type { Language } from '@heliu/contract/text';
import { useLanguage } from '../../kernel/i18n/index.ts';
import { useEndpoint } from '../../kernel/query/index.ts';
import { Hidden, usePalette } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';
import { isStyled } from './layers.ts';
import { spread } from './spread.ts';
import { fontFamily, type Palette } from '../../kernel/ui/palette.ts';

interface MatterLayerProps {
  readonly map: MapLibreMap;
  readonly onPlace: (code: string) => void;
}

interface View {
  readonly bbox: string;
  readonly zoom: number;
}

interface PointFeature {
  readonly type: 'Feature';
  readonly geometry: { readonly type: 'Point'; coordinates: number[] };
  readonly properties: Readonly<Record<string, string | number>>;
}

interface FeatureCollection {
  readonly type: 'FeatureCollection';
  features: PointFeature[];
}

const source = 'city-matters';
const layers = ['city-matters-circle', 'city-matters-count'] as const;
const keptMs = 30_000;

const viewOf = (map: MapLibreMap): View => {
  const bounds = map.getBounds();
  const round = (value: number) => value.toFixed(4);
  const bbox = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()]
    .map(round)
    .join(',');
  return { bbox, zoom: Math.round(map.getZoom() * 2) / 2 };
};

/** Open matters in view: a circle with a number for each place, or a point for each matter. */
export function MatterLayer({ map, onPlace }: MatterLayerProps) {
  const t = useTexts();
  const colours = usePalette();
  const view = useView(map);
  const found = useEndpoint(getMapMatters, { query: view }, { keepPrevious: true, staleTimeMs: keptMs });
  const features = useFeatures(map, found.data);
  useEffect(() => draw(map, features, colours), [map, features, colours]);
  useOpening(map, onPlace);
  const total = found.data?.total;
  return (
    <output>
      <Hidden>{total === undefined ? '' : t('map.inView', { count: total })}</Hidden>
    </output>
  );
}

function useView(map: MapLibreMap): View {
  const [view, setView] = useState(() => viewOf(map));
  useEffect(() => {
    const moved = (): void => setView(viewOf(map));
    map.on('moveend', moved);
    return () => void map.off('moveend', moved);
  }, [map]);
  return view;
}

type Found = { readonly groups: readonly MatterGroup[]; readonly points: readonly MatterPoint[] } | undefined;

/** The most pressing light of a place gives its circle the colour. */
const worst = ({ red, yellow, green }: MatterGroup): string =>
  red > 0 ? 'red' : yellow > 0 ? 'yellow' : green > 0 ? 'green' : 'none';

function useFeatures(map: MapLibreMap, found: Found): FeatureCollection {
  const language = useLanguage();
  return useMemo(() => featuresOf(map, found, language), [map, found, language]);
}

const rim = 3;
const radiusOf = (count: number): number => 11 + (15 / 4) * Math.log10(count);

/** Where the circle of each place is drawn as the map stands: a number under another cannot be read. */
function apart(map: MapLibreMap, groups: readonly MatterGroup[]): ReadonlyMap<MatterGroup, number[]> {
  const circles = groups.map(({ position: [lng, lat], count }) => {
    const { x, y } = map.project([lng, lat]);
    return { x, y, radius: radiusOf(count) + rim };
  });
  const spots = spread(circles).map(({ x, y }) => map.unproject([x, y]).toArray());
  return new Map(groups.map((group, index) => [group, spots[index] ?? [...group.position]]));
}

const featuresOf = (map: MapLibreMap, found: Found, language: Language): FeatureCollection => ({
  type: 'FeatureCollection',
  features: [
    ...[...apart(map, found?.groups ?? [])].map(([group, coordinates]) => ({
      type: 'Feature' as const,
      geometry: { type: 'Point' as const, coordinates },
      properties: {
        place: group.placeCode,
        count: group.count,
        radius: radiusOf(group.count),
        name: group.name[language],
        light: worst(group),
      },
    })),
    ...(found?.points ?? []).map((point) => ({
      type: 'Feature' as const,
      geometry: { type: 'Point' as const, coordinates: [...point.position] },
      properties: { matter: point.matterId, name: point.title, light: point.light ?? 'none' },
    })),
  ],
});

function draw(map: MapLibreMap, features: FeatureCollection, colours: Palette): void {
  if (!isStyled(map)) return;
  const known = map.getSource(source);
  if (known instanceof GeoJSONSource) {
    void known.setData(features);
  } else {
    map.addSource(source, { type: 'geojson', data: features });
    addLayers(map, colours);
  }
}

function addLayers(map: MapLibreMap, colours: Palette): void {
  map.addLayer({
    id: layers[0],
    type: 'circle',
    source,
    paint: {
      'circle-radius': ['coalesce', ['get', 'radius'], 6],
      'circle-color': colours.surface,
      'circle-opacity': 0.92,
      'circle-stroke-width': rim,
      'circle-stroke-color': [
        'match',
        ['get', 'light'],
        'red',
        colours.red,
        'yellow',
        colours.yellow,
        'green',
        colours.green,
        colours.inkFaint,
      ],
    },
  });
  map.addLayer({
    id: layers[1],
    type: 'symbol',
    source,
    filter: ['has', 'count'],
    layout: {
      'text-field': ['to-string', ['get', 'count']],
      'text-font': [fontFamily],
      'text-size': 12,
      'text-allow-overlap': true,
    },
    paint: { 'text-color': colours.ink },
  });
}

/** A circle opens the card of its place, a point its matter. */
function useOpening(map: MapLibreMap, onPlace: (code: string) => void): void {
  const navigate = useNavigate();
  useEffect(() => {
    const open = (event: MapLayerMouseEvent): void => {
      const [feature] = event.features ?? [];
      if (feature === undefined) return;
      event.preventDefault();
      const { place, matter } = feature.properties as { place?: string; matter?: string };
      if (place !== undefined) onPlace(place);
      else if (matter !== undefined) {
        void navigate({ to: '/matters/$matterId', params: { matterId: matter } });
      }
    };
    let gone = false;
    map.once('remove', () => {
      gone = true;
    });
    map.on('click', layers[0], open);
    return () => {
      if (gone) return;
      map.off('click', layers[0], open);
      for (const layer of layers) if (map.getLayer(layer) !== undefined) map.removeLayer(layer);
      if (map.getSource(source) !== undefined) map.removeSource(source);
    };
  }, [map, onPlace, navigate]);
}
