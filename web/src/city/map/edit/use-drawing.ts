import type { Polygon, Position } from '@heliu/contract/geo';
import type { Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl';
import { useEffect, useRef, useState } from 'react';
import { snap } from './snap.ts';

export interface DrawingActs {
  add(position: Position): void;
  removeLast(): void;
  finish(): void;
  leave(): void;
}

/** `drawn`: the line is finished, and may still be taken back or cleared. */
export type DrawingState = 'off' | 'drawing' | 'drawn';

/**
 * Clicks and taps put points, drawn to the borders near them; keys too: arrows move the map, Space puts a point at its
 * middle, Backspace takes the last one away, Enter finishes, Escape leaves. @returns where the next point would come.
 */
export function useDrawing(
  map: MapLibreMap | undefined,
  borders: readonly Polygon[],
  state: DrawingState,
  acts: DrawingActs,
): Position | undefined {
  const [ghost, setGhost] = useState<Position>();
  const latest = useRef({ acts, borders });
  useEffect(() => {
    latest.current = { acts, borders };
  });
  const drawing = state === 'drawing';
  useEffect(() => {
    if (map === undefined || !drawing) return undefined;
    const canvas = map.getCanvas();
    const meant = ({ lng, lat }: { lng: number; lat: number }): Position =>
      snap([lng, lat], latest.current.borders, (position) => map.project([...position])).at;
    const click = (event: MapMouseEvent): void => {
      event.preventDefault();
      latest.current.acts.add(meant(event.lngLat));
      setGhost(undefined);
    };
    const move = (event: MapMouseEvent): void => setGhost(meant(event.lngLat));
    const leave = (): void => setGhost(undefined);
    const key = (event: KeyboardEvent): void => {
      if (isField(event.target)) return;
      const onMap = event.target === canvas;
      if (event.key === 'Enter' && (onMap || event.target === document.body)) latest.current.acts.finish();
      else if (event.key === ' ' && onMap) latest.current.acts.add(meant(map.getCenter()));
      else return;
      event.preventDefault();
    };
    const centre = (event: KeyboardEvent): void => {
      if (event.key.startsWith('Arrow')) setGhost(meant(map.getCenter()));
    };
    map.on('click', click);
    map.on('mousemove', move);
    map.on('mouseout', leave);
    map.doubleClickZoom.disable();
    document.addEventListener('keydown', key);
    canvas.addEventListener('keyup', centre);
    canvas.style.cursor = 'crosshair';
    return () => {
      map.off('click', click);
      map.off('mousemove', move);
      map.off('mouseout', leave);
      map.doubleClickZoom.enable();
      document.removeEventListener('keydown', key);
      canvas.removeEventListener('keyup', centre);
      canvas.style.cursor = '';
      setGhost(undefined);
    };
  }, [map, drawing]);
  useLineKeys(state !== 'off', latest);
  return drawing ? ghost : undefined;
}

interface Latest {
  readonly current: { readonly acts: DrawingActs };
}

/** Keys for a line that is drawn as for one that is being drawn. */
function useLineKeys(enabled: boolean, latest: Latest): void {
  useEffect(() => {
    if (!enabled) return undefined;
    const key = (event: KeyboardEvent): void => {
      if (isField(event.target)) return;
      if (event.key === 'Backspace') latest.current.acts.removeLast();
      else if (event.key === 'Escape') latest.current.acts.leave();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', key);
    return () => document.removeEventListener('keydown', key);
  }, [enabled, latest]);
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
