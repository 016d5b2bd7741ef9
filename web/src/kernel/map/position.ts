import { type MultiPolygon, Position } from '@heliu/contract/geo';

/** About a decimetre: finer digits would only pretend. */
const digits = 6;

export const roundPosition = ([lng, lat]: readonly [number, number]): Position => [
  Number(lng.toFixed(digits)),
  Number(lat.toFixed(digits)),
];

/** Reads what a person typed; undefined where it is not a place on earth. */
export function parsePosition(lng: string, lat: string): Position | undefined {
  if (lng.trim() === '' || lat.trim() === '') return undefined;
  const parsed = Position.safeParse([Number(lng), Number(lat)]);
  return parsed.success ? roundPosition(parsed.data) : undefined;
}

/** Whether a point lies in an area, outside its holes; on the very edge either may be said. */
export const isWithin = ([lng, lat]: Position, area: MultiPolygon): boolean =>
  area.coordinates.some((rings) => rings.filter((ring) => isInRing(ring, lng, lat)).length % 2 === 1);

function isInRing(ring: readonly Position[], lng: number, lat: number): boolean {
  let inside = false;
  ring.forEach(([toLng, toLat], at) => {
    const [fromLng, fromLat] = ring.at(at - 1) ?? [toLng, toLat];
    if (fromLat > lat === toLat > lat) return;
    if (lng < fromLng + ((toLng - fromLng) * (lat - fromLat)) / (toLat - fromLat)) inside = !inside;
  });
  return inside;
}
