import { getCityOverview } from '@heliu/contract/city/overview';
import type { Position } from '@heliu/contract/geo';
import { GeoJSONSource, Map as MapLibreMap, setWorkerUrl } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useSettings } from '../auth/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { useEndpoint } from '../query/index.ts';
import { useKernelTexts } from '../i18n/texts.ts';
import { fontFamily } from '../ui/palette.ts';
import { usePalette } from '../ui/index.ts';
import { MapButtons } from './MapButtons.tsx';
import styles from './map.module.css';
import { useMarkers, usePin } from './markers.ts';
import { PickTools } from './PickTools.tsx';
import { roundPosition } from './position.ts';
import { highlightSource, mapStyle, tilesAddress } from './style.ts';
import type { DistrictMapProps } from './types.ts';

// The bundler renames the worker; without its address the map stays blank.
setWorkerUrl(workerUrl);

const placeZoom = 15;
const cityKeptMs = 10 * 60_000;
const boundsPadding = 28;

/** The map itself; loaded with its library when a page first shows one. */
export function MapCanvas(props: DistrictMapProps) {
  const { label, height = 360, picked, onPick, markers = [], onMarker } = props;
  const t = useKernelTexts();
  const { map: base } = useSettings();
  const box = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<MapLibreMap>();
  const [drawn, setDrawn] = useState(false);
  useMap(box, props, setMap, setDrawn);
  useStyle(map, props);
  useHighlight(map, props);
  useView(map, props);
  usePicking(map, onPick);
  usePin(map, picked, onPick);
  useMarkers(map, markers, onMarker);
  useEffect(() => {
    const canvas = map?.getCanvas();
    canvas?.setAttribute('aria-label', onPick === undefined ? label : `${label}. ${t('map.help')}`);
  }, [map, label, onPick, t]);
  const centre = (): Position => roundPosition(map?.getCenter().toArray() ?? [0, 0]);
  return (
    <div>
      <div className={styles.frame} style={{ height }}>
        <div ref={box} className={styles.canvas} />
        {!drawn && <div className={styles.loading}>{t('map.loading')}</div>}
        {onPick !== undefined && (
          <svg className={styles.cross} width="100%" height="100%" aria-hidden="true">
            <circle cx="50%" cy="50%" r="9" fill="none" stroke="currentColor" strokeWidth="2" />
            <circle cx="50%" cy="50%" r="1.500" fill="currentColor" />
          </svg>
        )}
        {map !== undefined && <MapButtons map={map} />}
        {base.baseMapAttribution !== null && <p className={styles.credit}>{base.baseMapAttribution}</p>}
      </div>
      {onPick !== undefined && (
        <PickTools picked={picked} onPick={onPick} onPickCentre={() => onPick(centre())} />
      )}
    </div>
  );
}

function useMap(
  box: RefObject<HTMLDivElement | null>,
  { centre, around }: DistrictMapProps,
  setMap: (map: MapLibreMap | undefined) => void,
  setDrawn: (drawn: boolean) => void,
): void {
  const { bounds } = useSettings().map;
  const start = useRef({ bounds: around ?? bounds, centre });
  useEffect(() => {
    if (box.current === null) return undefined;
    const from = start.current;
    const map = new MapLibreMap({
      container: box.current,
      attributionControl: false,
      localIdeographFontFamily: fontFamily,
      dragRotate: false,
      pitchWithRotate: false,
      maxZoom: 19,
      ...(from.centre === undefined ? {} : { center: [...from.centre], zoom: placeZoom }),
      ...(from.centre === undefined && from.bounds !== null
        ? { bounds: from.bounds, fitBoundsOptions: { padding: boundsPadding } }
        : {}),
    });
    map.touchZoomRotate.disableRotation();
    setMap(map);
    map.once('load', () => setDrawn(true));
    // A tile that is not to be had without a network leaves the rest undrawn until the next frame, which nothing asks for.
    map.on('error', () => {
      setDrawn(true);
      map.triggerRepaint();
    });
    return () => {
      setDrawn(false);
      setMap(undefined);
      map.remove();
    };
  }, [box, setMap, setDrawn]);
}

function useStyle(map: MapLibreMap | undefined, { onStyle }: DistrictMapProps): void {
  const colours = usePalette();
  const language = useLanguage();
  const { map: base } = useSettings();
  const city = useEndpoint(getCityOverview, {}, { staleTimeMs: cityKeptMs });
  const versionId = city.data?.versionId;
  const known = !city.isPending;
  const latest = useRef(onStyle);
  useEffect(() => {
    latest.current = onStyle;
  });
  useEffect(() => {
    if (map === undefined || !known) return undefined;
    let undo: (() => void) | undefined;
    const styled = (): void => {
      undo = latest.current?.(map);
    };
    map.once('style.load', styled);
    const tiles = tilesAddress(window.location.origin, versionId);
    map.setStyle(mapStyle(colours, language, base, tiles), { diff: false });
    return () => {
      map.off('style.load', styled);
      undo?.();
    };
  }, [map, colours, language, base, known, versionId]);
}

function useView(map: MapLibreMap | undefined, { centre, around }: DistrictMapProps): void {
  const [lng, lat] = centre ?? [];
  useEffect(() => {
    if (map === undefined || lng === undefined || lat === undefined) return;
    map.easeTo({ center: [lng, lat], zoom: Math.max(map.getZoom(), placeZoom) });
  }, [map, lng, lat]);
  const area = around?.join();
  useEffect(() => {
    if (map === undefined || area === undefined) return;
    const [west = 0, south = 0, east = 0, north = 0] = area.split(',').map(Number);
    map.fitBounds([west, south, east, north], { padding: boundsPadding });
  }, [map, area]);
}

function useHighlight(map: MapLibreMap | undefined, { highlight }: DistrictMapProps): void {
  useEffect(() => {
    if (map === undefined) return undefined;
    const draw = (): void => {
      const source = map.getSource(highlightSource);
      if (!(source instanceof GeoJSONSource)) return;
      void source.setData({
        type: 'FeatureCollection',
        features: highlight === undefined ? [] : [{ type: 'Feature', properties: {}, geometry: highlight }],
      });
    };
    draw();
    map.on('style.load', draw);
    return () => void map.off('style.load', draw);
  }, [map, highlight]);
}

/** Click picks the place under the pointer; Enter on the focused map picks its centre. */
function usePicking(map: MapLibreMap | undefined, onPick: DistrictMapProps['onPick']): void {
  useEffect(() => {
    if (map === undefined || onPick === undefined) return undefined;
    const canvas = map.getCanvas();
    const click = ({ lngLat }: { readonly lngLat: { toArray(): [number, number] } }): void =>
      onPick(roundPosition(lngLat.toArray()));
    const key = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      onPick(roundPosition(map.getCenter().toArray()));
    };
    canvas.style.cursor = 'crosshair';
    map.on('click', click);
    canvas.addEventListener('keydown', key);
    return () => {
      canvas.style.cursor = '';
      map.off('click', click);
      canvas.removeEventListener('keydown', key);
    };
  }, [map, onPick]);
}
