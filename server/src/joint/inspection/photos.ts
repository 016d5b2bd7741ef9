import { photoTypes } from '@heliu/contract/evidence';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import type { City } from '../../city/index.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { Db, Trx } from '../../kernel/db.ts';
import type { JointRoom } from '../room.ts';
import type { Work } from './act.ts';
import { visibleInspection } from './policy.ts';

/** Item that is a finding → its photos, in their order. */
export type FindingPhotos = Readonly<Record<string, readonly string[]>>;

interface OnReport {
  readonly no: number;
  readonly unit: string;
}

const amiss = (item: string, message: string): Problem =>
  new Problem('input.invalid', { errors: [{ field: `photos.${item}`, message }] });

/**
 * Claims the uploads that a report names, and erases photos of the report that it leaves out.
 * @returns every photo of the report. @throws Problem `input.invalid` for an item that is no finding, for a photo named
 * twice; `evidence.unclaimable`; `evidence.notAllowed` for a file whose content is no photo.
 */
export async function takePhotos(
  { evidence }: Pick<JointRoom, 'evidence'>,
  { trx, found, actorId }: Work,
  { no, unit }: OnReport,
  { items, photos }: { readonly items: readonly string[]; readonly photos: FindingPhotos },
): Promise<FindingPhotos> {
  const wanted = new Set<string>();
  for (const [item, ids] of Object.entries(photos)) {
    if (!items.includes(item)) throw amiss(item, 'an item whose answer is a finding');
    for (const id of ids) {
      if (wanted.has(id)) throw amiss(item, 'each photo once');
      wanted.add(id);
    }
  }
  const there = found.photos
    .filter(({ placeNo, unitId }) => placeNo === no && unitId === unit)
    .map(({ fileId }) => fileId);
  const added = [...wanted].filter((id) => !there.includes(id));
  const files = await evidence.claim(trx, added, { accountId: actorId, field: 'photos' });
  if (files.some(({ kind }) => kind !== 'photo'))
    throw new Problem('evidence.notAllowed', { params: { allowed: photoTypes.join(' ').toUpperCase() } });
  const left = there.filter((id) => !wanted.has(id));
  await sql`DELETE FROM joint.inspection_photos
    WHERE inspection_id = ${found.id}::uuid AND place_no = ${no} AND unit_id = ${unit}`.execute(trx);
  await evidence.erase(trx, left);
  return photos;
}

export async function writePhotos(
  { trx, found: { id } }: Pick<Work, 'trx'> & { readonly found: { readonly id: string } },
  { no, unit }: OnReport,
  photos: FindingPhotos,
): Promise<void> {
  for (const [item, ids] of Object.entries(photos)) {
    await sql`INSERT INTO joint.inspection_photos (file_id, inspection_id, place_no, unit_id, item_code, no)
      SELECT file_id, ${id}::uuid, ${no}, ${unit}, ${item}, no
      FROM unnest(${[...ids]}::uuid[]) WITH ORDINALITY AS f(file_id, no)`.execute(trx);
  }
}

/** Gives the actor copies of the photos of a finding, for the matter that it becomes. */
export async function copyPhotos(
  { evidence }: Pick<JointRoom, 'evidence'>,
  trx: Trx,
  fileIds: readonly string[],
  actor: Actor,
): Promise<{ fileId: string }[]> {
  const copies = await evidence.copyFor(trx, fileIds, actor.accountId);
  return copies.map(({ id }) => ({ fileId: id }));
}

/** The inspection that a photo was made on, if the actor may see it. */
export async function findInspectionPhoto(
  db: Db,
  city: City,
  actor: Actor,
  fileId: string,
): Promise<{ subject: string; purpose: string } | undefined> {
  const { rows } = await sql<{ id: string }>`
    SELECT k.id FROM joint.inspection_photos f JOIN joint.inspections k ON k.id = f.inspection_id
    WHERE f.file_id = ${fileId}::uuid AND ${visibleInspection(actor, city)}`.execute(db);
  const [found] = rows;
  return found && { subject: `inspection:${found.id}`, purpose: 'joint inspection' };
}
