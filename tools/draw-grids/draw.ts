import { cellsOf, latticeOf, type Drawn } from './cells.ts';
import { densityOf, type Town } from './density.ts';
import { meshOf } from './mesh.ts';
import { partition } from './partition.ts';
import { at, doubleArea, Plane, randomFrom } from './plane.ts';
import { relax } from './relax.ts';
import { scatter } from './scatter.ts';
import type { Source } from './source.ts';

/** Mesh points along the side of a grid of the wanted size: enough for soft borders, few enough for a small file. */
const pointsPerSide = 4;
const relaxRounds = 8;

/** Draws communities and grids into the outline. The same source gives the same map, to the last digit. */
export function draw(source: Source): Drawn {
  const outline = source.rings.flat();
  const plane = new Plane(at(outline, 0));
  const rings = source.rings.map((ring) => ring.map((point) => plane.toMetres(point)));
  const areaM2 = rings.reduce((sum, ring) => sum + Math.abs(doubleArea(ring)) / 2, 0);
  const towns = source.towns.map((town): Town => {
    const own = source.communities.filter((community) => community.townCode === town.code);
    return {
      code: town.code,
      seat: plane.toMetres(town.seat),
      population: town.population,
      urbanCommunities: own.filter((community) => community.kind === 'community').length,
      villages: own.filter((community) => community.kind === 'village').length,
    };
  });
  const density = densityOf(towns, source.drawing.grids, areaM2 / 1e6);
  const spacing = (point: readonly [number, number]) => 1_000 / Math.sqrt(density(point)) / pointsPerSide;
  const inner = scatter(at(rings, 0), at(towns, 0).seat, spacing, randomFrom(source.drawing.seed));
  const mesh = meshOf(rings, inner);
  const graph = {
    neighbours: mesh.neighbours,
    centres: mesh.centres,
    masses: mesh.areasM2.map((area, i) => (area / 1e6) * density(at(mesh.centres, i))),
    spacings: mesh.centres.map(spacing),
  };
  const parts = partition(mesh, graph, towns, source.drawing.grids);
  relax(mesh, parts.fans, [parts.towns, parts.communities, parts.grids], relaxRounds);
  return cellsOf(source, mesh, plane, parts, latticeOf(mesh, plane, outline));
}
