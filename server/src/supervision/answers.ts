import type { EndpointSpec } from '@heliu/contract/endpoint';
import { Problem } from '@heliu/contract/problem';
import type { CardAct, CardSource, EndCause } from '@heliu/contract/supervision';
import { sql } from 'kysely';
import type { City } from '../city/index.ts';
import type { Actor } from '../kernel/actor.ts';
import { runCommand } from '../kernel/command.ts';
import type { Trx } from '../kernel/db.ts';
import { appendEvents } from '../kernel/events.ts';
import type { Context } from '../kernel/route.ts';
import { type ActFacts, cardEvent, type CardKey, endedEvent } from './events.ts';
import { mayOnCard } from './policy.ts';
import type { SupervisionRoom } from './room.ts';

interface LockedCard extends CardKey {
  readonly source: CardSource;
  readonly acknowledged_at: Date | null;
  readonly ended_at: Date | null;
}

/** A card that the actor sees, held until the end of the transaction. @throws Problem `resource.notFound`. */
async function lockCard(trx: Trx, room: SupervisionRoom, cardId: string, actor: Actor, city: City) {
  const { rows } = await sql<LockedCard>`
    SELECT c.id, c.matter_id, c.level, c.unit_id, c.centre_unit_id, c.place_path, c.source, c.acknowledged_at, c.ended_at
    FROM supervision.cards c JOIN matter.matters m ON m.id = c.matter_id
    WHERE c.id = ${cardId} AND ${room.visible(actor, city)} FOR UPDATE OF c`.execute(trx);
  const [card] = rows;
  if (card === undefined) throw new Problem('resource.notFound');
  return card;
}

interface Asked {
  readonly cardId: string;
  readonly commandId: string;
  readonly context: Context;
}

/** One act on a card: once, by whoever may, with its event and record. */
function onCard(
  room: SupervisionRoom,
  endpoint: EndpointSpec,
  act: CardAct,
  { cardId, commandId, context: { actor } }: Asked,
  work: (trx: Trx, card: LockedCard, facts: ActFacts) => Promise<void>,
): Promise<{ cardId: string }> {
  const { db, clock } = room.kernel;
  const city = room.city.current();
  const facts = { at: clock.now(), actorId: actor.accountId, commandId };
  const record = { commandId, endpoint: endpoint.id, accountId: actor.accountId, at: facts.at };
  return runCommand(db, record, async (trx) => {
    const card = await lockCard(trx, room, cardId, actor, city);
    const guarded = {
      source: card.source,
      unitId: card.unit_id,
      centreUnitId: card.centre_unit_id,
      placePath: card.place_path,
      isOpen: card.ended_at === null,
      isAcknowledged: card.acknowledged_at !== null,
    };
    if (!mayOnCard(actor, act, guarded, room.unitsServed(actor, city))) throw new Problem('auth.forbidden');
    if (!guarded.isOpen) throw new Problem('supervision.cardEnded');
    await work(trx, card, facts);
    return { reply: { cardId: card.id }, subject: `supervision:${card.id}` };
  });
}

async function end(
  trx: Trx,
  card: CardKey,
  because: EndCause,
  facts: ActFacts,
  reason: string | null = null,
): Promise<void> {
  await sql`UPDATE supervision.cards SET ended_at = ${new Date(facts.at)}, ended_because = ${because},
    ended_by = ${facts.actorId}, end_reason = ${reason} WHERE id = ${card.id}`.execute(trx);
  await appendEvents(trx, [endedEvent({ ...card, ended_because: because }, facts)]);
}

/** The first acknowledgement counts; a second one changes nothing. */
async function acknowledgeOnce(trx: Trx, card: LockedCard, facts: ActFacts): Promise<void> {
  if (card.acknowledged_at !== null) return;
  await sql`UPDATE supervision.cards SET acknowledged_at = ${new Date(facts.at)}, acknowledged_by = ${facts.actorId}
    WHERE id = ${card.id}`.execute(trx);
  await appendEvents(trx, [cardEvent('supervision.cardAcknowledged', card, facts)]);
}

export const acknowledge = (room: SupervisionRoom, endpoint: EndpointSpec, asked: Asked) =>
  onCard(room, endpoint, 'acknowledge', asked, async (trx, card, facts) => {
    await acknowledgeOnce(trx, card, facts);
    if (card.source === 'urge') await end(trx, card, 'acknowledged', facts);
  });

/** Whoever answers has read it. The card stays open: an answer is not the work. */
export const reply = (
  room: SupervisionRoom,
  endpoint: EndpointSpec,
  asked: Asked & { readonly text: string },
) =>
  onCard(room, endpoint, 'reply', asked, async (trx, card, facts) => {
    await acknowledgeOnce(trx, card, facts);
    await sql`INSERT INTO supervision.replies (card_id, at, account_id, body)
      VALUES (${card.id}, ${new Date(facts.at)}, ${facts.actorId}, ${asked.text})`.execute(trx);
    await sql`UPDATE supervision.cards SET replied_at = ${new Date(facts.at)} WHERE id = ${card.id}`.execute(
      trx,
    );
    await appendEvents(trx, [cardEvent('supervision.cardReplied', card, facts)]);
    if (card.source === 'urge') await end(trx, card, 'acknowledged', facts);
  });

export const lift = (
  room: SupervisionRoom,
  endpoint: EndpointSpec,
  asked: Asked & { readonly reason: string },
) =>
  onCard(room, endpoint, 'lift', asked, (trx, card, facts) => end(trx, card, 'lifted', facts, asked.reason));
