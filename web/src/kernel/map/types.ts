import type { Bounds } from '@heliu/contract/city/overview';
import type { MultiPolygon, Polygon, Position } from '@heliu/contract/geo';
import type { Map as MapLibreMap } from 'maplibre-gl';

export type MarkerTone = 'primary' | 'green' | 'blue' | 'yellow' | 'red' | 'grey';

export interface MapMarker {
  readonly id: string;
  readonly position: Position;
  /** Spoken and shown on hover; markers are buttons when `onMarker` is given. */
  readonly label: string;
  readonly tone?: MarkerTone | undefined;
  readonly selected?: boolean | undefined;
}

export interface DistrictMapProps {
  /** What the map is for, to screen readers. */
  readonly label: string;
  readonly height?: number | string | undefined;
  /** Place to look at, zoomed in; the whole district when absent. */
  readonly centre?: Position | undefined;
  /** Area to see as a whole, where there is no centre. */
  readonly around?: Bounds | undefined;
  /** The chosen place, when the map is for choosing one. */
  readonly picked?: Position | null | undefined;
  /** Makes the map pick places: by click, drag, keyboard, typed coordinates or the device's position. */
  readonly onPick?: ((position: Position) => void) | undefined;
  readonly markers?: readonly MapMarker[] | undefined;
  readonly onMarker?: ((id: string) => void) | undefined;
  /** An area to emphasise, such as the grid of a matter. */
  readonly highlight?: Polygon | MultiPolygon | undefined;
  /** For layers of a capability's own; what it returns runs before the map or its style goes. */
  readonly onStyle?: ((map: MapLibreMap) => (() => void) | undefined) | undefined;
}
