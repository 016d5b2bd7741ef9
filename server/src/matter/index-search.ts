import { sql } from 'kysely';
import { isBehind } from '../kernel/sequencer.ts';
import { gramsOf } from './search.ts';
import type { MatterRoom } from './room.ts';

const reader = 'matter.search';
const batch = 5000;

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
  const { rows } = await sql<{ position: number; id: string | null }>`
    SELECT p.position, CASE WHEN e.kind = 'matter.registered' THEN substr(e.subject, 8) END AS id
    FROM (SELECT * FROM log.positions WHERE position > ${place?.position ?? 0} ORDER BY position LIMIT ${batch}) p
    JOIN log.events e ON e.id = p.event_id AND e.at = p.event_at ORDER BY p.position`.execute(kernel.db);
  const last = rows.at(-1);
  if (last === undefined) return false;
  const ids = rows.flatMap(({ id }) => id ?? []);
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
    await sql`INSERT INTO log.readers (name, position) VALUES (${reader}, ${last.position})
      ON CONFLICT (name) DO UPDATE SET position = EXCLUDED.position, updated_at = now()`.execute(trx);
  });
  return rows.length === batch;
}
