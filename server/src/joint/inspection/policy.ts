import type { Answer, InvitationAct } from '@heliu/contract/joint/consultation';
import {
  type AnyInspectionAct,
  type Inspection,
  type InspectionAct,
  inspectionActs,
  isOpenTo,
} from '@heliu/contract/joint/inspection';
import { invitationActs } from '@heliu/contract/joint/consultation';
import { type Role, permissions } from '@heliu/contract/permission';
import { type RawBuilder, sql } from 'kysely';
import type { City } from '../../city/index.ts';
import type { Actor } from '../../kernel/actor.ts';
import { findUnit, mayAnswer, ownUnits, seenUnits } from '../consultation/policy.ts';

const planners: readonly Role[] = permissions['joint.inspect'];

/** Centres whose inspections are an actor's to lead: those of the roles that plan, by unit or by place. */
function plannedFor(actor: Actor, city: City): string[] {
  const planning = { ...actor, grants: actor.grants.filter(({ role }) => planners.includes(role)) };
  return ownUnits(planning, city).filter((unit) => findUnit(unit, city)?.kind === 'centre');
}

/** Those of them for which a new one may be planned. */
export const hostsOf = (actor: Actor, city: City): string[] =>
  plannedFor(actor, city).filter((unit) => city.index.units.has(unit));

export const mayPlan = (actor: Actor, hostUnitId: string, city: City): boolean =>
  actor.permissions.has('joint.inspect') && plannedFor(actor, city).includes(hostUnitId);

/** Inspections (as `k`) that one of the units convenes or is invited to; an invitation that was withdrawn is none. */
export const ofUnits = (units: readonly string[]): RawBuilder<boolean> =>
  sql<boolean>`(k.host_unit_id = ANY(${[...units]}::text[]) OR EXISTS (SELECT FROM joint.inspection_units v
    WHERE v.inspection_id = k.id AND v.answer <> 'withdrawn' AND v.unit_id = ANY(${[...units]}::text[])))`;

/** Inspections (as `k`) that an actor may see. */
export const visibleInspection = (actor: Actor, city: City): RawBuilder<boolean> =>
  ofUnits(seenUnits(actor, city));

/** Whose inspection and whose checklist it is, for an actor. */
export interface Standing {
  readonly isHost: boolean;
  /** Works for the unit. */
  readonly isOwn: boolean;
  readonly answer: Answer;
}

export const standingOf = (
  actor: Actor,
  city: City,
  host: string,
  { unitId, answer }: { readonly unitId: string; readonly answer: Answer },
): Standing => ({
  isHost: mayPlan(actor, host, city),
  isOwn: mayAnswer(actor, unitId, city),
  answer,
});

/** The convening centre answers any checklist, a unit its own once it has said that it comes. */
export const mayReport = ({ isHost, isOwn, answer }: Standing): boolean =>
  isHost || (isOwn && answer === 'accepted');

export const actsOf = (inspection: Inspection, isHost: boolean): InspectionAct[] =>
  isHost ? inspectionActs.filter((kind) => isShown(inspection, kind)) : [];

/** What is refused for what is still missing is offered all the same: the refusal says what is missing. */
function isShown({ state, ...inspection }: Inspection, kind: InspectionAct): boolean {
  const nothing: Inspection = { state, units: [], places: [{ state: 'skipped', reports: [] }] };
  const whole = kind === 'cancel' ? { state, ...inspection } : nothing;
  const act: AnyInspectionAct = kind === 'invite' || kind === 'addPlaces' ? { kind, count: 1 } : { kind };
  return isOpenTo(whole, act);
}

export const invitationActsOf = (
  inspection: Inspection,
  unit: number,
  { isHost, isOwn }: Standing,
): InvitationAct[] =>
  invitationActs.filter(
    (kind) => isOpenTo(inspection, { kind, unit }) && (kind === 'withdraw' ? isHost : isOwn),
  );
