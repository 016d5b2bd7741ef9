import type { Polygon, Position } from '../geo.ts';
import { doubleArea, isInRing, type Ring } from './dissolve.ts';
import { type GridRefusal, leastGridAreaM2, refuseGrid } from './grid-refusals.ts';
import {
  areaOf,
  between,
  edgesOf,
  holds,
  metresBetween,
  metresFromRing,
  nearestShare,
  type NewVertex,
  onLattice,
  samePosition,
} from './grid-shape.ts';
import { findKnot } from './topology.ts';

/** What is nearer than this to a corner or an edge is meant to be on it. */
const snapM = 1;

export type SplitResult =
  | {
      readonly ok: true;
      readonly parts: readonly [Polygon, Polygon];
      /** Points to put into the borders that the line meets, in this order. */
      readonly vertices: readonly NewVertex[];
    }
  | { readonly ok: false; readonly refusal: GridRefusal };

const nowhere: readonly [Position, Position] = [
  [0, 0],
  [0, 0],
];

/** Where the line meets the border: a corner of the ring, or a point on its edge `edge`. */
interface Meeting {
  /** Along the line: index of its segment and the share of it, from first to last where it keeps to the spot. */
  readonly first: number;
  readonly last: number;
  readonly edge: number;
  /** Along the edge, 0–1. */
  readonly share: number;
  readonly at: Position;
}

const no = (code: GridRefusal['code'], params?: GridRefusal['params']): SplitResult => ({
  ok: false,
  refusal: refuseGrid(code, params),
});

