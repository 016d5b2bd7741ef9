import { createRequire } from 'node:module';
import Delaunator from 'delaunator';
import { at, distance, doubleArea, isInside, type Pair } from './plane.ts';

/** Its declared types are its TypeScript source, which strict settings refuse: the little used of it is typed here. */
const Constrainautor = createRequire(import.meta.url)('@kninnug/constrainautor') as new (
  triangulation: Delaunator<Float64Array>,
) => { constrainAll(edges: [number, number][]): void };

/** Triangles that fill the outline exactly; every later border runs along their edges. */
export interface Mesh {
  /** Metres; outline vertices first, in ring order. */
  readonly points: Pair[];
  /** How many of `points` lie on the outline: they never move. */
  readonly fixed: number;
  /** Three point numbers each, counter-clockwise. */
  readonly triangles: readonly (readonly [number, number, number])[];
  /** Neighbour over the edge from corner i to corner i + 1; -1 at the outline. */
  readonly neighbours: readonly (readonly [number, number, number])[];
  readonly centres: readonly Pair[];
  readonly areasM2: readonly number[];
}

const edgeKey = (from: number, to: number) => from * 1_000_000 + to;

function neighboursOf(triangles: Mesh['triangles']): Mesh['neighbours'] {
  const owner = new Map<number, number>();
  triangles.forEach((corners, number) => {
    for (let side = 0; side < 3; side++) {
      owner.set(edgeKey(at(corners, side), at(corners, (side + 1) % 3)), number);
    }
  });
  return triangles.map(([a, b, c]) => [
    owner.get(edgeKey(b, a)) ?? -1,
    owner.get(edgeKey(c, b)) ?? -1,
    owner.get(edgeKey(a, c)) ?? -1,
  ]);
}

/** Rings and inner points in metres; rings without their closing points, disjoint from each other. */
export function meshOf(rings: readonly (readonly Pair[])[], inner: readonly Pair[]): Mesh {
  const points = [...rings.flat(), ...inner];
  const fixed = points.length - inner.length;
  const sides: [number, number][] = [];
  let start = 0;
  for (const ring of rings) {
    const first = start;
    ring.forEach((_, i) => sides.push([first + i, first + ((i + 1) % ring.length)]));
    start += ring.length;
  }
  const delaunay = Delaunator.from(points);
  new Constrainautor(delaunay).constrainAll(sides);

  const triangles: [number, number, number][] = [];
  for (let i = 0; i < delaunay.triangles.length; i += 3) {
    const corners: [number, number, number] = [
      at(delaunay.triangles, i),
      at(delaunay.triangles, i + 1),
      at(delaunay.triangles, i + 2),
    ];
    const [a, b, c] = corners.map((corner) => at(points, corner)) as [Pair, Pair, Pair];
    const centre: Pair = [(a[0] + b[0] + c[0]) / 3, (a[1] + b[1] + c[1]) / 3];
    if (!rings.some((ring) => isInside(centre, ring))) continue;
    triangles.push(doubleArea([a, b, c]) > 0 ? corners : [corners[0], corners[2], corners[1]]);
  }
  const cornersOf = (triangle: readonly number[]) => triangle.map((corner) => at(points, corner));
  return {
    points,
    fixed,
    triangles,
    neighbours: neighboursOf(triangles),
    centres: triangles.map((triangle) => {
      const corners = cornersOf(triangle);
      return [corners.reduce((sum, [x]) => sum + x, 0) / 3, corners.reduce((sum, [, y]) => sum + y, 0) / 3];
    }),
    areasM2: triangles.map((triangle) => doubleArea(cornersOf(triangle)) / 2),
  };
}

/** Number of the triangle whose centre is nearest to a point. */
export function triangleAt(mesh: Mesh, point: Pair, among: Iterable<number> = mesh.triangles.keys()): number {
  let best = -1;
  let least = Infinity;
  for (const number of among) {
    const away = distance(at(mesh.centres, number), point);
    if (away < least) {
      least = away;
      best = number;
    }
  }
  return best;
}

function pieceFrom(mesh: Mesh, start: number, seen: Set<number>): number[] {
  const piece = [start];
  seen.add(start);
  for (let i = 0; i < piece.length; i++) {
    for (const next of at(mesh.neighbours, at(piece, i))) {
      if (next < 0 || seen.has(next)) continue;
      seen.add(next);
      piece.push(next);
    }
  }
  return piece.toSorted((a, b) => a - b);
}

/** Connected pieces, largest first. */
export function piecesOf(mesh: Mesh): number[][] {
  const seen = new Set<number>();
  const pieces: number[][] = [];
  for (const start of mesh.triangles.keys()) {
    if (!seen.has(start)) pieces.push(pieceFrom(mesh, start, seen));
  }
  return pieces.toSorted((a, b) => b.length - a.length);
}
