import type { Position } from '../geo.ts';
import type { Area } from './place.ts';

/** Closed ring of positions, first and last equal. */
export type Ring = readonly Position[];

const keyOf = (position: Position): string => `${position[0]},${position[1]}`;

/** Twice the signed area in square degrees, taken from the first point to keep the digits; positive counter-clockwise. */
export function doubleArea(ring: Ring): number {
  const [first] = ring;
  if (first === undefined) return 0;
  let sum = 0;
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1] ?? first, ring[i] ?? first];
    sum += (a[0] - first[0]) * (b[1] - first[1]) - (b[0] - first[0]) * (a[1] - first[1]);
  }
  return sum;
}

/** Ray casting; a point on the edge may fall either way. */
export function isInRing([x, y]: Position, ring: Ring): boolean {
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1], ring[i]];
    if (a === undefined || b === undefined) continue;
    if (a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside;
  }
  return inside;
}

/** True where a position lies in an area and in none of its holes. */
export function isInArea(position: Position, area: Area): boolean {
  const polygons = area.type === 'Polygon' ? [area.coordinates] : area.coordinates;
  return polygons.some(
    ([shell, ...holes]) =>
      shell !== undefined && isInRing(position, shell) && !holes.some((hole) => isInRing(position, hole)),
  );
}

interface Edge {
  readonly from: Position;
  readonly to: Position;
}

/** Takes an edge out; false where it is not there. */
function cancel(open: Map<string, Edge[]>, from: Position, to: Position): boolean {
  const edges = open.get(keyOf(from));
  const place = edges?.findIndex((edge) => keyOf(edge.to) === keyOf(to)) ?? -1;
  if (edges === undefined || place < 0) return false;
  edges.splice(place, 1);
  if (edges.length === 0) open.delete(keyOf(from));
  return true;
}

/** Edges by start that no opposite edge cancels. */
function openEdges(rings: Iterable<Ring>): Map<string, Edge[]> {
  const open = new Map<string, Edge[]>();
  for (const ring of rings) {
    for (const [i, to] of ring.slice(1).entries()) {
      const from = ring[i] ?? to;
      if (cancel(open, to, from)) continue;
      const edges = open.get(keyOf(from));
      if (edges === undefined) open.set(keyOf(from), [{ from, to }]);
      else edges.push({ from, to });
    }
  }
  return open;
}

/** Angle clockwise from the way back to the way on: the least one keeps to the same piece where pieces touch. */
function turn(came: Edge, next: Edge): number {
  const back = Math.atan2(came.from[1] - came.to[1], came.from[0] - came.to[0]);
  const ahead = Math.atan2(next.to[1] - next.from[1], next.to[0] - next.from[0]);
  const angle = back - ahead;
  return angle > 0 ? angle : angle + 2 * Math.PI;
}

function follow(open: Map<string, Edge[]>, came: Edge): Edge | undefined {
  const ahead = open.get(keyOf(came.to));
  if (ahead === undefined) return undefined;
  const best = ahead.reduce((least, edge) => (turn(came, edge) < turn(came, least) ? edge : least));
  ahead.splice(ahead.indexOf(best), 1);
  if (ahead.length === 0) open.delete(keyOf(came.to));
  return best;
}

function closeRings(open: Map<string, Edge[]>): Position[][] {
  const rings: Position[][] = [];
  for (;;) {
    const first = open.values().next().value?.at(0);
    if (first === undefined) return rings;
    const ring: Position[] = [first.from];
    const start = keyOf(first.from);
    const ahead = open.get(start) ?? [];
    ahead.shift();
    if (ahead.length === 0) open.delete(start);
    let edge: Edge | undefined = first;
    while (edge !== undefined && keyOf(edge.to) !== start) {
      ring.push(edge.to);
      edge = follow(open, edge);
    }
    if (edge === undefined) throw new RangeError(`a ring that starts at ${start} does not close`);
    ring.push(first.from);
    rings.push(ring);
  }
}

/** A point half-way along the first edge: unlike a vertex it is never shared with a ring that only touches. */
function probe([a, b]: Ring): Position {
  return a === undefined || b === undefined ? [0, 0] : [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}

/**
 * Exact union of areas that share the vertices of their common borders: edges that meet their opposite cancel, and no
 * coordinate is computed. Shells come out counter-clockwise, holes clockwise (RFC 7946), shells west to east.
 */
export function dissolve(areas: Iterable<Area>): Area {
  const rings: Ring[] = [];
  for (const area of areas) {
    const polygons = area.type === 'Polygon' ? [area.coordinates] : area.coordinates;
    for (const polygon of polygons) {
      polygon.forEach((ring, i) => rings.push(doubleArea(ring) > 0 === (i === 0) ? ring : ring.toReversed()));
    }
  }
  const closed = closeRings(openEdges(rings));
  const shells = closed
    .filter((ring) => doubleArea(ring) > 0)
    .toSorted((a, b) => Math.min(...a.map(([x]) => x)) - Math.min(...b.map(([x]) => x)));
  const polygons: Position[][][] = shells.map((shell) => [shell]);
  for (const hole of closed.filter((ring) => doubleArea(ring) <= 0)) {
    const around = polygons
      .filter(([shell]) => shell !== undefined && isInRing(probe(hole), shell))
      .toSorted(([a = []], [b = []]) => doubleArea(a) - doubleArea(b))
      .at(0);
    if (around === undefined)
      throw new RangeError('a hole lies in no shell: borders do not share their vertices');
    around.push(hole);
  }
  const [only] = polygons;
  return polygons.length === 1 && only !== undefined
    ? { type: 'Polygon', coordinates: only }
    : { type: 'MultiPolygon', coordinates: polygons };
}
