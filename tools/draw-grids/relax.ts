import type { Mesh } from './mesh.ts';
import { at, doubleArea, type Pair } from './plane.ts';

/** Labels of one level per triangle, highest level first: towns, communities, grids. */
export type Levels = readonly (readonly number[])[];

interface Spokes {
  /** Points at the other ends of the edges around a point. */
  readonly ends: readonly number[];
  /** For each end, the highest level (0 is the highest) whose border runs along that edge; `none` inside a grid. */
  readonly ranks: readonly number[];
}

function spokesOf(mesh: Mesh, fan: readonly number[], point: number, levels: Levels): Spokes {
  const ends: number[] = [];
  const ranks: number[] = [];
  fan.forEach((triangle, i) => {
    const corners = at(mesh.triangles, triangle);
    const corner = corners.indexOf(point);
    const next = at(fan, (i + fan.length - 1) % fan.length);
    ends.push(at(corners, (corner + 1) % 3));
    const rank = levels.findIndex((labels) => at(labels, triangle) !== at(labels, next));
    ranks.push(rank < 0 ? levels.length : rank);
  });
  return { ends, ranks };
}

const mean = (points: readonly Pair[]): Pair => [
  points.reduce((sum, [x]) => sum + x, 0) / points.length,
  points.reduce((sum, [, y]) => sum + y, 0) / points.length,
];

/** No triangle shrinks below this share of what it was, nor below this area: none ever turns over. */
const leastShare = 0.2;
const leastAreaM2 = 20;

const doubleAreaAt = (mesh: Mesh, triangle: number, moved: number, to: Pair): number =>
  doubleArea(at(mesh.triangles, triangle).map((corner) => (corner === moved ? to : at(mesh.points, corner))));

/** Moves a point towards the middle of its pulls, as far as no triangle around it suffers. */
function ease(mesh: Mesh, point: number, fan: readonly number[], { ends, ranks }: Spokes): void {
  const rank = Math.min(...ranks);
  const target = mean(ends.filter((_, i) => ranks[i] === rank).map((end) => at(mesh.points, end)));
  const [x, y] = at(mesh.points, point);
  for (const step of [0.5, 0.25, 0.1]) {
    const to: Pair = [x + (target[0] - x) * step, y + (target[1] - y) * step];
    const isSound = fan.every((triangle) => {
      const least = Math.max(2 * leastAreaM2, 2 * leastShare * at(mesh.areasM2, triangle));
      return doubleAreaAt(mesh, triangle, point, to) >= least;
    });
    if (!isSound) continue;
    mesh.points[point] = to;
    return;
  }
}

/**
 * Softens the borders: each inner point moves towards the middle of its neighbours along the highest border through
 * it. A move that would turn a triangle over is shortened or left, so the mesh stays a partition of the outline.
 */
export function relax(
  mesh: Mesh,
  fans: readonly (readonly number[])[],
  levels: Levels,
  rounds: number,
): void {
  const spokes = fans.map((fan, point) => (point < mesh.fixed ? null : spokesOf(mesh, fan, point, levels)));
  for (let round = 0; round < rounds; round++) {
    spokes.forEach((around, point) => {
      if (around !== null) ease(mesh, point, at(fans, point), around);
    });
  }
}
