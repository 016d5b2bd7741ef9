import { clockOf, dueOf, legClocks, nextRunOut } from '@heliu/contract/joint/leg';
import { sql } from 'kysely';
import { appendEvents } from '../kernel/events.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { runOutEvent } from './events.ts';
import { legOf, type LegRow } from './rows.ts';

const atOnce = 500;

interface WatchedRow extends LegRow {
  readonly call_id: string;
  readonly watch_at: Date;
  readonly matter_id: string;
  readonly place_path: string;
  readonly centre_unit_id: string;
  readonly unit_ids: string[];
}

/**
 * Tells of each clock that ran out, once. Several workers share the work; one that
 * dies leaves nothing half told. @returns whether there is likely more.
 */
export function tellRunOut({ db, clock }: Kernel): Promise<boolean> {
  const now = clock.now();
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<WatchedRow>`
      SELECT l.*, c.matter_id, m.place_path, m.centre_unit_id,
        ARRAY(SELECT u.unit_id FROM joint.legs u WHERE u.call_id = c.id) AS unit_ids
      FROM joint.legs l JOIN joint.calls c ON c.id = l.call_id JOIN matter.matters m ON m.id = c.matter_id
      WHERE l.watch_at < ${new Date(now)} ORDER BY l.watch_at LIMIT ${atOnce} FOR UPDATE OF l SKIP LOCKED`.execute(
      trx,
    );
    for (const row of rows) {
      const leg = legOf(row);
      // What the unit did meanwhile took the watch away; both may have run out while no worker was there.
      const told = legClocks.filter(
        (name) => clockOf(leg, name, now) === 'overdue' && dueOf(leg, name) >= row.watch_at.getTime(),
      );
      const key = {
        id: row.call_id,
        matterId: row.matter_id,
        placePath: row.place_path,
        centreUnitId: row.centre_unit_id,
        unitIds: row.unit_ids,
      };
      await appendEvents(
        trx,
        told.map((name) => runOutEvent(key, name, { no: row.no, unitId: row.unit_id }, now)),
      );
      const next = nextRunOut(leg, now);
      await sql`UPDATE joint.legs SET watch_at = ${next === undefined ? null : new Date(next.at)}
        WHERE call_id = ${row.call_id} AND no = ${row.no}`.execute(trx);
    }
    return rows.length === atOnce;
  });
}
