import type { Text } from '@heliu/contract/text';
import { sql } from 'kysely';
import { districtPath } from '../city/index.ts';
import type { Trx } from '../kernel/db.ts';
import { writeNotices } from './follow.ts';
import type { NoticeRoom } from './room.ts';

/** Something about the system itself. */
export interface SystemNotice {
  readonly rule: string;
  readonly status: Text;
  readonly body: Text;
}

export async function tellAdministrators(trx: Trx, room: NoticeRoom, notice: SystemNotice): Promise<void> {
  const root = districtPath(room.hooks.city.findCurrent()) ?? '';
  const { rows } = await sql<{ id: number }>`
    SELECT DISTINCT a.id FROM people.grants g JOIN people.accounts a ON a.id = g.account_id
    WHERE g.role = 'administrator' AND g.place_path = ${root} AND a.status = 'active'`.execute(trx);
  const at = room.kernel.clock.now();
  await writeNotices(
    trx,
    room,
    rows.map(({ id }) => ({
      recipient: { accountId: id, reportId: null, matterCode: null },
      kind: 'system',
      urgent: true,
      at,
      position: null,
      matterId: null,
      about: null,
      ...notice,
    })),
  );
}
