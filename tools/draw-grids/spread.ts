import FlatQueue from 'flatqueue';
import { at, distance, type Pair } from './plane.ts';

/** What the dividing looks at: triangles as nodes, shared edges as steps. */
export interface Graph {
  /** -1 where there is none. */
  readonly neighbours: readonly (readonly number[])[];
  readonly centres: readonly Pair[];
  /** Wanted grids on each triangle. */
  readonly masses: readonly number[];
  /** Distance wanted between mesh points around each triangle, in metres. */
  readonly spacings: readonly number[];
}

/** The part of a graph on some of its nodes, renumbered in the order given. */
export function partOf(graph: Graph, members: readonly number[]): Graph {
  const numbers = new Map(members.map((node, i) => [node, i]));
  return {
    neighbours: members.map((node) => at(graph.neighbours, node).map((next) => numbers.get(next) ?? -1)),
    centres: members.map((node) => at(graph.centres, node)),
    masses: members.map((node) => at(graph.masses, node)),
    spacings: members.map((node) => at(graph.spacings, node)),
  };
}

export type StepCost = (graph: Graph, from: number, to: number) => number;

export const inMetres: StepCost = (graph, from, to) =>
  distance(at(graph.centres, from), at(graph.centres, to));

/** Distance in units of the spacing wanted there: parts come out smaller where the density is higher. */
export const inSpacings: StepCost = (graph, from, to) =>
  (2 * inMetres(graph, from, to)) / (at(graph.spacings, from) + at(graph.spacings, to));

export interface Territory {
  /** Number of the seed each node went to. */
  readonly labels: number[];
  readonly costs: number[];
}

/**
 * Every node goes to the seed it is cheapest to reach from, so that each part is one piece. `handicaps` are costs that
 * a seed starts with: the higher, the less land.
 */
export function spread(
  graph: Graph,
  seeds: readonly number[],
  cost: StepCost,
  handicaps: readonly number[] = [],
): Territory {
  const labels = graph.centres.map(() => -1);
  const costs = graph.centres.map(() => Infinity);
  const queue = new FlatQueue<number>();
  seeds.forEach((node, seed) => {
    const start = handicaps[seed] ?? 0;
    if (start >= at(costs, node)) return;
    costs[node] = start;
    labels[node] = seed;
    queue.push(node, start);
  });
  while (queue.length > 0) {
    const reached = queue.peekValue() ?? 0;
    const node = queue.pop() ?? 0;
    if (reached > at(costs, node)) continue;
    for (const next of at(graph.neighbours, node)) {
      if (next < 0) continue;
      const total = reached + cost(graph, node, next);
      if (total >= at(costs, next)) continue;
      costs[next] = total;
      labels[next] = at(labels, node);
      queue.push(next, total);
    }
  }
  return { labels, costs };
}

/** Nodes grouped by label. */
export function groups(labels: readonly number[], count: number): number[][] {
  const parts: number[][] = Array.from({ length: count }, () => []);
  labels.forEach((label, node) => {
    if (label >= 0) at(parts, label).push(node);
  });
  return parts;
}

/** Seeds far from each other: the first given, each next one the costliest node to reach from those before. */
function farSeeds(graph: Graph, first: number, count: number, cost: StepCost): number[] {
  const seeds = [first];
  const best = spread(graph, seeds, cost).costs;
  while (seeds.length < count) {
    const far = best.reduce((most, value, node) => (value > at(best, most) ? node : most), 0);
    seeds.push(far);
    spread(graph, [far], cost).costs.forEach((value, node) => {
      if (value < at(best, node)) best[node] = value;
    });
  }
  return seeds;
}

/** The node of a part nearest to its centre of mass. */
function middle({ centres, masses }: Graph, part: readonly number[]): number {
  let mass = 0;
  let x = 0;
  let y = 0;
  for (const node of part) {
    const own = at(masses, node);
    const [cx, cy] = at(centres, node);
    mass += own;
    x += cx * own;
    y += cy * own;
  }
  const centre: Pair = [x / mass, y / mass];
  const away = (node: number) => distance(at(centres, node), centre);
  return part.reduce((best, node) => (away(node) < away(best) ? node : best), at(part, 0));
}

const rounds = 12;

/** Divides a connected graph into `count` connected parts of like weight: seeds move to the middle of theirs (Lloyd). */
export function divide(graph: Graph, first: number, count: number, cost: StepCost): number[] {
  if (count > graph.centres.length) {
    throw new RangeError(`${graph.centres.length} triangles cannot make ${count} parts: draw a finer mesh`);
  }
  let seeds = farSeeds(graph, first, count, cost);
  let { labels } = spread(graph, seeds, cost);
  for (let round = 0; round < rounds; round++) {
    const moved = groups(labels, count).map((part) => middle(graph, part));
    if (moved.every((seed, i) => seed === seeds[i])) break;
    seeds = moved;
    ({ labels } = spread(graph, seeds, cost));
  }
  return labels;
}
