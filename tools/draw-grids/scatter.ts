import { at, distance, isInside, type Pair } from './plane.ts';

/** Distance wanted between neighbouring points, in metres. */
export type Spacing = (point: Pair) => number;

class Buckets {
  readonly #size: number;
  readonly #cells = new Map<number, { point: Pair; radius: number }[]>();

  constructor(size: number) {
    this.#size = size;
  }

  #key(column: number, row: number): number {
    return (column + 50_000) * 100_000 + row + 50_000;
  }

  add(point: Pair, radius: number): void {
    const key = this.#key(Math.floor(point[0] / this.#size), Math.floor(point[1] / this.#size));
    const cell = this.#cells.get(key);
    if (cell === undefined) this.#cells.set(key, [{ point, radius }]);
    else cell.push({ point, radius });
  }

  *#near(point: Pair, radius: number): Generator<{ point: Pair; radius: number }> {
    const reach = Math.ceil(radius / this.#size);
    const column = Math.floor(point[0] / this.#size);
    const row = Math.floor(point[1] / this.#size);
    for (let i = column - reach; i <= column + reach; i++) {
      for (let j = row - reach; j <= row + reach; j++) yield* this.#cells.get(this.#key(i, j)) ?? [];
    }
  }

  /** True where a point already lies nearer than both its own radius and `radius`. */
  isCrowded(point: Pair, radius: number): boolean {
    for (const other of this.#near(point, radius)) {
      if (distance(point, other.point) < Math.min(radius, other.radius)) return true;
    }
    return false;
  }
}

const attempts = 24;
/** Points keep this share of the spacing from the outline, so that no flat triangle lies along it. */
const outlineShare = 0.75;

function fence(ring: readonly Pair[], spacing: Spacing, buckets: Buckets): void {
  ring.forEach((from, i) => {
    const to = at(ring, (i + 1) % ring.length);
    const length = distance(from, to);
    const wanted = outlineShare * spacing(from);
    const steps = Math.max(1, Math.ceil(length / (wanted / 2)));
    for (let step = 0; step < steps; step++) {
      const share = step / steps;
      buckets.add([from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share], wanted);
    }
  });
}

/**
 * Fills a ring with points no nearer to each other than the spacing there (Bridson's disc sampling with a radius that
 * varies). The ring is in metres, without its closing point; its own points are not among those returned.
 */
export function scatter(ring: readonly Pair[], first: Pair, spacing: Spacing, random: () => number): Pair[] {
  const buckets = new Buckets(60);
  fence(ring, spacing, buckets);
  const points: Pair[] = [first];
  buckets.add(first, spacing(first));
  const active = [0];
  while (active.length > 0) {
    const slot = Math.floor(random() * active.length);
    const from = at(points, at(active, slot));
    const radius = spacing(from);
    let placed = false;
    for (let attempt = 0; attempt < attempts && !placed; attempt++) {
      const angle = random() * 2 * Math.PI;
      const far = radius * (1 + 0.6 * random());
      const point: Pair = [from[0] + far * Math.cos(angle), from[1] + far * Math.sin(angle)];
      const wanted = spacing(point);
      if (buckets.isCrowded(point, wanted) || !isInside(point, ring)) continue;
      buckets.add(point, wanted);
      active.push(points.length);
      points.push(point);
      placed = true;
    }
    if (!placed) {
      const last = active.pop();
      if (slot < active.length && last !== undefined) active[slot] = last;
    }
  }
  return points;
}
