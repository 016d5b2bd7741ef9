import type { CardAct, CardSource } from '@heliu/contract/supervision';
import { isFinal, type Stage } from '@heliu/contract/matter/model';
import type { Role } from '@heliu/contract/permission';
import { type Actor, within } from '../kernel/actor.ts';

export interface Overseen {
  readonly placePath: string;
  readonly centreUnitId: string;
}

/** Whether one of the roles is held over the place, or in the centre that answers for the procedure. */
const oversees = (actor: Actor, roles: readonly Role[], { placePath, centreUnitId }: Overseen): boolean =>
  actor.grants.some(
    (grant) =>
      roles.includes(grant.role) &&
      (grant.placePath === null ? grant.unitId === centreUnitId : within(placePath, grant.placePath)),
  );

const roleOf = {
  issueCard: ['supervisor'],
  urge: ['operator', 'supervisor', 'leader'],
  instruct: ['leader'],
} as const satisfies Record<string, readonly Role[]>;
export type MatterAct = keyof typeof roleOf;

export const mayAct = (actor: Actor, act: MatterAct, matter: Overseen): boolean =>
  oversees(actor, roleOf[act], matter);

export const matterActsOf = (actor: Actor, matter: Overseen & { readonly stage: Stage }): MatterAct[] =>
  isFinal(matter.stage)
    ? []
    : (['issueCard', 'urge', 'instruct'] as const).filter((act) => mayAct(actor, act, matter));

export interface GuardedCard extends Overseen {
  readonly source: CardSource;
  readonly unitId: string;
  readonly isOpen: boolean;
  readonly isAcknowledged: boolean;
}

/** What a leader asked for, only a leader takes back. Whoever has to answer never lifts. */
const liftedBy = (source: CardSource): readonly Role[] => (source === 'leader' ? ['leader'] : ['supervisor']);

export function mayOnCard(
  actor: Actor,
  act: CardAct,
  card: GuardedCard,
  unitsServed: readonly string[],
): boolean {
  if (act === 'lift')
    return actor.permissions.has('supervision.lift') && oversees(actor, liftedBy(card.source), card);
  return actor.permissions.has('supervision.answer') && unitsServed.includes(card.unitId);
}

export const cardActsOf = (actor: Actor, card: GuardedCard, unitsServed: readonly string[]): CardAct[] =>
  card.isOpen
    ? (['acknowledge', 'reply', 'lift'] as const).filter(
        (act) => (act !== 'acknowledge' || !card.isAcknowledged) && mayOnCard(actor, act, card, unitsServed),
      )
    : [];
