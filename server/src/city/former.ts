import type { MatterType } from '@heliu/contract/city/matter-type';
import type { Division, Grid } from '@heliu/contract/city/place';
import type { Unit } from '@heliu/contract/city/unit';
import type { Entry } from './entry.ts';

/** What earlier versions had and this one has not: open matters may still stand on it, closed ones name it. */
export interface Former {
  readonly divisions: ReadonlyMap<string, Division>;
  readonly grids: ReadonlyMap<string, Grid>;
  readonly units: ReadonlyMap<string, Unit>;
  readonly types: ReadonlyMap<string, MatterType>;
}

export const noFormer: Former = {
  divisions: new Map(),
  grids: new Map(),
  units: new Map(),
  types: new Map(),
};

/** From the last entry of each code that is in force no more; they were checked when they were imported. */
export function formerOf(entries: readonly Entry[]): Former {
  const byKind = Map.groupBy(entries, ({ kind }) => kind);
  const of = <T>(kind: string) =>
    new Map((byKind.get(kind) ?? []).map(({ code, document }) => [code, document as T]));
  return {
    divisions: of<Division>('division'),
    grids: of<Grid>('grid'),
    units: of<Unit>('unit'),
    types: of<MatterType>('type'),
  };
}
