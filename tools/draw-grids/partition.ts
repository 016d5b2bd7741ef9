import { landShare, type Town } from './density.ts';
import { piecesOf, triangleAt, type Mesh } from './mesh.ts';
import { at, distance } from './plane.ts';
import { divide, groups, inMetres, inSpacings, partOf, spread, type Graph } from './spread.ts';
import { fansOf, tidy } from './tidy.ts';

/** Whole numbers in proportion to weights, at least one each, with the given sum (largest remainders). */
function apportion(weights: readonly number[], total: number): number[] {
  if (total < weights.length) throw new RangeError(`${total} cannot give one to each of ${weights.length}`);
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const spare = total - weights.length;
  const exact = weights.map((weight) => (spare * weight) / sum);
  const counts = exact.map((share) => 1 + Math.floor(share));
  const order = exact.map((share, i) => ({ i, rest: share - Math.floor(share) }));
  order.sort((a, b) => b.rest - a.rest || a.i - b.i);
  const missing = total - counts.reduce((all, count) => all + count, 0);
  for (const { i } of order.slice(0, missing)) counts[i] = at(counts, i) + 1;
  return counts;
}

const townRounds = 40;

/** Land for each town around its seat, near its wanted share: a town short of land starts a little ahead. */
function divideTowns(graph: Graph, mesh: Mesh, towns: readonly Town[], seats: readonly number[]): number[] {
  const shares = towns.map(landShare);
  const wanted = shares.reduce((sum, share) => sum + share, 0);
  const area = mesh.areasM2.reduce((sum, part) => sum + part, 0);
  let handicaps = towns.map(() => 0);
  let { labels } = spread(graph, seats, inMetres, handicaps);
  for (let round = 0; round < townRounds; round++) {
    const lands = groups(labels, towns.length).map((part) =>
      part.reduce((sum, triangle) => sum + at(mesh.areasM2, triangle), 0),
    );
    const pushed = handicaps.map((handicap, town) => {
      const target = (at(shares, town) / wanted) * area;
      return handicap + 0.3 * (Math.sqrt(at(lands, town) / Math.PI) - Math.sqrt(target / Math.PI));
    });
    handicaps = pushed.map((handicap, town) =>
      Math.min(
        handicap,
        ...towns.map((other, i) => at(pushed, i) + 0.6 * distance(other.seat, at(towns, town).seat)),
      ),
    );
    ({ labels } = spread(graph, seats, inMetres, handicaps));
  }
  return labels;
}

export interface Partition {
  /** Per triangle, for towns, communities and grids; numbers run over the whole district. */
  readonly towns: number[];
  readonly communities: number[];
  readonly grids: number[];
  readonly fans: readonly (readonly number[])[];
  /** Town of each community; communities of a town are neighbours in number. */
  readonly townOfCommunity: readonly number[];
  readonly communityOfGrid: readonly number[];
}

interface Split {
  readonly labels: number[];
  readonly parentOf: number[];
}

/** Divides every part of one level into its count of parts of the next. */
function splitParts(
  graph: Graph,
  mesh: Mesh,
  parents: readonly number[],
  counts: readonly number[],
  firstOf: (parent: number, members: readonly number[]) => number,
): Split {
  const labels = parents.map(() => -1);
  const parentOf: number[] = [];
  groups(parents, counts.length).forEach((members, parent) => {
    const start = parentOf.length;
    const count = at(counts, parent);
    const first = members.indexOf(triangleAt(mesh, at(mesh.centres, firstOf(parent, members)), members));
    divide(partOf(graph, members), first, count, inSpacings).forEach((label, i) => {
      labels[at(members, i)] = start + label;
    });
    for (let i = 0; i < count; i++) parentOf.push(parent);
  });
  return { labels, parentOf };
}

const sumOf = (values: readonly number[], members: readonly number[]) =>
  members.reduce((sum, member) => sum + at(values, member), 0);

/** Towns around their seats, communities in towns, grids in communities; islands become a grid of the nearest community. */
export function partition(mesh: Mesh, graph: Graph, towns: readonly Town[], grids: number): Partition {
  const fans = fansOf(mesh);
  const [mainland = [], ...islands] = piecesOf(mesh);
  const seats = towns.map((town) => triangleAt(mesh, town.seat, mainland));

  const townLabels = divideTowns(graph, mesh, towns, seats);
  tidy(
    mesh,
    townLabels,
    mesh.triangles.map(() => 0),
    fans,
    new Set(seats),
  );

  const communityCounts = towns.map((town) => town.urbanCommunities + town.villages);
  const communities = splitParts(graph, mesh, townLabels, communityCounts, (town) => at(seats, town));
  tidy(mesh, communities.labels, townLabels, fans);

  const masses = groups(communities.labels, communities.parentOf.length).map((part) =>
    sumOf(graph.masses, part),
  );
  const gridCounts = apportion(masses, grids - islands.length);
  const cells = splitParts(graph, mesh, communities.labels, gridCounts, (_, members) => at(members, 0));
  tidy(mesh, cells.labels, communities.labels, fans);

  const communityOfGrid = [...cells.parentOf];
  for (const island of islands) {
    const near = triangleAt(mesh, at(mesh.centres, at(island, 0)), mainland);
    for (const triangle of island) {
      townLabels[triangle] = at(townLabels, near);
      communities.labels[triangle] = at(communities.labels, near);
      cells.labels[triangle] = communityOfGrid.length;
    }
    communityOfGrid.push(at(communities.labels, near));
  }
  return {
    towns: townLabels,
    communities: communities.labels,
    grids: cells.labels,
    fans,
    townOfCommunity: communities.parentOf,
    communityOfGrid,
  };
}
