/** Position `[lng, lat]` in degrees, or `[x, y]` in metres on the local plane; each function says which. */
export type Pair = readonly [number, number];

/** Element of an array where the index is known to exist. */
export function at<T>(list: ArrayLike<T>, index: number): T {
  const value = list[index];
  if (value === undefined) throw new RangeError(`no element ${index} of ${list.length}`);
  return value;
}

const metresPerDegree = 111_320;

/** Equirectangular plane around an origin: right to a fraction of a percent over one district. */
export class Plane {
  readonly origin: Pair;
  readonly #perLng: number;

  constructor(origin: Pair) {
    this.origin = origin;
    this.#perLng = metresPerDegree * Math.cos((origin[1] * Math.PI) / 180);
  }

  toMetres([lng, lat]: Pair): Pair {
    return [(lng - this.origin[0]) * this.#perLng, (lat - this.origin[1]) * metresPerDegree];
  }

  toDegrees([x, y]: Pair): Pair {
    return [this.origin[0] + x / this.#perLng, this.origin[1] + y / metresPerDegree];
  }
}

/** Twice the signed area of a ring given without its closing point; positive counter-clockwise. */
export function doubleArea(ring: readonly Pair[]): number {
  let sum = 0;
  ring.forEach((a, i) => {
    const b = at(ring, (i + 1) % ring.length);
    sum += a[0] * b[1] - b[0] * a[1];
  });
  return sum;
}

/** Ray casting; points on the edge may fall either way. */
export function isInside([x, y]: Pair, ring: readonly Pair[]): boolean {
  let inside = false;
  ring.forEach((a, i) => {
    const b = at(ring, (i + 1) % ring.length);
    if (a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside;
  });
  return inside;
}

export const distance = (a: Pair, b: Pair): number => Math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2);

/** Seeded generator of numbers in [0, 1) (mulberry32): the same seed draws the same map. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
