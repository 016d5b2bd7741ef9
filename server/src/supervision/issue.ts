import type { CardSource } from '@heliu/contract/supervision';
import type { SupervisionLevel } from '@heliu/contract/supervision/ladder';
import { sql } from 'kysely';
import { appendEvents } from '../kernel/events.ts';
import type { Trx } from '../kernel/db.ts';
import { type ActFacts, cardEvent, type CardKey, type EndedCard, endedEvent } from './events.ts';
import { recipientOf } from './recipients.ts';

export interface NewCard {
  readonly id: string;
  readonly matterId: string;
  readonly source: CardSource;
  readonly level: SupervisionLevel | null;
  readonly clock: string | null;
  readonly workOrderNo: number | null;
  readonly round: number | null;
  readonly ladder: string | null;
  readonly step: string | null;
  readonly unitId: string;
  readonly centreUnitId: string;
  readonly placePath: string;
  readonly recipients: readonly string[];
  readonly reachedAt: number;
  readonly dueAt: number | null;
  readonly demand: string | null;
  /** Issued together with a higher one of the same clock, which stands for both. */
  readonly raised: boolean;
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** A card as its row has it when it is issued. */
export const cardColumns = (card: NewCard, { at, actorId }: ActFacts) => ({
  id: card.id,
  matter_id: card.matterId,
  source: card.source,
  level: card.level,
  clock: card.clock,
  work_order_no: card.workOrderNo,
  round: card.round,
  ladder: card.ladder,
  step: card.step,
  unit_id: card.unitId,
  centre_unit_id: card.centreUnitId,
  place_path: card.placePath,
  recipients: card.recipients,
  reached_at: iso(card.reachedAt),
  issued_at: iso(at),
  issued_by: actorId,
  due_at: iso(card.dueAt),
  demand: card.demand,
  ended_at: card.raised ? iso(at) : null,
  ended_because: card.raised ? 'raised' : null,
});

/**
 * Writes cards and their events. A step that has its card already is passed over without a word, so whatever runs
 * twice issues once. The open card of a lower step ends as raised: the higher one stands for it.
 * @returns ids of those that were issued.
 */
export async function issueCards(
  trx: Trx,
  cards: readonly NewCard[],
  facts: ActFacts,
): Promise<ReadonlySet<string>> {
  if (cards.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    INSERT INTO supervision.cards (id, matter_id, source, level, clock, work_order_no, round, ladder, step, unit_id,
      centre_unit_id, place_path, recipients, reached_at, issued_at, issued_by, due_at, demand, ended_at, ended_because)
    SELECT id, matter_id, source, level, clock, work_order_no, round, ladder, step, unit_id, centre_unit_id, place_path,
      recipients, reached_at, issued_at, issued_by, due_at, demand, ended_at, ended_because
    FROM jsonb_populate_recordset(NULL::supervision.cards,
      ${JSON.stringify(cards.map((card) => cardColumns(card, facts)))}::jsonb)
    ON CONFLICT DO NOTHING RETURNING id`.execute(trx);
  const issued = new Set(rows.map(({ id }) => id));
  const fresh = cards.filter(({ id }) => issued.has(id));
  const raised = await raiseLower(trx, fresh, facts.at);
  await appendEvents(trx, [
    ...fresh.map((card) => issuedEvent(card, facts)),
    ...raised.map((card) => endedEvent(card, facts)),
  ]);
  return issued;
}

/** Ends what stood open of the clocks whose ladder went on. */
async function raiseLower(trx: Trx, cards: readonly NewCard[], at: number): Promise<EndedCard[]> {
  const top = cards.filter(({ source, raised }) => source === 'ladder' && !raised);
  if (top.length === 0) return [];
  const { rows } = await sql<EndedCard>`
    UPDATE supervision.cards c SET ended_at = ${new Date(at)}, ended_because = 'raised'
    FROM jsonb_to_recordset(${JSON.stringify(top)}::jsonb) AS r(id uuid, "matterId" uuid, clock text,
      "workOrderNo" smallint, round smallint)
    WHERE c.source = 'ladder' AND c.matter_id = r."matterId" AND c.clock = r.clock
      AND c.work_order_no = r."workOrderNo" AND c.round = r.round AND c.id <> r.id AND c.ended_at IS NULL
    RETURNING c.id, c.matter_id, c.level, c.unit_id, c.centre_unit_id, c.place_path, c.ended_because`.execute(
    trx,
  );
  return rows;
}

/** What events name a card by. */
export const cardKey = (card: NewCard): CardKey => ({
  id: card.id,
  matter_id: card.matterId,
  level: card.level,
  unit_id: card.unitId,
  centre_unit_id: card.centreUnitId,
  place_path: card.placePath,
});

export const issuedEvent = (card: NewCard, facts: ActFacts) =>
  cardEvent('supervision.cardIssued', cardKey(card), facts, {
    source: card.source,
    clock: card.clock,
    workOrderNo: card.workOrderNo,
    round: card.round,
    ladder: card.ladder,
    step: card.step,
    reachedAt: card.reachedAt,
    dueAt: card.dueAt,
    raised: card.raised,
    recipients: card.recipients.map(recipientOf),
  });
