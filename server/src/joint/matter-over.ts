import { isFinal, stages } from '@heliu/contract/matter/model';
import { sql } from 'kysely';
import { appendEvents } from '../kernel/events.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { endWhole } from './acts.ts';
import { lockCall } from './store.ts';

const atOnce = 100;

/**
 * Ends the open calls of matters that are over, however they came to their end. A call that is over is not found again,
 * and several workers share the work. A matter that is reopened later has its units called anew.
 * @returns whether there is likely more.
 */
export function endCallsOfMatters({ db, clock }: Kernel): Promise<boolean> {
  const over = sql<boolean>`m.stage = ANY(${stages.filter(isFinal)}::text[])`;
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ id: string }>`
      SELECT c.id FROM joint.calls c JOIN matter.matters m ON m.id = c.matter_id
      WHERE c.ended_at IS NULL AND ${over} ORDER BY c.id LIMIT ${atOnce}
      FOR UPDATE OF c SKIP LOCKED`.execute(trx);
    const facts = { at: clock.now(), actorId: null, commandId: null };
    for (const { id } of rows) {
      const found = await lockCall(trx, id, over);
      if (found === undefined) continue;
      await appendEvents(trx, await endWhole(trx, found, { kind: 'matterOver', words: null }, facts));
    }
    return rows.length === atOnce;
  });
}
