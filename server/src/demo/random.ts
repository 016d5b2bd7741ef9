import { uuidOf } from '../kernel/uuid.ts';

/** A stream of pseudo-random numbers from a seed: the same seed gives the same city. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** Whole number in [0, below). */
  below(below: number): number;
  chance(share: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** Index drawn by weight. */
  weighted(weights: readonly number[]): number;
  /** Log-normal with this median; `spread` is the standard deviation of the logarithm. */
  around(median: number, spread: number): number;
  bytes(count: number): Uint8Array;
}

/**
 * Four words of state from a text, each an FNV-1a of its own: with one word alone, two of 69,000 matters would share
 * their stream, and so their code, on every second day.
 */
function stateOf(seed: string): Uint32Array {
  const bytes = new TextEncoder().encode(seed);
  return Uint32Array.from([0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35], (basis) => {
    let value = basis;
    for (const byte of bytes) value = Math.imul(value ^ byte, 0x01000193);
    value = Math.imul(value ^ (value >>> 16), 0x21f0aaad);
    return Math.imul(value ^ (value >>> 15), 0x735a2d97) >>> 0;
  });
}

/** sfc32. */
export function randomFrom(seed: string): Random {
  const [a0 = 0, b0 = 0, c0 = 0, d0 = 0] = stateOf(seed);
  let [a, b, c, d] = [a0, b0, c0, d0];
  const next = () => {
    const sum = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let round = 0; round < 12; round += 1) next();
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    chance: (share) => next() < share,
    pick: (from) => {
      const picked = from[below(from.length)];
      if (picked === undefined) throw new RangeError('nothing to pick from');
      return picked;
    },
    weighted: (weights) => {
      let left = next() * weights.reduce((sum, weight) => sum + weight, 0);
      const index = weights.findIndex((weight) => {
        left -= weight;
        return left < 0;
      });
      return index === -1 ? weights.length - 1 : index;
    },
    around: (median, spread) => {
      const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
      return median * Math.exp(spread * normal);
    },
    bytes: (count) => Uint8Array.from({ length: count }, () => below(256)),
  };
}

/** A uuid drawn from the stream: version 7 where its millisecond is given, else version 4. */
export function uuidFrom(random: Random, at?: number): string {
  const bytes = random.bytes(16);
  if (at === undefined) return uuidOf(bytes, 4);
  for (let i = 0; i < 6; i += 1) bytes[i] = Math.floor(at / 2 ** (8 * (5 - i))) & 255;
  return uuidOf(bytes, 7);
}