function cross(o: Position, a: Position, b: Position): number {
  return (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
}

/** Shares along both where two stretches cross. */
function crossing(
  [p, q]: readonly [Position, Position],
  [a, b]: readonly [Position, Position],
): { readonly onLine: number; readonly onEdge: number } | undefined {
  const [toP, toQ, toA, toB] = [cross(a, b, p), cross(a, b, q), cross(p, q, a), cross(p, q, b)];
  if (toP === toQ || toA === toB) return undefined;
  const onLine = toP / (toP - toQ);
  const onEdge = toA / (toA - toB);
  return onLine >= 0 && onLine <= 1 && onEdge >= 0 && onEdge <= 1 ? { onLine, onEdge } : undefined;
}

/** A point of an edge, moved to the corner that it all but is. */
function meetingAt(ring: Ring, edge: number, share: number, along: number): Meeting {
  const edges = edgesOf(ring);
  const [a, b] = edges[edge] ?? nowhere;
  const point = between(a, b, share);
  const spot = { first: along, last: along };
  if (metresBetween(point, a) < snapM) return { ...spot, edge, share: 0, at: a };
  if (metresBetween(point, b) < snapM) {
    return { ...spot, edge: (edge + 1) % edges.length, share: 0, at: b };
  }
  return { ...spot, edge, share, at: onLattice(point) };
}

/** Every place where the line meets the ring, in the order of the line; neighbours at one spot are one. */
function meetings(line: Ring, ring: Ring): Meeting[] {
  const found: Meeting[] = [];
  for (const [i, segment] of edgesOf(line).entries()) {
    for (const [edge, sides] of edgesOf(ring).entries()) {
      const met = crossing(segment, sides);
      if (met !== undefined) found.push(meetingAt(ring, edge, met.onEdge, i + met.onLine));
    }
  }
  for (const [i, vertex] of line.entries()) {
    for (const [edge, [a, b]] of edgesOf(ring).entries()) {
      const share = nearestShare(vertex, a, b);
      if (metresBetween(vertex, between(a, b, share)) < snapM) found.push(meetingAt(ring, edge, share, i));
    }
  }
  const inOrder = found.toSorted((a, b) => a.first - b.first);
  const joined: Meeting[] = [];
  for (const meeting of inOrder) {
    const before = joined.at(-1);
    if (before !== undefined && metresBetween(before.at, meeting.at) < snapM) {
      const corner = before.share === 0 ? before : meeting.share === 0 ? meeting : before;
      joined[joined.length - 1] = { ...corner, first: before.first, last: meeting.last };
    } else joined.push(meeting);
  }
  return joined;
}

function pointAlong(line: Ring, along: number): Position {
  const i = Math.min(Math.floor(along), line.length - 2);
  const [a, b] = edgesOf(line)[i] ?? nowhere;
  return between(a, b, along - i);
}

/** Half-way between two places of the line, by what is drawn between them. */
function middleOf(line: Ring, from: number, to: number): Position {
  const inner = line.filter((_, i) => i > from && i < to);
  const way = [pointAlong(line, from), ...inner, pointAlong(line, to)];
  const lengths = edgesOf(way).map(([a, b]) => metresBetween(a, b));
  let left = lengths.reduce((sum, length) => sum + length, 0) / 2;
  for (const [i, [a, b]] of edgesOf(way).entries()) {
    const length = lengths[i] ?? 0;
    if (left <= length && length > 0) return between(a, b, left / length);
    left -= length;
  }
  return way[0] ?? [0, 0];
}

const isInside = (position: Position, ring: Ring): boolean =>
  isInRing(position, ring) && metresFromRing(position, ring) >= snapM;

function touchesItself(line: Ring): boolean {
  const edges = edgesOf(line);
  return edges.some(([a, b], i) =>
    edges.some(([c, d], j) => {
      if (j <= i) return false;
      if (j > i + 1) return crossing([a, b], [c, d]) !== undefined || lies(a, [c, d]) || lies(d, [a, b]);
      return cross(a, b, d) === 0 && (b[0] - a[0]) * (d[0] - c[0]) + (b[1] - a[1]) * (d[1] - c[1]) < 0;
    }),
  );
}

const lies = (p: Position, [a, b]: readonly [Position, Position]): boolean =>
  cross(a, b, p) === 0 &&
  Math.min(a[0], b[0]) <= p[0] &&
  p[0] <= Math.max(a[0], b[0]) &&
  Math.min(a[1], b[1]) <= p[1] &&
  p[1] <= Math.max(a[1], b[1]);

const cleaned = (line: readonly Position[]): Position[] =>
  line.map(onLattice).filter((p, i, all) => i === 0 || !samePosition(p, all[i - 1] ?? p));

/** The ring, open, with the two ends of the cut in it, and the points that had to be put in. */
function withEnds(ring: Ring, ends: readonly Meeting[]): { open: Position[]; vertices: NewVertex[] } {
  const open: Position[] = [];
  const vertices: NewVertex[] = [];
  for (const [i, [a, b]] of edgesOf(ring).entries()) {
    open.push(a);
    const here = ends
      .filter(({ edge, share }) => edge === i && share > 0)
      .toSorted((x, y) => x.share - y.share);
    let from = a;
    for (const { at } of here) {
      open.push(at);
      vertices.push({ from, to: b, at });
      from = at;
    }
  }
  return { open, vertices };
}

/** From one position of an open ring on to another. */
function stretch(open: readonly Position[], from: Position, to: Position): Position[] {
  const start = open.findIndex((p) => samePosition(p, from));
  const turned = [...open.slice(start), ...open.slice(0, start)];
  return turned.slice(0, turned.findIndex((p) => samePosition(p, to)) + 1);
}

/** The one way of the line through the ring, from border to border. */
function wayThrough(line: Ring, ring: Ring): readonly [Meeting, Meeting] | GridRefusal {
  const met = meetings(line, ring);
  const ways = met.slice(1).flatMap((end, i) => {
    const start = met[i] ?? end;
    return isInside(middleOf(line, start.last, end.first), ring) ? [[start, end] as const] : [];
  });
  const loose = [line[0], line.at(-1)].some((p) => p !== undefined && isInside(p, ring));
  if (loose) return refuseGrid('endsInside');
  const [way, second] = ways;
  if (way === undefined) return refuseGrid('notAcross');
  return second === undefined ? way : refuseGrid('severalParts');
}

/**
 * Cuts a polygon in two along a line whose ends lie on its border or beyond. The border keeps all its points, and gets
 * the two ends of the cut where it has no corner there, so that neighbours follow to the very digit.
 */
export function splitPolygon({ coordinates }: Polygon, drawn: readonly Position[]): SplitResult {
  const [ring = [], ...holes] = coordinates;
  const line = cleaned(drawn);
  if (line.length < 2) return no('lineTooShort');
  if (touchesItself(line)) return no('lineTouchesItself');
  const way = wayThrough(line, ring);
  if ('code' in way) return { ok: false, refusal: way };
  const [start, end] = way;
  if (samePosition(start.at, end.at)) return no('lineTouchesItself');
  const inner = line.filter((_, i) => i > start.last && i < end.first);
  const cut = [start.at, ...inner, end.at];
  if (holes.some((hole) => meetings(cut, hole).length > 0)) return no('crossesHole');
  const { open, vertices } = withEnds(ring, way);
  const shells = [
    [...stretch(open, start.at, end.at), ...inner.toReversed(), start.at],
    [...stretch(open, end.at, start.at), ...inner, end.at],
  ];
  if (shells.some((shell) => shell.length < 4)) return no('notAcross');
  if (shells.some((shell) => doubleArea(shell) <= 0 || findKnot(shell) !== undefined)) return no('tooClose');
  const [left, right] = shells.map((shell): Polygon => ({
    type: 'Polygon',
    coordinates: [shell, ...holes.filter((hole) => holds(shell, hole))],
  }));
  if (left === undefined || right === undefined) return no('notAcross');
  if (left.coordinates.length + right.coordinates.length !== holes.length + 2) return no('tooClose');
  const least = Math.min(areaOf(left), areaOf(right));
  if (least < leastGridAreaM2) {
    return no('partTooSmall', { area: Math.round(least), least: leastGridAreaM2 });
  }
  return { ok: true, parts: [left, right], vertices };
}
