import type { Actor } from '../kernel/actor.ts';
import type { Db } from '../kernel/db.ts';
import { sql } from 'kysely';
import { findMatter, findOnward, type LoadedMatter } from './load.ts';
import { mayReadAsStaff } from './policy.ts';
import type { MatterRoom } from './room.ts';
import { writtenSinceMerged } from './taken-in.ts';
import { isReporter } from './whose.ts';

export interface LinkedFile {
  readonly fileId: string;
  readonly version: number;
  readonly workOrderNo: number | null;
  readonly reportId: string | null;
}

/** Files given with the acts on a matter, in their order; then those with what reporters wrote since theirs went into it. */
export async function linkedFiles(db: Db, matterId: string): Promise<LinkedFile[]> {
  const own = await db
    .selectFrom('matter.evidence')
    .select(['file_id as fileId', 'version', 'work_order_no as workOrderNo', 'report_id as reportId'])
    .where('matter_id', '=', matterId)
    .orderBy('version')
    .execute();
  const { rows } = await sql<{ fileId: string; reportId: string | null }>`
    SELECT e.file_id AS "fileId", e.report_id AS "reportId"
    FROM ${writtenSinceMerged(matterId)} n JOIN matter.evidence e ON e.matter_id = n.matter_id AND e.version = n.version
    ORDER BY n.id, e.file_id`.execute(db);
  return [...own, ...rows.map((file) => ({ ...file, version: 0, workOrderNo: null }))];
}

/** The matter of a file, if the actor may open it: staff who see the matter, and the reporter whose report it came with. */
export async function findSighting(
  room: MatterRoom,
  actor: Actor,
  fileId: string,
): Promise<{ subject: string; purpose: string | null } | undefined> {
  const link = await room.kernel.db
    .selectFrom('matter.evidence as e')
    .leftJoin('matter.reports as r', 'r.id', 'e.report_id')
    .select(['e.matter_id', isReporter(actor.accountId).as('mine')])
    .where('e.file_id', '=', fileId)
    .executeTakeFirst();
  if (link === undefined) return undefined;
  const subject = `matter:${link.matter_id}`;
  if (link.mine === true) return { subject, purpose: 'own report' };
  const loaded = await findMatter(room.kernel.pool, link.matter_id);
  if (loaded === undefined) return undefined;
  const readable =
    mayReadAsStaff(actor, loaded, room.city.current()) || (await isShownOnward(room, actor, loaded, fileId));
  return readable ? { subject, purpose: 'handling' } : undefined;
}

/** Whether the actor sees the file at the matter that its own went into. */
async function isShownOnward(
  room: MatterRoom,
  actor: Actor,
  { matter }: LoadedMatter,
  fileId: string,
): Promise<boolean> {
  const onward = await findOnward(room.kernel.pool, matter);
  if (onward === undefined || !mayReadAsStaff(actor, onward, room.city.current())) return false;
  const shown = await linkedFiles(room.kernel.db, onward.matter.matterId);
  return shown.some((file) => file.fileId === fileId);
}
