import { sql } from 'kysely';
import { readMatters } from '../kernel/events.ts';
import { isBehind, stepAfter } from '../kernel/sequencer.ts';
import { gramsOf } from './search.ts';
import type { MatterRoom } from './room.ts';

const reader = 'matter.search';
const batch = 20_000;

/**
 * Follows the event log and keeps the search terms of new matters; a bulk load has copied those of its own. The reader's
 * place moves in the transaction that writes the terms, so a crash repeats at most one batch, and repeating changes
 * nothing.
 */
export async function indexSearch({ kernel }: MatterRoom): Promise<boolean> {
  if (!(await isBehind(kernel.db, reader))) return false;
  const place = await kernel.db
    .selectFrom('log.readers')
    .select('position')
    .where('name', '=', reader)
    .executeTakeFirst();
  const after = place?.position ?? 0;
  const step = await stepAfter(kernel.db, after, batch);
  if (step === undefined) return false;
  const ids = await readMatters(kernel.db, after, step.count, sql`e.kind = 'matter.registered'`);
  await kernel.db.transaction().execute(async (trx) => {
    const fresh = await sql<{ id: string; title: string; description: string; address: string | null }>`
      SELECT m.id, m.title, m.description, m.address FROM matter.matters m
      WHERE m.id = ANY(${ids}::uuid[])
        AND NOT EXISTS (SELECT FROM matter.search s WHERE s.matter_id = m.id)`.execute(trx);
    if (fresh.rows.length > 0) {
      const entries = fresh.rows.map(({ id, title, description, address }) => ({
        matter_id: id,
        grams: gramsOf(`${title}\n${description}\n${address ?? ''}`),
      }));
      await sql`INSERT INTO matter.search (matter_id, grams)
        SELECT matter_id, grams FROM jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) AS e(matter_id uuid, grams text[])
        ON CONFLICT (matter_id) DO UPDATE SET grams = EXCLUDED.grams`.execute(trx);
    }
    await sql`INSERT INTO log.readers (name, position) VALUES (${reader}, ${step.upTo})
      ON CONFLICT (name) DO UPDATE SET position = EXCLUDED.position, updated_at = now()`.execute(trx);
  });
  return step.more;
}
