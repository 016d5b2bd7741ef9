import type { EndCause } from '@heliu/contract/supervision';
import type { SupervisionLevel } from '@heliu/contract/supervision/ladder';
import type { NewEvent } from '../kernel/events.ts';

/** Who did it, for events. */
export interface ActFacts {
  readonly at: number;
  readonly actorId: number | null;
  readonly commandId: string | null;
}

export interface CardKey {
  readonly id: string;
  readonly matter_id: string;
  readonly level: SupervisionLevel | null;
  readonly unit_id: string;
  readonly centre_unit_id: string;
  readonly place_path: string;
}

export interface EndedCard extends CardKey {
  readonly ended_because: EndCause;
}

export type SupervisionEvent =
  | 'supervision.cardIssued'
  | 'supervision.cardAcknowledged'
  | 'supervision.cardReplied'
  | 'supervision.cardEnded';

/** Ids, codes and instants only. Whoever sees the matter, or answers for its unit or centre, hears of it. */
export const cardEvent = (
  kind: SupervisionEvent,
  card: CardKey,
  { at, actorId, commandId }: ActFacts,
  payload: Readonly<Record<string, unknown>> = {},
): NewEvent => ({
  kind,
  subject: `supervision:${card.id}`,
  at,
  placePath: card.place_path,
  unitIds: [...new Set([card.unit_id, card.centre_unit_id])],
  actorId,
  commandId,
  payload: { matterId: card.matter_id, level: card.level, unitId: card.unit_id, ...payload },
});

export const endedEvent = (card: EndedCard, facts: ActFacts): NewEvent =>
  cardEvent('supervision.cardEnded', card, facts, { because: card.ended_because });
