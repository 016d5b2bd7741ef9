import { sql } from 'kysely';
import { readEvents } from '../kernel/events.ts';
import { gramsOf } from './search.ts';
import type { MatterRoom } from './room.ts';

const reader = 'matter.search';
const batch = 500;

/**
 * Follows the event log and keeps the search terms of new matters. The reader's place moves in the transaction that
 * writes the terms, so a crash repeats at most one batch, and repeating changes nothing.
 */
export async function indexSearch({ kernel }: MatterRoom): Promise<boolean> {
  const place = await kernel.db
    .selectFrom('log.readers')
    .select('position')
    .where('name', '=', reader)
    .executeTakeFirst();
  const after = place?.position ?? 0;
  const events = await readEvents(kernel.db, after, batch);
  const last = events.at(-1);
  if (last === undefined) return false;
  const ids = events
    .filter(({ kind }) => kind === 'matter.registered')
    .map(({ subject }) => subject.slice(7));
  await kernel.db.transaction().execute(async (trx) => {
    if (ids.length > 0) {
      const rows = await trx
        .selectFrom('matter.matters')
        .select(['id', 'title', 'description', 'address'])
        .where('id', 'in', ids)
        .execute();
      const entries = rows.map(({ id, title, description, address }) => ({
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
  return events.length === batch;
}
