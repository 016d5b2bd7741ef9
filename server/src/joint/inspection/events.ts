import type { City } from '../../city/index.ts';
import type { NewEvent } from '../../kernel/events.ts';
import { partiesEvents, type Facts, type Parties, type Told } from '../consultation/events.ts';

/** An invitation, with what those who are invited are told of it. */
export const invitedTo = (unitId: string, hostUnitId: string, startsAt: number): Told => ({
  kind: 'inspectionInvited',
  payload: { unitId, inviting: hostUnitId, dueAt: startsAt },
});

/** That nobody of the unit needs to come. */
export const calledOff = (unitId: string, hostUnitId: string, startsAt: number): Told => ({
  kind: 'inspectionOff',
  payload: { unitId, inviting: hostUnitId, dueAt: startsAt },
});

/** Convening and invited units hear of it, and whoever stands above one of them. */
export const inspectionEvents = (
  parties: Parties,
  told: readonly Told[],
  facts: Facts,
  city: City,
): NewEvent[] => partiesEvents('inspection', parties, told, facts, city);
