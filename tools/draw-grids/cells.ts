import type { Position } from '@heliu/contract/geo';
import { dissolve, doubleArea, isInRing } from '@heliu/contract/city/dissolve';
import type { Mesh } from './mesh.ts';
import type { Partition } from './partition.ts';
import { at, type Pair, type Plane } from './plane.ts';
import type { Source, SourceCommunity } from './source.ts';
import { groups } from './spread.ts';

export interface Cell {
  readonly code: string;
  readonly communityCode: string;
  readonly centre: Position;
  readonly areaM2: number;
  readonly ring: readonly Position[];
}

export interface Drawn {
  readonly cells: readonly Cell[];
  /** Community code → a point within. */
  readonly centres: ReadonlyMap<string, Position>;
}

/** Inner points stand on a lattice of 1e-7 degrees, about a centimetre. */
const innerDigits = 7;

/** Points in degrees: the outline's own, and inner ones on the lattice. No triangle may turn over by the rounding. */
export function latticeOf(mesh: Mesh, plane: Plane, outline: readonly Pair[]): Position[] {
  const points = mesh.points.map((point, i): Position => {
    if (i < mesh.fixed) return [...at(outline, i)];
    const [lng, lat] = plane.toDegrees(point);
    return [Number(lng.toFixed(innerDigits)), Number(lat.toFixed(innerDigits))];
  });
  for (const triangle of mesh.triangles) {
    const corners = triangle.map((corner) => at(points, corner));
    if (doubleArea([...corners, at(corners, 0)]) <= 0)
      throw new Error('a triangle turned over on the lattice');
  }
  return points;
}

/** Mean of triangle centres by area where it lies inside, else the centre of the triangle nearest to it. */
function centreOf(mesh: Mesh, plane: Plane, members: readonly number[], ring: readonly Position[]): Position {
  const areas = members.map((triangle) => at(mesh.areasM2, triangle));
  const area = areas.reduce((sum, part) => sum + part, 0);
  const middleOf = (triangle: number): Pair => {
    const corners = at(mesh.triangles, triangle).map((corner) => at(mesh.points, corner));
    return [corners.reduce((sum, [x]) => sum + x, 0) / 3, corners.reduce((sum, [, y]) => sum + y, 0) / 3];
  };
  const rounded = (point: Pair): Position => {
    const [lng, lat] = plane.toDegrees(point);
    return [Number(lng.toFixed(6)), Number(lat.toFixed(6))];
  };
  const middles = members.map(middleOf);
  const mean: Pair = [
    middles.reduce((sum, [x], i) => sum + x * at(areas, i), 0) / area,
    middles.reduce((sum, [, y], i) => sum + y * at(areas, i), 0) / area,
  ];
  if (isInRing(rounded(mean), ring)) return rounded(mean);
  const away = ([x, y]: Pair) => (x - mean[0]) ** 2 + (y - mean[1]) ** 2;
  return rounded(middles.reduce((best, middle) => (away(middle) < away(best) ? middle : best)));
}

/** Street communities take the parts nearest to the seat, villages the rest; inside both, codes run west to east. */
function nameCommunities(
  source: Source,
  partition: Partition,
  middles: readonly Pair[],
  seats: readonly Pair[],
) {
  const names: SourceCommunity[] = [];
  source.towns.forEach((town, number) => {
    const parts = [...partition.townOfCommunity.keys()].filter(
      (i) => partition.townOfCommunity[i] === number,
    );
    const seat = at(seats, number);
    const away = (part: number) => {
      const [x, y] = at(middles, part);
      return (x - seat[0]) ** 2 + (y - seat[1]) ** 2;
    };
    const own = source.communities.filter((community) => community.townCode === town.code);
    const urban = own.filter((community) => community.kind === 'community');
    const byDistance = parts.toSorted((a, b) => away(a) - away(b) || a - b);
    const eastward = (list: readonly number[]) =>
      list.toSorted((a, b) => at(middles, a)[0] - at(middles, b)[0]);
    const order = [
      ...eastward(byDistance.slice(0, urban.length)),
      ...eastward(byDistance.slice(urban.length)),
    ];
    const byCode = [...urban, ...own.filter((community) => community.kind === 'village')];
    order.forEach((part, i) => {
      names[part] = at(byCode, i);
    });
  });
  return names;
}

function meanOf(mesh: Mesh, members: readonly number[]): Pair {
  const area = members.reduce((sum, triangle) => sum + at(mesh.areasM2, triangle), 0);
  const along = (axis: 0 | 1) =>
    members.reduce((sum, t) => sum + at(mesh.centres, t)[axis] * at(mesh.areasM2, t), 0) / area;
  return [along(0), along(1)];
}

/** Of the ground as drawn in the end: triangles were weighed before their corners were moved apart. */
const areaOf = (plane: Plane, ring: readonly Position[]): number =>
  Math.round(Math.abs(doubleArea(ring.map((point): [number, number] => [...plane.toMetres(point)]))) / 2);

/** Serial numbers inside a community: west to east by centre, and north to south where two lie on one longitude. */
const byCentre = (a: { centre: Position }, b: { centre: Position }): number =>
  a.centre[0] - b.centre[0] || b.centre[1] - a.centre[1];

export function cellsOf(
  source: Source,
  mesh: Mesh,
  plane: Plane,
  partition: Partition,
  points: readonly Position[],
): Drawn {
  const communityParts = groups(partition.communities, partition.townOfCommunity.length);
  const seats = source.towns.map((town) => plane.toMetres(town.seat));
  const names = nameCommunities(
    source,
    partition,
    communityParts.map((part) => meanOf(mesh, part)),
    seats,
  );

  const drafts = groups(partition.grids, partition.communityOfGrid.length).map((members, grid) => {
    const triangles = members.map((triangle) => {
      const [a, b, c] = at(mesh.triangles, triangle);
      const corners = [at(points, a), at(points, b), at(points, c)];
      return { type: 'Polygon' as const, coordinates: [[...corners, at(corners, 0)]] };
    });
    const area = dissolve(triangles);
    const [ring, ...holes] = area.type === 'Polygon' ? area.coordinates : [];
    if (ring === undefined || holes.length > 0)
      throw new Error(`grid ${grid} is not one piece without holes`);
    const community = at(names, at(partition.communityOfGrid, grid));
    const weight = members.reduce((sum, triangle) => sum + at(mesh.areasM2, triangle), 0);
    return { community, ring, weight, centre: centreOf(mesh, plane, members, ring) };
  });

  const centres = new Map<string, Position>();
  const cells = source.communities.flatMap((community) => {
    const own = drafts.filter((draft) => draft.community === community).toSorted(byCentre);
    const middle = own.reduce((best, draft) => (draft.weight < best.weight ? draft : best));
    centres.set(community.code, middle.centre);
    return own.map((draft, i) => ({
      code: community.code + String(i + 1).padStart(3, '0'),
      communityCode: community.code,
      centre: draft.centre,
      areaM2: areaOf(plane, draft.ring),
      ring: draft.ring,
    }));
  });
  return { cells, centres };
}
