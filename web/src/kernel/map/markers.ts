import type { Position } from '@heliu/contract/geo';
import { type Map as MapLibreMap, Marker } from 'maplibre-gl';
import { useEffect, useEffectEvent } from 'react';
import { useKernelTexts } from '../i18n/texts.ts';
import styles from './map.module.css';
import { MarkerLayer } from './marker-layer.ts';
import { roundPosition } from './position.ts';
import type { DistrictMapProps, MapMarker } from './types.ts';

const pinSize = 38;

function pinElement(): HTMLElement {
  const pin = document.createElement('div');
  pin.className = styles['pin'] ?? '';
  pin.innerHTML = `<svg width="${pinSize}" height="${pinSize}" viewBox="0 0 24 24" aria-hidden="true"><path fill="currentColor" stroke="#fff" d="M12 22.500s7.500-6.700 7.500-12.300a7.500 7.500 0 0 0-15 0C4.500 15.800 12 22.500 12 22.500z"/><circle cx="12" cy="10.200" r="2.800" fill="#fff"/></svg>`;
  return pin;
}

/** The chosen place as a pin that can be dragged. */
export function usePin(
  map: MapLibreMap | undefined,
  picked: Position | null | undefined,
  onPick: DistrictMapProps['onPick'],
): void {
  const [lng, lat] = picked ?? [];
  useEffect(() => {
    if (map === undefined || lng === undefined || lat === undefined) return undefined;
    const pin = new Marker({ element: pinElement(), anchor: 'bottom', draggable: onPick !== undefined })
      .setLngLat([lng, lat])
      .addTo(map);
    pin.on('dragend', () => onPick?.(roundPosition(pin.getLngLat().toArray())));
    if (!map.getBounds().contains([lng, lat])) map.easeTo({ center: [lng, lat] });
    return () => void pin.remove();
  }, [map, lng, lat, onPick]);
}

/** Some dozens of named points; thousands belong into a layer of their own through `onStyle`. */
export function useMarkers(
  map: MapLibreMap | undefined,
  markers: readonly MapMarker[],
  onMarker: DistrictMapProps['onMarker'],
): void {
  const t = useKernelTexts();
  const content = JSON.stringify(markers);
  const press = useEffectEvent((id: string) => onMarker?.(id));
  const presses = onMarker !== undefined;
  useEffect(() => {
    if (map === undefined) return undefined;
    const layer = new MarkerLayer({
      map,
      markers: JSON.parse(content) as MapMarker[],
      onMarker: presses ? (id) => press(id) : undefined,
      crowdLabel: (count) => t('map.crowd', { count }),
    });
    return () => layer.remove();
  }, [map, content, presses, t]);
}
