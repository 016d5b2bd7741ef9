import type { Mesh } from './mesh.ts';
import { at } from './plane.ts';

/** A part may not give away this triangle: it holds a town's seat, or is the last of its part. */
type Pinned = ReadonlySet<number>;

interface Labelled {
  readonly mesh: Mesh;
  /** Changed in place. */
  readonly labels: number[];
  /** Parts one level up: a triangle only ever moves between parts of one parent. */
  readonly parents: readonly number[];
  readonly pinned: Pinned;
  readonly sizes: Map<number, number>;
}

function sizesOf(labels: readonly number[]): Map<number, number> {
  const sizes = new Map<number, number>();
  for (const label of labels) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  return sizes;
}

function move({ labels, sizes }: Labelled, triangle: number, to: number): void {
  const from = at(labels, triangle);
  sizes.set(from, (sizes.get(from) ?? 0) - 1);
  sizes.set(to, (sizes.get(to) ?? 0) + 1);
  labels[triangle] = to;
}

const canLeave = ({ labels, sizes, pinned }: Labelled, triangle: number): boolean =>
  !pinned.has(triangle) && (sizes.get(at(labels, triangle)) ?? 0) > 1;

/** Gives every spike (a triangle with two sides on one other part) to that part: straighter borders, same pieces. */
function cutSpikes(state: Labelled): number {
  const { mesh, labels, parents } = state;
  let moved = 0;
  for (const triangle of mesh.triangles.keys()) {
    const own = at(labels, triangle);
    const around = at(mesh.neighbours, triangle).map((next) => (next < 0 ? -1 : at(labels, next)));
    const other = around.find((label, i) => label >= 0 && label !== own && around.indexOf(label) !== i);
    if (other === undefined || !around.includes(own) || !canLeave(state, triangle)) continue;
    const giver = at(mesh.neighbours, triangle).find((next) => next >= 0 && at(labels, next) === other);
    if (giver === undefined || at(parents, giver) !== at(parents, triangle)) continue;
    move(state, triangle, other);
    moved++;
  }
  return moved;
}

/** Triangles around each point, in turn; a fan at the outline starts at its first triangle. */
export function fansOf(mesh: Mesh): number[][] {
  const some = new Map<number, number>();
  const firsts = new Map<number, number>();
  mesh.triangles.forEach((corners, triangle) => {
    corners.forEach((point, corner) => {
      some.set(point, triangle);
      if (at(at(mesh.neighbours, triangle), corner) < 0) firsts.set(point, triangle);
    });
  });
  return mesh.points.map((_, point) => {
    const start = firsts.get(point) ?? some.get(point);
    if (start === undefined) return [];
    const fan: number[] = [];
    let triangle = start;
    do {
      fan.push(triangle);
      const corner = at(mesh.triangles, triangle).indexOf(point);
      triangle = at(at(mesh.neighbours, triangle), (corner + 2) % 3);
    } while (triangle >= 0 && triangle !== start);
    return fan;
  });
}

/** Runs of one label around a point; more runs than labels means that a part touches itself there. */
function runsAround(fan: readonly number[], labels: readonly number[], isClosed: boolean): number[][] {
  const runs: number[][] = [];
  for (const triangle of fan) {
    const run = runs.at(-1);
    if (run !== undefined && at(labels, at(run, 0)) === at(labels, triangle)) run.push(triangle);
    else runs.push([triangle]);
  }
  const [first, last] = [runs.at(0), runs.at(-1)];
  if (isClosed && first && last && first !== last && at(labels, at(first, 0)) === at(labels, at(last, 0))) {
    runs.pop();
    first.unshift(...last);
  }
  return runs;
}

/** Whether a part stays in one piece without some of its triangles. */
function staysWhole({ mesh, labels }: Labelled, leaving: readonly number[]): boolean {
  const label = at(labels, at(leaving, 0));
  const gone = new Set(leaving);
  const members = [...labels.keys()].filter((t) => at(labels, t) === label && !gone.has(t));
  const start = members.at(0);
  if (start === undefined) return false;
  const seen = new Set([start]);
  const queue = [start];
  for (let triangle = queue.pop(); triangle !== undefined; triangle = queue.pop()) {
    for (const next of at(mesh.neighbours, triangle)) {
      if (next < 0 || seen.has(next) || gone.has(next) || at(labels, next) !== label) continue;
      seen.add(next);
      queue.push(next);
    }
  }
  return seen.size === members.length;
}

function untieAt(state: Labelled, runs: readonly number[][]): boolean {
  const { mesh, labels, parents } = state;
  const twice = runs.filter((run) =>
    runs.some((other) => other !== run && at(labels, at(other, 0)) === at(labels, at(run, 0))),
  );
  const neighbouring = runs.filter((run) => !twice.includes(run));
  for (const run of [...twice, ...neighbouring].toSorted((a, b) => a.length - b.length)) {
    if (run.some((triangle) => !canLeave(state, triangle))) continue;
    const takers = run
      .flatMap((triangle) => at(mesh.neighbours, triangle))
      .filter((next) => next >= 0 && !run.includes(next) && at(labels, next) !== at(labels, at(run, 0)))
      .filter((next) => run.every((triangle) => at(parents, next) === at(parents, triangle)));
    const taker = takers.at(0);
    if (taker === undefined || !staysWhole(state, run)) continue;
    const to = at(labels, taker);
    for (const triangle of run) move(state, triangle, to);
    return true;
  }
  return false;
}

/** Moves wedges so that no part touches itself at a point: every ring is then simple. */
function untie(state: Labelled, fans: readonly (readonly number[])[]): { moved: number; tied: number } {
  let moved = 0;
  let tied = 0;
  fans.forEach((fan, point) => {
    const runs = runsAround(fan, state.labels, point >= state.mesh.fixed);
    const different = new Set(runs.map((run) => at(state.labels, at(run, 0)))).size;
    if (runs.length === different) return;
    if (untieAt(state, runs)) moved++;
    else tied++;
  });
  return { moved, tied };
}

const passes = 6;

/**
 * Straightens the borders between the parts of one level, within the level above. Changes `labels` in place; fails
 * rather than leave a part that touches itself.
 */
export function tidy(
  mesh: Mesh,
  labels: number[],
  parents: readonly number[],
  fans: readonly (readonly number[])[],
  pinned: Pinned = new Set(),
): void {
  const state: Labelled = { mesh, labels, parents, pinned, sizes: sizesOf(labels) };
  for (let pass = 0; pass < passes; pass++) {
    if (cutSpikes(state) === 0) break;
  }
  for (let pass = 0; pass < 40; pass++) {
    const { moved, tied } = untie(state, fans);
    if (moved === 0 && tied === 0) return;
  }
  throw new Error('a part touches itself at a point and could not be untied: draw with another seed');
}
