import type { City } from '../../city/index.ts';
import type { NewEvent } from '../../kernel/events.ts';
import { pathOfUnit } from './policy.ts';

/** What happened, in ids and codes; words stay out of the log. */
export interface Told {
  readonly kind: string;
  readonly payload?: Readonly<Record<string, unknown>>;
}

export interface Facts {
  readonly at: number;
  readonly actorId: number;
  readonly commandId: string | null;
}

/** What a unit is told, with who convenes and when it begins. */
export const toldTo =
  (kind: string) =>
  (unitId: string, hostUnitId: string, startsAt: number): Told => ({
    kind,
    payload: { unitId, inviting: hostUnitId, dueAt: startsAt },
  });

/** An invitation, with what those who are invited are told of it. */
export const invited = toldTo('unitInvited');

/** That time, place or link of the meeting are others. */
export const consultationMoved = toldTo('consultationMoved');

/** That nobody of the unit needs to come. */
export const consultationOff = toldTo('consultationOff');

/** What is told to a unit that sees it no more: the notice opens nothing. */
export const unopened = ({ kind, payload }: Told): Told => ({ kind, payload: { ...payload, opens: false } });

/** A consultation or inspection with every unit that hears of what happens in it. */
export interface Parties {
  readonly id: string;
  readonly hostUnitId: string;
  readonly unitIds: readonly string[];
}

/**
 * The convening and the invited units hear of it, and whoever stands above one of them: `places` says where those work
 * besides the convening unit, as an event lies in one place alone.
 */
export function partiesEvents(
  capability: 'consultation' | 'inspection',
  { id, hostUnitId, unitIds }: Parties,
  told: readonly Told[],
  facts: Facts,
  city: City,
): NewEvent[] {
  const placePath = pathOfUnit(hostUnitId, city) ?? null;
  const places = new Set(unitIds.flatMap((unitId) => pathOfUnit(unitId, city) ?? []));
  if (placePath !== null) places.delete(placePath);
  return told.map(({ kind, payload = {} }) => ({
    kind: `joint.${kind}`,
    subject: `${capability}:${id}`,
    ...facts,
    placePath,
    unitIds: [...new Set([hostUnitId, ...unitIds])],
    payload: { ...payload, places: [...places] },
  }));
}

export const consultationEvents = (
  parties: Parties,
  told: readonly Told[],
  facts: Facts,
  city: City,
): NewEvent[] => partiesEvents('consultation', parties, told, facts, city);
