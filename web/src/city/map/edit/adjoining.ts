import type { GridShape } from '@heliu/contract/city-api';
import { edgesOf } from '@heliu/contract/city/grid-shape';

const edgeKeys = ({ outline }: GridShape, turned: boolean): string[] =>
  (outline?.coordinates ?? []).flatMap((ring) =>
    edgesOf(ring).map(([a, b]) => (turned ? `${String(b)} ${String(a)}` : `${String(a)} ${String(b)}`)),
  );

/** Grids that share an edge with one of those chosen, themselves left out. */
export function adjoining(grids: readonly GridShape[], chosen: readonly string[]): GridShape[] {
  const mine = new Set(
    grids.filter(({ code }) => chosen.includes(code)).flatMap((grid) => edgeKeys(grid, true)),
  );
  return grids.filter(
    (grid) => !chosen.includes(grid.code) && edgeKeys(grid, false).some((key) => mine.has(key)),
  );
}
