import type { Polygon } from '../geo.ts';
import { dissolve } from './dissolve.ts';
import { type GridRefusal, refuseGrid } from './grid-refusals.ts';
import { findKnot } from './topology.ts';

export type MergeResult =
  | { readonly ok: true; readonly polygon: Polygon }
  | { readonly ok: false; readonly refusal: GridRefusal };

/** Exact union of polygons that share the edges between them; no coordinate is computed. */
export function mergePolygons(polygons: readonly Polygon[]): MergeResult {
  const holesBefore = polygons.reduce((sum, { coordinates }) => sum + coordinates.length - 1, 0);
  const union = dissolve(polygons);
  if (union.type === 'MultiPolygon') return { ok: false, refusal: refuseGrid('notAdjoining') };
  if (union.coordinates.length - 1 > holesBefore) return { ok: false, refusal: refuseGrid('leavesHole') };
  // Two corners that touch close a ring around others: the ground between would hang together at one point alone.
  if (union.coordinates.some((ring) => findKnot(ring) !== undefined)) {
    return { ok: false, refusal: refuseGrid('leavesHole') };
  }
  return { ok: true, polygon: union };
}
