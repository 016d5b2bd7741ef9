import type { EndpointInput, EndpointReply } from '@heliu/contract/endpoint';
import type { editGrids, undoGridEdit } from '@heliu/contract/city-api';
import { type GridChange, planGridEdit } from '@heliu/contract/city/grid-edit';
import { layOver, takeBack } from '@heliu/contract/city/grid-overlay';
import { type GridRefusal, gridRefusals, refuseGrid } from '@heliu/contract/city/grid-refusals';
import type { CityPack } from '@heliu/contract/city/pack';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import type { Actor } from '../kernel/actor.ts';
import type { Db, Trx } from '../kernel/db.ts';
import { announce, cityEvent } from './announce.ts';
import { compareEntries } from './changes.ts';
import { assemble, entriesOf } from './entries.ts';
import { canonical, type Entry } from './entry.ts';
import { editsOf, entryOf, type GridEdit, gridEditKind, nextNo, reversed } from './grid-edit.ts';
import { moveOf, type RoleMover } from './grid-roles.ts';
import { legalYearKind } from './legal-year.ts';
import { assertManagesGrids } from './policy.ts';
import { findLast, type ImportedBy, lock, readCurrent, type Version, writeVersion } from './store.ts';

type Reply = EndpointReply<typeof editGrids>;

export interface Editor extends RoleMover {
  readonly actor: Actor;
  readonly by: ImportedBy & { readonly commandId: string };
}

/** Every code that a place of this city has or ever had; none of them is given to another area. */
export async function takenCodes(db: Db | Trx): Promise<Set<string>> {
  const { rows } = await sql<{ code: string }>`
    SELECT DISTINCT code FROM city.entries WHERE kind IN ('grid', 'division')`.execute(db);
  return new Set(rows.map(({ code }) => code));
}

/** @throws Problem `grid.refused` with the reason and what to do. */
function refuse({ code, params }: GridRefusal): never {
  throw new Problem('grid.refused', { params: { ...params, refusal: code }, text: gridRefusals[code] });
}

interface Standing {
  readonly last: Version;
  readonly current: readonly Entry[];
  readonly pack: CityPack;
  readonly edits: readonly GridEdit[];
}

/** The city as it is, with nobody else changing it. @throws Problem `city.missing`. */
async function standing(trx: Trx): Promise<Standing> {
  await lock(trx);
  const last = await findLast(trx);
  if (last === undefined) throw new Problem('city.missing');
  const current = await readCurrent(trx);
  return { last, current, pack: assemble(current), edits: editsOf(current) };
}

/**
 * Changes grids of one community as one more version of the city.
 * @throws Problem `auth.forbidden`, `grid.changedMeanwhile`, `grid.refused`.
 */
export async function changeGrids(
  trx: Trx,
  { operation, baseVersionId, reason }: EndpointInput<typeof editGrids>['body'],
  editor: Editor,
): Promise<Reply> {
  const stands = await standing(trx);
  const codes = 'grids' in operation ? operation.grids : [operation.grid];
  assertManagesGrids(editor.actor, stands.pack, codes);
  if (stands.last.id !== baseVersionId) throw new Problem('grid.changedMeanwhile');
  const plan = planGridEdit(stands.pack, operation, await takenCodes(trx));
  if (!plan.ok) return refuse(plan.refusal);
  const { change } = plan;
  const { at, accountId, commandId } = editor.by;
  const edit: GridEdit = {
    ...change,
    id: commandId,
    no: nextNo(stands.edits),
    at: new Date(at).toISOString(),
    by: accountId,
    reason,
    ended: null,
  };
  const versionId = await write(trx, stands, layOver(stands.pack, change), edit, editor);
  const accountsMoved = await editor.moveRoles?.(trx, moveOf(edit, edit.successions, false, editor.by));
  return replyOf(edit, versionId, { before: edit.before, after: edit.after }, accountsMoved);
}

const replyOf = (
  { id }: GridEdit,
  versionId: number,
  { before, after }: Pick<GridChange, 'before' | 'after'>,
  accountsMoved = 0,
): Reply => ({
  editId: id,
  versionId,
  before: before.map(({ code }) => code),
  after: after.map(({ code }) => code),
  accountsMoved,
});

/** The city without an edit; undefined where something changed its grids or borders since. */
export function withoutEdit(pack: CityPack, edit: GridEdit): CityPack | undefined {
  const inForce = new Map(pack.grids.map((grid) => [grid.code, grid]));
  const isUntouched = edit.after.every((grid) => canonical(inForce.get(grid.code)) === canonical(grid));
  return isUntouched ? takeBack(pack, edit) : undefined;
}

/** @throws Problem `resource.notFound`, `auth.forbidden`, `grid.refused`. */
export async function takeEditBack(
  trx: Trx,
  { editId, reason }: { readonly editId: string; readonly reason: string },
  editor: Editor,
): Promise<EndpointReply<typeof undoGridEdit>> {
  const stands = await standing(trx);
  const edit = stands.edits.find(({ id }) => id === editId);
  if (edit === undefined) throw new Problem('resource.notFound');
  assertManagesGrids(editor.actor, stands.pack, [], edit.communityCode);
  if (edit.ended !== null) return refuse(refuseGrid('ended'));
  const without = withoutEdit(stands.pack, edit);
  if (without === undefined) return refuse(refuseGrid('touchedLater'));
  const { at, accountId } = editor.by;
  const ended: GridEdit = {
    ...edit,
    ended: {
      as: 'undone',
      no: nextNo(stands.edits),
      at: new Date(at).toISOString(),
      by: accountId,
      reason,
    },
  };
  const versionId = await write(trx, stands, without, ended, editor);
  const accountsMoved = await editor.moveRoles?.(trx, moveOf(edit, reversed(edit), true, editor.by));
  return replyOf(edit, versionId, { before: edit.after, after: edit.before }, accountsMoved);
}

const byHand = new Set([gridEditKind, legalYearKind]);

async function write(
  trx: Trx,
  { last, current }: Standing,
  pack: CityPack,
  edit: GridEdit,
  { by }: Editor,
): Promise<number> {
  const others = current.filter(
    ({ kind, code }) => byHand.has(kind) && !(kind === gridEditKind && code === edit.id),
  );
  const entries = [...entriesOf(pack), ...others, entryOf(edit)];
  const changes = compareEntries(current, entries);
  const of = { code: last.pack_code, version: last.pack_version };
  const versionId = await writeVersion(trx, { pack: of, hash: last.content_hash, changes, entries }, by);
  const successions = edit.ended === null ? edit.successions : reversed(edit);
  const payload = { versionId, editId: edit.id, edit: edit.kind, undone: edit.ended !== null, successions };
  const path = pack.divisions.find(({ code }) => code === edit.communityCode)?.path ?? null;
  await announce(trx, versionId, [
    { ...cityEvent('city.gridsChanged', of.code, by, payload), placePath: path },
  ]);
  return versionId;
}
