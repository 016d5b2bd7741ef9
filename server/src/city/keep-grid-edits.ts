import { layOver } from '@heliu/contract/city/grid-overlay';
import type { CityPack } from '@heliu/contract/city/pack';
import type { Grid } from '@heliu/contract/city/place';
import { canonical } from './entry.ts';
import { type GridEdit, type GridEditEnd, nextNo } from './grid-edit.ts';
import type { ImportedBy } from './store.ts';

export interface KeptEdits {
  /** The pack with the edits that stay laid over it. */
  readonly pack: CityPack;
  /** All edits, those that end now with their end. */
  readonly edits: readonly GridEdit[];
  readonly kept: readonly GridEdit[];
  /** The pack has the result already. */
  readonly contained: readonly GridEdit[];
  /** The pack differs where the edit was made. */
  readonly dropped: readonly GridEdit[];
}

const byCode = (grids: readonly Grid[]) => new Map(grids.map((grid) => [grid.code, grid]));

const isSame = (a: Grid | undefined, b: Grid | undefined): boolean =>
  a !== undefined && b !== undefined && canonical(a) === canonical(b);

/** Edits whose outcome a new pack has: their grids are there as they are in force, or gave way to a later such edit. */
function containedIn(
  pack: CityPack,
  edits: readonly GridEdit[],
  inForce: ReadonlyMap<string, Grid>,
): Set<GridEdit> {
  const given = byCode(pack.grids);
  const passedOn = new Set<string>();
  const contained = new Set<GridEdit>();
  for (const edit of edits.toReversed()) {
    const made = new Set(edit.after.map(({ code }) => code));
    const isGone = edit.before.every(({ code }) => made.has(code) || !given.has(code));
    const isThere = edit.after.every(
      (grid) =>
        passedOn.has(grid.code) ||
        isSame(given.get(grid.code), inForce.get(grid.code)) ||
        isSame(given.get(grid.code), grid),
    );
    if (!isGone || !isThere) continue;
    contained.add(edit);
    for (const { code } of edit.before) if (!made.has(code)) passedOn.add(code);
  }
  return contained;
}

/**
 * Lays the edits made by hand over a new pack, in their order: one whose grids the pack has unchanged stays, one whose
 * outcome the pack has or where the pack differs now has had its time.
 */
export function keepEdits(
  pack: CityPack,
  edits: readonly GridEdit[],
  inForce: readonly Grid[],
  by: Pick<ImportedBy, 'at' | 'accountId'>,
): KeptEdits {
  const live = edits.filter(({ ended }) => ended === null);
  const contained = containedIn(pack, live, byCode(inForce));
  const kept: GridEdit[] = [];
  const ends = new Map<GridEdit, GridEditEnd['as']>();
  let laid = pack;
  for (const edit of live) {
    const given = byCode(laid.grids);
    const made = new Set(edit.after.map(({ code }) => code));
    const replaced = new Set(edit.before.map(({ code }) => code));
    const isFree = [...made].every((code) => replaced.has(code) || !given.has(code));
    if (contained.has(edit)) ends.set(edit, 'contained');
    else if (isFree && edit.before.every((grid) => isSame(grid, given.get(grid.code)))) {
      laid = layOver(laid, edit);
      kept.push(edit);
    } else ends.set(edit, 'dropped');
  }
  let no = nextNo(edits);
  const at = new Date(by.at).toISOString();
  const ended = edits.map((edit): GridEdit => {
    const as = ends.get(edit);
    if (as === undefined) return edit;
    return { ...edit, ended: { as, no: no++, at, by: by.accountId, reason: null } };
  });
  const of = (as: GridEditEnd['as']) => live.filter((edit) => ends.get(edit) === as);
  return { pack: laid, edits: ended, kept, contained: of('contained'), dropped: of('dropped') };
}
