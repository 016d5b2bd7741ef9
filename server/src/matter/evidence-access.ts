import type { Actor } from '../kernel/actor.ts';
import type { Db } from '../kernel/db.ts';
import { findMatter } from './load.ts';
import { mayReadAsStaff } from './policy.ts';
import type { MatterRoom } from './room.ts';
import { isReporter } from './whose.ts';

export interface LinkedFile {
  readonly fileId: string;
  readonly version: number;
  readonly workOrderNo: number | null;
  readonly reportId: string | null;
}

/** Files given with the acts on a matter, in their order. */
export async function linkedFiles(db: Db, matterId: string): Promise<LinkedFile[]> {
  return db
    .selectFrom('matter.evidence')
    .select(['file_id as fileId', 'version', 'work_order_no as workOrderNo', 'report_id as reportId'])
    .where('matter_id', '=', matterId)
    .orderBy('version')
    .execute();
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
  const readable = loaded !== undefined && mayReadAsStaff(actor, loaded, room.city.current());
  return readable ? { subject, purpose: 'handling' } : undefined;
}
