import type { UploadedEvidence } from '@heliu/contract/evidence';
import { Problem } from '@heliu/contract/problem';
import type { Trx } from '../kernel/db.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { uuidv7 } from '../kernel/uuid.ts';
import { uploadOf } from './rows.ts';

/** Files that nobody uploaded, for what they came with; there until they are erased. */
export async function hold({ clock }: Kernel, trx: Trx, fileIds: readonly string[]): Promise<void> {
  if (fileIds.length === 0) return;
  const { numUpdatedRows } = await trx
    .updateTable('evidence.files')
    .set({ claimed_at: new Date(clock.now()), lng: null, lat: null })
    .where('id', 'in', fileIds)
    .where('claimed_at', 'is', null)
    .where('uploaded_by', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows !== BigInt(fileIds.length))
    throw new Problem('evidence.unclaimable', { params: { file: fileIds[0] ?? '' } });
}

/** The rows stay locked, so that no content is swept before the new ones that need it are there. */
export async function copyFor(
  { clock, config }: Kernel,
  trx: Trx,
  fileIds: readonly string[],
  accountId: number,
): Promise<UploadedEvidence[]> {
  if (fileIds.length === 0) return [];
  const at = clock.now();
  const rows = await trx
    .selectFrom('evidence.files')
    .selectAll()
    .where('id', 'in', fileIds)
    .where('scan', '<>', 'infected')
    .forShare()
    .execute();
  const found = new Map(rows.map((row) => [row.id, row]));
  const copies = fileIds.flatMap((id) => {
    const row = found.get(id);
    const own = { uploaded_by: accountId, uploaded_at: new Date(at), claimed_at: null };
    return row === undefined ? [] : [{ ...row, ...own, id: uuidv7(at) }];
  });
  if (copies.length > 0) await trx.insertInto('evidence.files').values(copies).execute();
  return copies.map((row) => uploadOf(row, config));
}
