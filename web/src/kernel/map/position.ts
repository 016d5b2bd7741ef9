import { Position } from '@heliu/contract/geo';

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
