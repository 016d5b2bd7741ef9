import type { CallAct } from '@heliu/contract/joint';
import { type Call, actsOfLeg } from '@heliu/contract/joint/call';
import type { Leg, LegAct } from '@heliu/contract/joint/leg';
import type { Role } from '@heliu/contract/permission';
import { type RawBuilder, sql } from 'kysely';
import type { City } from '../city/index.ts';
import { type Actor, within } from '../kernel/actor.ts';
import { pathOfUnit } from './consultation/policy.ts';
import type { JointRoom } from './room.ts';

const callingRoles: readonly Role[] = ['operator', 'supervisor', 'leader'];

/** Whether the actor belongs to the centre of a matter or stands above it. */
export function mayCall(actor: Actor, centreUnitId: string, city: City): boolean {
  const path = pathOfUnit(centreUnitId, city);
  return actor.grants.some(
    ({ role, unitId, placePath }) =>
      callingRoles.includes(role) &&
      (placePath === null ? unitId === centreUnitId : path !== undefined && within(path, placePath)),
  );
}

export const mayAnswer = (actor: Actor, unitId: string, unitsServed: readonly string[]): boolean =>
  actor.permissions.has('joint.answer') && unitsServed.includes(unitId);

/** Withdrawing is the centre's, everything else the called unit's own. */
export const legActsOf = (
  { call, leg, unitId }: { readonly call: Call; readonly leg: Leg; readonly unitId: string },
  {
    actor,
    isCentre,
    unitsServed,
  }: { readonly actor: Actor; readonly isCentre: boolean; readonly unitsServed: readonly string[] },
): LegAct[] =>
  actsOfLeg(call, leg).filter((act) =>
    act === 'withdraw' ? isCentre : mayAnswer(actor, unitId, unitsServed),
  );

export const callActsOf = (call: Call, isCentre: boolean): CallAct[] =>
  isCentre && call.ended === null ? ['callMore', 'close'] : [];

/** Calls (as `c`) that an actor may see: to matters (as `m`) within sight, and those of units that are called. */
export function visibleCall(room: JointRoom, actor: Actor, city: City): RawBuilder<boolean> {
  const units = room.unitsServed(actor, city);
  return sql<boolean>`(${room.visible(actor, city)} OR ${toUnits(units)})`;
}

/** Calls (as `c`) to one of the units. */
export const toUnits = (units: readonly string[]): RawBuilder<boolean> =>
  sql<boolean>`EXISTS (SELECT FROM joint.legs u WHERE u.call_id = c.id AND u.unit_id = ANY(${[...units]}::text[]))`;
