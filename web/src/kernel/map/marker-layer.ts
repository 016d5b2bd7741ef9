import { LngLatBounds, type Map as MapLibreMap, Marker } from 'maplibre-gl';
import { crowdsOf, type Point, ringsOf } from './crowd.ts';
import styles from './map.module.css';
import type { MapMarker } from './types.ts';

/** Markers closer than this lie over each other. */
const apartPx = 30;
/** What does not come apart at this zoom is spread around its place instead. */
const nearZoom = 17;
const paddingPx = 70;

function elementOf(
  { label, tone = 'primary', selected = false }: Pick<MapMarker, 'label' | 'tone' | 'selected'>,
  onPress: (() => void) | undefined,
): HTMLElement {
  const element = document.createElement(onPress === undefined ? 'span' : 'button');
  element.className = [styles['marker'], styles[tone], selected ? styles['selected'] : ''].join(' ');
  element.title = label;
  element.setAttribute('aria-label', label);
  if (onPress === undefined) element.setAttribute('role', 'img');
  element.addEventListener('click', (event) => {
    event.stopPropagation();
    onPress?.();
  });
  return element;
}

interface MarkerLayerOptions {
  readonly map: MapLibreMap;
  readonly markers: readonly MapMarker[];
  readonly onMarker: ((id: string) => void) | undefined;
  /** What so many markers in one place are called. */
  readonly crowdLabel: (count: number) => string;
}

/** Named points; those that would lie over each other are one with their number, which opens to show them. */
export class MarkerLayer {
  readonly #options: MarkerLayerOptions;
  readonly #all: readonly MapMarker[];
  #shown: Marker[] = [];
  /** The crowd that is spread around its place, by its first. */
  #open: string | undefined;

  constructor(options: MarkerLayerOptions) {
    this.#options = options;
    this.#all = options.markers.toSorted((a, b) => Number(b.selected === true) - Number(a.selected === true));
    this.#draw();
    options.map.on('zoomend', this.#redraw);
  }

  remove(): void {
    this.#options.map.off('zoomend', this.#redraw);
    this.#clear();
  }

  #clear(): void {
    for (const one of this.#shown) one.remove();
    this.#shown = [];
  }

  readonly #redraw = (): void => {
    this.#open = undefined;
    this.#draw();
  };

  #draw(): void {
    this.#clear();
    const { map } = this.#options;
    const points = this.#all.map(({ position }) => map.project([...position]));
    const crowds = crowdsOf(points, apartPx).map((crowd) => crowd.flatMap((index) => this.#all[index] ?? []));
    this.#shown = crowds.flatMap((crowd) => this.#markersOf(crowd));
    for (const one of this.#shown) one.addTo(map);
  }

  #markersOf(crowd: readonly MapMarker[]): Marker[] {
    const [first, ...others] = crowd;
    if (first === undefined) return [];
    if (others.length === 0) return [this.#one(first)];
    if (first.id === this.#open) {
      const around = ringsOf(crowd.length, apartPx);
      return crowd.map((marker, index) => this.#one({ ...marker, position: first.position }, around[index]));
    }
    const label = this.#options.crowdLabel(crowd.length);
    const element = elementOf({ label }, () => this.#enter(crowd));
    element.classList.add(styles['crowd'] ?? '');
    element.textContent = String(crowd.length);
    return [new Marker({ element }).setLngLat([...first.position])];
  }

  #one(marker: MapMarker, offset: Point = { x: 0, y: 0 }): Marker {
    const { onMarker } = this.#options;
    const element = elementOf(marker, onMarker && (() => onMarker(marker.id)));
    return new Marker({ element, offset: [offset.x, offset.y] }).setLngLat([...marker.position]);
  }

  /** Goes nearer where that tells them apart, else spreads them around their place. */
  #enter(crowd: readonly MapMarker[]): void {
    const { map } = this.#options;
    const around = new LngLatBounds();
    for (const { position } of crowd) around.extend([...position]);
    const [from, to] = [map.project(around.getSouthWest()), map.project(around.getNorthEast())];
    const nearer = 2 ** (nearZoom - map.getZoom());
    if (nearer > 1 && Math.hypot(to.x - from.x, to.y - from.y) * nearer > apartPx * 2) {
      map.fitBounds(around, { padding: paddingPx, maxZoom: nearZoom });
      return;
    }
    this.#open = crowd[0]?.id;
    this.#draw();
    this.#shown
      .find((one) => one.getElement().title === crowd[0]?.label)
      ?.getElement()
      .focus();
  }
}
