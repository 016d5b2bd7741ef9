import type { City } from '../../city/index.ts';
import type { NewEvent } from '../../kernel/events.ts';
import { partiesEvents, type Facts, type Parties, type Told, toldTo } from '../consultation/events.ts';

/** An invitation, with what those who are invited are told of it. */
export const invitedTo = toldTo('inspectionInvited');

/** That nobody of the unit needs to come. */
export const calledOff = toldTo('inspectionOff');

/** That time or meeting place is another; whoever had accepted answers anew. */
export const movedTo = toldTo('inspectionMoved');

/** That the convening centre is asked to register a finding, with who asks. */
export const referredTo = (
  hostUnitId: string,
  { no, unit, item }: { readonly no: number; readonly unit: string; readonly item: string },
): Told => ({
  kind: 'findingReferred',
  payload: { unitId: hostUnitId, inviting: unit, no, item },
});

/** Convening and invited units hear of it, and whoever stands above one of them. */
export const inspectionEvents = (
  parties: Parties,
  told: readonly Told[],
  facts: Facts,
  city: City,
): NewEvent[] => partiesEvents('inspection', parties, told, facts, city);
