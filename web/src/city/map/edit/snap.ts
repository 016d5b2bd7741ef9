import type { Polygon, Position } from '@heliu/contract/geo';
import { between, edgesOf, onLattice } from '@heliu/contract/city/grid-shape';

/** Pixels within which a corner, or else an edge, draws the pointer to itself. */
const cornerPx = 14;
const edgePx = 9;

interface Pixel {
  readonly x: number;
  readonly y: number;
}

export interface Snapped {
  readonly at: Position;
  readonly to: 'corner' | 'edge' | 'nothing';
}

const distance = (a: Pixel, b: Pixel): number => Math.hypot(a.x - b.x, a.y - b.y);

/** The position that a pointer means: a corner of a border to the digit, a point of an edge, or where it is. */
export function snap(
  pointer: Position,
  borders: readonly Polygon[],
  project: (position: Position) => Pixel,
): Snapped {
  const here = project(pointer);
  let corner: { readonly at: Position; readonly px: number } | undefined;
  let edge: { readonly at: Position; readonly px: number } | undefined;
  for (const ring of borders.flatMap(({ coordinates }) => coordinates)) {
    for (const [a, b] of edgesOf(ring)) {
      const [from, to] = [project(a), project(b)];
      const px = distance(from, here);
      if (px <= cornerPx && px < (corner?.px ?? Infinity)) corner = { at: a, px };
      const length = distance(from, to) ** 2;
      if (length === 0) continue;
      const along = ((here.x - from.x) * (to.x - from.x) + (here.y - from.y) * (to.y - from.y)) / length;
      const share = Math.min(1, Math.max(0, along));
      const off = distance(here, {
        x: from.x + (to.x - from.x) * share,
        y: from.y + (to.y - from.y) * share,
      });
      if (off <= edgePx && off < (edge?.px ?? Infinity)) edge = { at: between(a, b, share), px: off };
    }
  }
  if (corner !== undefined) return { at: corner.at, to: 'corner' };
  return edge === undefined
    ? { at: onLattice(pointer), to: 'nothing' }
    : { at: onLattice(edge.at), to: 'edge' };
}
