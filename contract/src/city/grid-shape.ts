import type { Polygon, Position } from '../geo.ts';
import { doubleArea, isInArea, isInRing, type Ring } from './dissolve.ts';
import type { Area } from './place.ts';

const metresPerDegree = 111_320;

/** New border points stand on the lattice of drawn grids, 1e-7 degrees or about a centimetre. */
const latticeDigits = 7;
const centreDigits = 6;

const roundTo = (digits: number, [lng, lat]: Position): Position => [
  Number(lng.toFixed(digits)),
  Number(lat.toFixed(digits)),
];

export const onLattice = (position: Position): Position => roundTo(latticeDigits, position);

export const samePosition = (a: Position, b: Position): boolean => a[0] === b[0] && a[1] === b[1];

/** Metres east and north for one degree, about a latitude. */
const scaleAt = (lat: number): Position => [
  metresPerDegree * Math.cos((lat * Math.PI) / 180),
  metresPerDegree,
];

export function metresBetween(a: Position, b: Position): number {
  const [perLng, perLat] = scaleAt(a[1]);
  return Math.hypot((b[0] - a[0]) * perLng, (b[1] - a[1]) * perLat);
}

/** Share of the way from `a` to `b` that lies nearest to a position, 0–1. */
export function nearestShare(p: Position, a: Position, b: Position): number {
  const [perLng, perLat] = scaleAt(p[1]);
  const [dx, dy] = [(b[0] - a[0]) * perLng, (b[1] - a[1]) * perLat];
  const length = dx * dx + dy * dy;
  if (length === 0) return 0;
  const along = (p[0] - a[0]) * perLng * dx + (p[1] - a[1]) * perLat * dy;
  return Math.min(1, Math.max(0, along / length));
}

export const between = (a: Position, b: Position, share: number): Position => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
];

export const metresFromEdge = (p: Position, a: Position, b: Position): number =>
  metresBetween(p, between(a, b, nearestShare(p, a, b)));

export const edgesOf = (ring: Ring): (readonly [Position, Position])[] =>
  ring.slice(1).map((to, i) => [ring[i] ?? to, to] as const);

export const metresFromRing = (p: Position, ring: Ring): number =>
  Math.min(...edgesOf(ring).map(([a, b]) => metresFromEdge(p, a, b)));

/** Square metres on a plane about the polygon's own latitude, holes taken off. */
export function areaOf({ coordinates }: Polygon): number {
  const lats = (coordinates[0] ?? []).map(([, lat]) => lat);
  const [perLng, perLat] = scaleAt((Math.min(...lats) + Math.max(...lats)) / 2);
  const degrees = coordinates.reduce((sum, ring) => sum + doubleArea(ring) / 2, 0);
  return Math.abs(degrees) * perLng * perLat;
}

function centroidOf(ring: Ring): Position {
  const [first = [0, 0]] = ring;
  let [x, y, area] = [0, 0, 0];
  for (const [a, b] of edgesOf(ring)) {
    const [ax, ay, bx, by] = [a[0] - first[0], a[1] - first[1], b[0] - first[0], b[1] - first[1]];
    const cross = ax * by - bx * ay;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
    area += cross;
  }
  return area === 0 ? first : [first[0] + x / (3 * area), first[1] + y / (3 * area)];
}

