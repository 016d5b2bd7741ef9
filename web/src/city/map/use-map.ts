import type { Bounds } from '@heliu/contract/city/overview';
import { locatePlace } from '@heliu/contract/city/search';
import type { EndpointReply } from '@heliu/contract/endpoint';
import type { Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl';
import { useCallback, useEffect, useRef } from 'react';
import { call, ProblemError } from '../../kernel/api/index.ts';
import { type AreaLevel, levelAt, showLevels } from './layers.ts';

const framePadding = 60;

/** Keeps hold of the map while it is styled. */
export function useMapHold(setMap: (map: MapLibreMap | undefined) => void): (map: MapLibreMap) => () => void {
  return useCallback(
    (map) => {
      setMap(map);
      return () => setMap(undefined);
    },
    [setMap],
  );
}

export function useLevels(map: MapLibreMap | undefined, levels: readonly AreaLevel[]): void {
  useEffect(() => {
    if (map !== undefined) showLevels(map, levels);
  }, [map, levels]);
}

type Located = EndpointReply<typeof locatePlace>;

/** A click is told with what lies under it; undefined outside the district. Of several the last one counts. */
export function useLocatedClicks(
  map: MapLibreMap | undefined,
  enabled: boolean,
  onClick: (found: Located | undefined) => void,
): void {
  const latest = useRef(onClick);
  useEffect(() => {
    latest.current = onClick;
  });
  useEffect(() => {
    if (map === undefined || !enabled) return undefined;
    let asked = 0;
    const click = async ({ lngLat, defaultPrevented }: MapMouseEvent): Promise<void> => {
      if (defaultPrevented) return;
      const mine = ++asked;
      const tell = (found: Located | undefined) => {
        if (mine === asked) latest.current(found);
      };
      try {
        tell(await call(locatePlace, { query: { lng: lngLat.lng, lat: lngLat.lat } }));
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        tell(undefined);
      }
    };
    const listen = (event: MapMouseEvent): void => void click(event);
    map.on('click', listen);
    map.getCanvas().style.cursor = 'pointer';
    return () => {
      asked = -1;
      map.off('click', listen);
      map.getCanvas().style.cursor = '';
    };
  }, [map, enabled]);
}

/** A click chooses the place under it: a town from afar, a community nearer, a grid from near. */
export function useClicks(
  map: MapLibreMap | undefined,
  onPlace: (code: string | undefined) => void,
  enabled: boolean,
): void {
  useLocatedClicks(map, enabled, (found) => {
    const level = levelAt(map?.getZoom() ?? 0);
    const place = level === 'township' ? (found?.township ?? found?.community) : found?.[level];
    onPlace(place?.code);
  });
}

/** Brings a newly chosen place into view; one that was clicked is in view already and stays where it is. */
export function useFraming(
  map: MapLibreMap | undefined,
  code: string | undefined,
  bounds: Bounds | null | undefined,
): void {
  const framed = useRef<string>(undefined);
  useEffect(() => {
    if (map === undefined || code === undefined || bounds == null || framed.current === code) return;
    framed.current = code;
    const [west, south, east, north] = bounds;
    const view = map.getBounds();
    const inView = view.contains([west, south]) && view.contains([east, north]);
    const wide = view.getEast() - view.getWest();
    if (!inView || (east - west) * 6 < wide) {
      map.fitBounds(bounds, { padding: framePadding, maxZoom: 15.5 });
    }
  }, [map, code, bounds]);
}
