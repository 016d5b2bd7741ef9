import type { Succession } from '@heliu/contract/city/grid-edit';
import type { Grid } from '@heliu/contract/city/place';
import type { Trx } from '../kernel/db.ts';
import { type GridEdit, reversed } from './grid-edit.ts';
import type { ImportedBy } from './store.ts';

export interface RolePlace {
  readonly code: string;
  readonly path: string;
  readonly areaM2: number | null;
}

/** Roles over grids that give way go over to those that follow. */
export interface RoleMove {
  readonly editId: string;
  /** The edit is taken back: what it moved comes back as it was. */
  readonly isUndo: boolean;
  readonly successions: readonly { readonly from: RolePlace; readonly to: readonly RolePlace[] }[];
  readonly at: number;
  readonly actorId: number | null;
  readonly commandId: string | null;
}

export interface RoleMover {
  /** In the transaction that changes the grids. @returns how many accounts it touched. */
  moveRoles?(trx: Trx, move: RoleMove): Promise<number>;
}

export function moveOf(
  edit: Pick<GridEdit, 'id' | 'before' | 'after'>,
  successions: readonly Succession[],
  isUndo: boolean,
  { at, accountId, commandId }: ImportedBy,
): RoleMove {
  const places = new Map(
    [...edit.before, ...edit.after].map(({ code, path, areaM2 }) => [code, { code, path, areaM2 }]),
  );
  const placeOf = (code: string): RolePlace => places.get(code) ?? { code, path: code, areaM2: null };
  return {
    editId: edit.id,
    isUndo,
    successions: successions.map(({ from, to }) => ({ from: placeOf(from), to: to.map(placeOf) })),
    at,
    actorId: accountId,
    commandId: commandId ?? null,
  };
}

/** Moves for edits that a new pack ends: back to the grids before, latest first; a grid that the pack has keeps its own. */
export function endingMoves(
  dropped: readonly GridEdit[],
  inForce: readonly Grid[],
  by: ImportedBy,
): RoleMove[] {
  const codes = new Set(inForce.map(({ code }) => code));
  return dropped.toReversed().flatMap((edit) => {
    const successions = reversed(edit).filter(({ from }) => !codes.has(from));
    return successions.length === 0 ? [] : [moveOf(edit, successions, true, by)];
  });
}
