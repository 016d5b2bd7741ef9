import type { Polygon, Position } from '../geo.ts';
import type { Area } from './place.ts';
import { doubleArea, type Ring } from './dissolve.ts';

/**
 * What keeps a set of areas from being an exact partition. `index` counts the areas as given; `other` is the area on the
 * far side where there is one.
 */
export interface TopologyFault {
  readonly kind: 'notSimple' | 'clockwise' | 'overlap' | 'openEdge' | 'outlineEdge';
  readonly index: number | null;
  readonly from: Position;
  readonly to: Position;
}

const key = (position: Position): string => `${position[0]},${position[1]}`;

function cross(o: Position, a: Position, b: Position): number {
  return (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
}

const between = (a: Position, b: Position, p: Position): boolean =>
  Math.min(a[0], b[0]) <= p[0] &&
  p[0] <= Math.max(a[0], b[0]) &&
  Math.min(a[1], b[1]) <= p[1] &&
  p[1] <= Math.max(a[1], b[1]);

function meet(a: Position, b: Position, c: Position, d: Position): boolean {
  const [abc, abd, cda, cdb] = [cross(a, b, c), cross(a, b, d), cross(c, d, a), cross(c, d, b)];
  if (abc * abd < 0 && cda * cdb < 0) return true;
  return (
    (abc === 0 && between(a, b, c)) ||
    (abd === 0 && between(a, b, d)) ||
    (cda === 0 && between(c, d, a)) ||
    (cdb === 0 && between(c, d, b))
  );
}

/** The first edge of a closed ring that meets another one anywhere but at their common end. */
export function findKnot(ring: Ring): readonly [Position, Position] | undefined {
  const edges = ring.slice(1).map((to, i) => [ring[i] ?? to, to] as const);
  for (const [i, [a, b]] of edges.entries()) {
    if (key(a) === key(b)) return [a, b];
    for (const [j, [c, d]] of edges.entries()) {
      if (j <= i + 1 || (i === 0 && j === edges.length - 1)) continue;
      if (meet(a, b, c, d)) return [a, b];
    }
  }
  return undefined;
}

const shellsOf = (area: Area): Ring[] =>
  (area.type === 'Polygon' ? [area.coordinates] : area.coordinates).flatMap((rings) => rings);

/**
 * Empty only where the polygons are an exact partition of the outline: each ring simple and counter-clockwise, each
 * edge met once by its opposite, and what is left over exactly the outline's edges. Then the winding numbers add up to
 * one everywhere inside, so there is neither gap nor overlap, whatever the lengths of the edges.
 */
export function topologyFaults(polygons: readonly Polygon[], outline: Area | null): TopologyFault[] {
  const faults: TopologyFault[] = [];
  const open = new Map<string, { index: number; from: Position; to: Position }>();
  polygons.forEach((polygon, index) => {
    polygon.coordinates.forEach((ring, number) => {
      const [first, second] = ring;
      if (first === undefined || second === undefined) return;
      const knot = findKnot(ring);
      if (knot !== undefined) faults.push({ kind: 'notSimple', index, from: knot[0], to: knot[1] });
      if (doubleArea(ring) > 0 !== (number === 0)) {
        faults.push({ kind: 'clockwise', index, from: first, to: second });
      }
      for (const [i, to] of ring.slice(1).entries()) {
        const from = ring[i] ?? to;
        if (open.delete(`${key(to)} ${key(from)}`)) continue;
        const edge = `${key(from)} ${key(to)}`;
        if (open.has(edge)) faults.push({ kind: 'overlap', index, from, to });
        else open.set(edge, { index, from, to });
      }
    });
  });
  if (outline === null) return faults;
  for (const ring of shellsOf(outline)) {
    for (const [i, to] of ring.slice(1).entries()) {
      const from = ring[i] ?? to;
      if (!open.delete(`${key(from)} ${key(to)}`))
        faults.push({ kind: 'outlineEdge', index: null, from, to });
    }
  }
  for (const { index, from, to } of open.values()) faults.push({ kind: 'openEdge', index, from, to });
  return faults;
}
