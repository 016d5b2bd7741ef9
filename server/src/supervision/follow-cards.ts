import { sql } from 'kysely';
import { appendEvents } from '../kernel/events.ts';
import type { Trx } from '../kernel/db.ts';
import { type EndedCard, endedEvent } from './events.ts';

/** Open cards go with their matter: due time of the clock, place. */
export async function followCards(
  trx: Trx,
  ids: readonly string[],
  clocks: readonly {
    matter_id: string;
    clock: string;
    work_order_no: number;
    round: number;
    due_at: string;
  }[],
): Promise<void> {
  await sql`UPDATE supervision.cards c SET place_path = m.place_path FROM matter.matters m
    WHERE c.matter_id = ANY(${[...ids]}::uuid[]) AND c.ended_at IS NULL AND m.id = c.matter_id
      AND m.place_path <> c.place_path`.execute(trx);
  if (clocks.length === 0) return;
  const rows = clocks.map(({ matter_id, clock, work_order_no, round, due_at }) => ({
    matter_id,
    clock,
    work_order_no,
    round,
    due_at,
  }));
  await sql`UPDATE supervision.cards c SET due_at = r.due_at
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(matter_id uuid, clock text, work_order_no smallint,
      round smallint, due_at timestamptz)
    WHERE c.source = 'ladder' AND c.ended_at IS NULL AND c.matter_id = r.matter_id AND c.clock = r.clock
      AND c.work_order_no = r.work_order_no AND c.round = r.round AND c.due_at <> r.due_at`.execute(trx);
}

/**
 * Ends the open cards of clocks that came to their end and of matters that are over, each with its event: a card never
 * goes without a word.
 */
export async function endCards(trx: Trx, ids: readonly string[], at: number): Promise<void> {
  const { rows } = await sql<EndedCard>`
    UPDATE supervision.cards c SET ended_at = ${new Date(at)},
      ended_because = CASE WHEN c.source = 'ladder' THEN 'clockEnded' ELSE 'matterEnded' END
    FROM matter.matters m
    WHERE c.matter_id = ANY(${[...ids]}::uuid[]) AND c.ended_at IS NULL AND m.id = c.matter_id
      AND CASE WHEN c.source = 'ladder' THEN NOT EXISTS (
          SELECT FROM jsonb_array_elements(m.state->'clocks') k
          WHERE k->>'kind' = c.clock AND (k->>'workOrderNo')::int = c.work_order_no
            AND (k->>'round')::int = c.round AND k->>'state' <> 'stopped'
            AND (c.clock = 'callBack' OR m.stage NOT IN ('closed', 'declined', 'voided', 'merged')))
        ELSE m.stage IN ('closed', 'declined', 'voided', 'merged') END
    RETURNING c.id, c.matter_id, c.level, c.unit_id, c.centre_unit_id, c.place_path, c.ended_because`.execute(
    trx,
  );
  await appendEvents(
    trx,
    rows.map((card) => endedEvent(card, { at, actorId: null, commandId: null })),
  );
}
