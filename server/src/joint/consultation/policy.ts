import type { Unit } from '@heliu/contract/city/unit';
import {
  type Answer,
  type ConsultationAct,
  consultationActs,
  type ConsultationState,
  type InvitationAct,
  invitationActsOf,
  type ItemAct,
  itemActs,
  mayNow,
} from '@heliu/contract/joint/consultation';
import { type Role, permissions } from '@heliu/contract/permission';
import { type RawBuilder, sql } from 'kysely';
import type { City } from '../../city/index.ts';
import { type Actor, within } from '../../kernel/actor.ts';

const roles: readonly Role[] = permissions['joint.attend'];

/** Units of this edition of the city and of earlier ones: what one that is gone convened stays with its place. */
const everyUnit = ({ index, former }: City): Unit[] => [...index.units.values(), ...former.units.values()];

export const findUnit = (unitId: string, { index, former }: City): Unit | undefined =>
  index.units.get(unitId) ?? former.units.get(unitId);

export const pathOfUnit = (unitId: string, city: City): string | undefined => {
  const division = findUnit(unitId, city)?.divisionCode;
  return division === undefined ? undefined : city.findPlace(division)?.path;
};

const scopesOf = (actor: Actor) => actor.grants.filter(({ role }) => roles.includes(role));

/**
 * Units for which an actor convenes and answers: those of the roles, and the centre of a place that is held, with the one
 * that it had before.
 */
export function ownUnits(actor: Actor, city: City): string[] {
  const centres = Map.groupBy(
    everyUnit(city).filter(({ kind }) => kind === 'centre'),
    ({ code }) => pathOfUnit(code, city),
  );
  const own = scopesOf(actor).flatMap(
    ({ unitId, placePath }) => unitId ?? centres.get(placePath ?? '')?.map(({ code }) => code) ?? [],
  );
  return [...new Set(own)];
}

/** These, and the units that work in a place that is held: whoever stands above a unit sees what it meets over. */
export function seenUnits(actor: Actor, city: City): string[] {
  const places = scopesOf(actor).flatMap(({ placePath }) => placePath ?? []);
  const below = everyUnit(city).filter(({ code }) => {
    const path = pathOfUnit(code, city);
    return path !== undefined && places.some((place) => within(path, place));
  });
  return [...new Set([...ownUnits(actor, city), ...below.map(({ code }) => code)])];
}

/** Consultations (as `k`) that one of the units convenes or is invited to; an invitation that was withdrawn is none. */
export const ofUnits = (units: readonly string[]): RawBuilder<boolean> =>
  sql<boolean>`(k.host_unit_id = ANY(${[...units]}::text[]) OR EXISTS (SELECT FROM joint.invitations v
    WHERE v.consultation_id = k.id AND v.answer <> 'withdrawn' AND v.unit_id = ANY(${[...units]}::text[])))`;

/** Consultations (as `k`) that an actor may see. */
export const visibleConsultation = (actor: Actor, city: City): RawBuilder<boolean> =>
  ofUnits(seenUnits(actor, city));

export const mayConvene = (actor: Actor, hostUnitId: string, city: City): boolean =>
  actor.permissions.has('joint.convene') && ownUnits(actor, city).includes(hostUnitId);

export const mayAnswer = (actor: Actor, unitId: string, city: City): boolean =>
  actor.permissions.has('joint.attend') && ownUnits(actor, city).includes(unitId);

export const actsOf = (state: ConsultationState, isHost: boolean): ConsultationAct[] =>
  isHost ? consultationActs.filter((act) => mayNow(state, act)) : [];

export const itemActsOf = (state: ConsultationState, isHost: boolean): ItemAct[] =>
  isHost ? itemActs.filter((act) => mayNow(state, act)) : [];

/** Withdrawing is the convening unit's, answering the invited unit's own. */
export const answersOf = (
  { state, answer }: { readonly state: ConsultationState; readonly answer: Answer },
  { isHost, isOwn }: { readonly isHost: boolean; readonly isOwn: boolean },
): InvitationAct[] => invitationActsOf(state, answer).filter((act) => (act === 'withdraw' ? isHost : isOwn));
