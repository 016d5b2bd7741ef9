import { tileLayerFromZoom } from '@heliu/contract/map';
import type { Map as MapLibreMap } from 'maplibre-gl';

export const areaLevels = ['township', 'community', 'grid'] as const;
export type AreaLevel = (typeof areaLevels)[number];

/** Level of the place that a click means at a zoom: what one can tell apart there. */
export const levelAt = (zoom: number): AreaLevel =>
  zoom < 10.5 ? 'township' : zoom < tileLayerFromZoom.grid + 0.5 ? 'community' : 'grid';

/** Shows borders and names of these levels alone. */
export function showLevels(map: MapLibreMap, shown: readonly AreaLevel[]): void {
  for (const level of areaLevels) {
    const visibility = shown.includes(level) ? 'visible' : 'none';
    for (const layer of [`${level}-line`, `${level}-label`]) {
      if (map.getLayer(layer) !== undefined) map.setLayoutProperty(layer, 'visibility', visibility);
    }
  }
}

/** False while a new version or another theme brings a new style: nothing can be drawn until it is there. */
export const isStyled = (map: MapLibreMap): boolean => map.getLayer('ground') !== undefined;
