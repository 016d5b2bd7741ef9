import type { Position } from '@heliu/contract/geo';
import { type Map as MapLibreMap, Marker } from 'maplibre-gl';
import { useEffect } from 'react';
import styles from './map.module.css';
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

function markerElement(
  { label, tone = 'primary', selected = false }: MapMarker,
  asButton: boolean,
): HTMLElement {
  const element = document.createElement(asButton ? 'button' : 'span');
  element.className = [styles['marker'], styles[tone], selected ? styles['selected'] : ''].join(' ');
  element.title = label;
  element.setAttribute('aria-label', label);
  if (!asButton) element.setAttribute('role', 'img');
  return element;
}

/** Some dozens of named points; thousands belong into a layer of their own through `onStyle`. */
export function useMarkers(
  map: MapLibreMap | undefined,
  markers: readonly MapMarker[],
  onMarker: DistrictMapProps['onMarker'],
): void {
  const content = JSON.stringify(markers);
  useEffect(() => {
    if (map === undefined) return undefined;
    const shown = (JSON.parse(content) as MapMarker[]).map((one) => {
      const element = markerElement(one, onMarker !== undefined);
      element.addEventListener('click', (event) => {
        event.stopPropagation();
        onMarker?.(one.id);
      });
      return new Marker({ element }).setLngLat([...one.position]).addTo(map);
    });
    return () => {
      for (const one of shown) one.remove();
    };
  }, [map, content, onMarker]);
}