/** Middle of the widest stretch that lies inside on a few lines from west to east. */
function widestMiddle({ coordinates }: Polygon): Position {
  const lats = (coordinates[0] ?? []).map(([, lat]) => lat);
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  let best: { readonly at: Position; readonly width: number } = { at: [0, 0], width: -1 };
  for (let step = 1; step < 32; step++) {
    const lat = south + ((north - south) * step) / 32;
    const crossings = coordinates
      .flatMap((ring) => edgesOf(ring))
      .filter(([a, b]) => a[1] > lat !== b[1] > lat)
      .map(([a, b]) => a[0] + ((b[0] - a[0]) * (lat - a[1])) / (b[1] - a[1]))
      .toSorted((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const [west = 0, east = 0] = crossings.slice(i, i + 2);
      if (east - west > best.width) best = { at: [(west + east) / 2, lat], width: east - west };
    }
  }
  return best.at;
}

/** A point inside: the centre of gravity where it lies inside, else the middle of a wide stretch. */
export function centreOf(polygon: Polygon): Position {
  const isInside = (position: Position) => isInArea(position, polygon);
  for (const candidate of [centroidOf(polygon.coordinates[0] ?? []), widestMiddle(polygon)]) {
    const near = roundTo(centreDigits, candidate);
    if (isInside(near)) return near;
    if (isInside(onLattice(candidate))) return onLattice(candidate);
  }
  return onLattice(widestMiddle(polygon));
}

/** A point of one border put between two that follow each other in it. */
export interface NewVertex {
  readonly from: Position;
  readonly to: Position;
  readonly at: Position;
}

/** Index of the edge between two positions, whichever way the ring runs; -1 where it has none. */
const edgeBetween = (ring: Ring, a: Position, b: Position): number =>
  edgesOf(ring).findIndex(
    ([from, to]) =>
      (samePosition(from, a) && samePosition(to, b)) || (samePosition(from, b) && samePosition(to, a)),
  );

function withVertexInRing(ring: Position[], { from, to, at }: NewVertex): Position[] {
  const place = edgeBetween(ring, from, to);
  return place < 0 ? ring : ring.toSpliced(place + 1, 0, at);
}

/** The ring without a point that lies between just those two; its first point stays the first where it is another. */
function withoutVertexInRing(ring: Position[], { from, to, at }: NewVertex): Position[] {
  const open = ring.slice(0, -1);
  const place = open.findIndex((position) => samePosition(position, at));
  if (place < 0) return ring;
  const before = open.at(place - 1) ?? at;
  const after = open[(place + 1) % open.length] ?? at;
  const isBetween =
    (samePosition(before, from) && samePosition(after, to)) ||
    (samePosition(before, to) && samePosition(after, from));
  if (!isBetween) return ring;
  const left = open.toSpliced(place, 1);
  const [first = at] = left;
  return [...left, first];
}

function mapRings<A extends Area>(area: A, change: (ring: Position[]) => Position[]): A {
  let changed = false;
  const one = (ring: Position[]) => {
    const next = change(ring);
    if (next !== ring) changed = true;
    return next;
  };
  const coordinates =
    area.type === 'Polygon' ? area.coordinates.map(one) : area.coordinates.map((rings) => rings.map(one));
  return changed ? { ...area, coordinates } : area;
}

/** The same object where none of the edges is in it. */
export const withVertices = <A extends Area>(area: A, vertices: readonly NewVertex[]): A =>
  mapRings(area, (ring) => vertices.reduce(withVertexInRing, ring));

/** Takes the points out again, last first. */
export const withoutVertices = <A extends Area>(area: A, vertices: readonly NewVertex[]): A =>
  mapRings(area, (ring) => vertices.toReversed().reduce(withoutVertexInRing, ring));

export const hasVertex = (area: Area, position: Position): boolean =>
  (area.type === 'Polygon' ? [area.coordinates] : area.coordinates).some((rings) =>
    rings.some((ring) => ring.some((vertex) => samePosition(vertex, position))),
  );

/** How much of one polygon others cover, told by a grid of points, as shares of 0–1. */
export function sharesOf(polygon: Polygon, others: readonly Polygon[]): number[] {
  const [shell = []] = polygon.coordinates;
  const lngs = shell.map(([lng]) => lng);
  const lats = shell.map(([, lat]) => lat);
  const [west, east] = [Math.min(...lngs), Math.max(...lngs)];
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  const counts = others.map(() => 0);
  let all = 0;
  const steps = 40;
  for (let i = 0; i < steps * steps; i++) {
    const at: Position = [
      west + ((east - west) * ((i % steps) + 0.5)) / steps,
      south + ((north - south) * (Math.floor(i / steps) + 0.5)) / steps,
    ];
    if (!isInArea(at, polygon)) continue;
    all += 1;
    for (const [no, other] of others.entries()) {
      if (isInArea(at, other)) counts[no] = (counts[no] ?? 0) + 1;
    }
  }
  return counts.map((count) => (all === 0 ? 0 : count / all));
}

/** True where a ring has a position inside or on another's edge; for holes and the parts that hold them. */
export const holds = (shell: Ring, ring: Ring): boolean => ring.every((p) => isInRing(p, shell));
