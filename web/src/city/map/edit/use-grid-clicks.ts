import { locatePlace } from '@heliu/contract/city/search';
import type { Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl';
import { useEffect, useRef } from 'react';
import { call, ProblemError } from '../../../kernel/api/index.ts';

/** A click names the grid under it, however far the map is away. */
export function useGridClicks(
  map: MapLibreMap | undefined,
  enabled: boolean,
  onGrid: (code: string, community: string) => void,
): void {
  const latest = useRef(onGrid);
  useEffect(() => {
    latest.current = onGrid;
  });
  useEffect(() => {
    if (map === undefined || !enabled) return undefined;
    let asked = 0;
    const click = async ({ lngLat, defaultPrevented }: MapMouseEvent): Promise<void> => {
      if (defaultPrevented) return;
      const mine = ++asked;
      try {
        const { grid, community } = await call(locatePlace, { query: { lng: lngLat.lng, lat: lngLat.lat } });
        if (mine === asked) latest.current(grid.code, community.code);
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
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
