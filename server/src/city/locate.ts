import type { Grid } from '@heliu/contract/city/place';
import type { Position } from '@heliu/contract/geo';
import Flatbush from 'flatbush';

/** Point → grid. Ties on shared edges and corners go to the grid with the lowest code. */
export interface GridLocator {
  locate(position: Position): Grid | undefined;
}

interface Shape {
  readonly grid: Grid;
  /** Shell and holes, each as x0, y0, x1, y1, …, closed. */
  readonly rings: readonly Float64Array[];
}

/**
 * Builds the index once per pack: a packed R-tree over the boxes, ray casting on the few candidates. Grids without an
 * outline are found by the nearest centre among them, as the pack then knows no better.
 */
export function gridLocator(grids: readonly Grid[]): GridLocator {
  const shapes = grids
    .filter((grid) => grid.outline !== null)
    .toSorted((a, b) => (a.code < b.code ? -1 : 1))
    .map((grid): Shape => ({
      grid,
      rings: (grid.outline?.coordinates ?? []).map((ring) => Float64Array.from(ring.flat())),
    }));
  if (shapes.length === 0) return nearestCentre(grids);
  const tree = new Flatbush(shapes.length);
  for (const {
    rings: [shell = new Float64Array()],
  } of shapes)
    tree.add(...boxOf(shell));
  tree.finish();
  return {
    locate: ([lng, lat]) => {
      let best = shapes.length;
      tree.search(lng, lat, lng, lat, (index) => {
        const shape = shapes[index];
        if (index < best && shape !== undefined && covers(shape.rings, lng, lat)) best = index;
        return false;
      });
      return shapes[best]?.grid;
    },
  };
}

function boxOf(ring: Float64Array): [number, number, number, number] {
  let west = Infinity;
  let south = Infinity;
  let east = -Infinity;
  let north = -Infinity;
  for (let i = 0; i < ring.length; i += 2) {
    const x = ring[i] ?? 0;
    const y = ring[i + 1] ?? 0;
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
  }
  return [west, south, east, north];
}

/** Inside the shell and outside the holes, or on the edge of any of them. */
function covers(rings: readonly Float64Array[], x: number, y: number): boolean {
  let inside = false;
  for (const ring of rings) {
    const side = sideOf(ring, x, y);
    if (side === 'edge') return true;
    if (side === 'inside') inside = !inside;
  }
  return inside;
}

function sideOf(ring: Float64Array, x: number, y: number): 'inside' | 'outside' | 'edge' {
  let inside = false;
  for (let i = 0; i + 3 < ring.length; i += 2) {
    const ax = ring[i] ?? 0;
    const ay = ring[i + 1] ?? 0;
    const bx = ring[i + 2] ?? 0;
    const by = ring[i + 3] ?? 0;
    const cross = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
    if (
      cross === 0 &&
      x >= Math.min(ax, bx) &&
      x <= Math.max(ax, bx) &&
      y >= Math.min(ay, by) &&
      y <= Math.max(ay, by)
    ) {
      return 'edge';
    }
    if (ay > y !== by > y && cross > 0 === by > ay) inside = !inside;
  }
  return inside ? 'inside' : 'outside';
}

function nearestCentre(grids: readonly Grid[]): GridLocator {
  const tree = grids.length > 0 ? new Flatbush(grids.length) : undefined;
  for (const { centre } of grids) tree?.add(centre[0], centre[1], centre[0], centre[1]);
  tree?.finish();
  return {
    locate: ([lng, lat]) => {
      const [index] = tree?.neighbors(lng, lat, 1, 0.05) ?? [];
      return index === undefined ? undefined : grids[index];
    },
  };
}
