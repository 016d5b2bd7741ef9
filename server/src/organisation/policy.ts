import { isWithin } from '@heliu/contract/city/place';
import { type Permission, permissions, type Role } from '@heliu/contract/permission';
import { type RawBuilder, sql } from 'kysely';
import type { City } from '../city/index.ts';
import { type Actor, within } from '../kernel/actor.ts';
import { atOrBelowAny } from '../kernel/place-paths.ts';

export const pathOfUnit = (unitId: string, city: City): string | undefined => {
  const division = city.index.units.get(unitId)?.divisionCode;
  return division === undefined ? undefined : city.findPlace(division)?.path;
};

const grantsFor = (actor: Actor, permission: Permission) => {
  const roles: readonly Role[] = permissions[permission];
  return actor.grants.filter(({ role }) => roles.includes(role));
};

/** Places that the roles of a permission reach: those held, and where the units of the roles work. */
const reached = (actor: Actor, permission: Permission, city: City): string[] => [
  ...new Set(
    grantsFor(actor, permission).flatMap(
      ({ placePath, unitId }) => placePath ?? (unitId === null ? [] : (pathOfUnit(unitId, city) ?? [])),
    ),
  ),
];

/** Organisations (as `o`) that staff may see: those in the places of their roles. */
export const visibleOrganisation = (actor: Actor, city: City): RawBuilder<boolean> =>
  atOrBelowAny('o.place_path', reached(actor, 'organisation.read', city));

/** Whether an organisation at a place is the actor's to verify: that of the centre it is in, or of one above. */
export const mayVerify = (actor: Actor, placePath: string, city: City): boolean =>
  actor.permissions.has('organisation.verify') &&
  reached(actor, 'organisation.verify', city).some((place) => isWithin(placePath, place));

/** Organisations (as `o`) that are the actor's to verify. */
export const verifiable = (actor: Actor, city: City): RawBuilder<boolean> =>
  atOrBelowAny('o.place_path', reached(actor, 'organisation.verify', city));

/** Organisations (as `o`) that an account speaks for. */
export const spokenFor = (accountId: number): RawBuilder<boolean> =>
  sql<boolean>`EXISTS (SELECT FROM organisation.representatives p
    WHERE p.organisation_id = o.id AND p.account_id = ${accountId} AND p.ended_at IS NULL)`;

/** Units in whose name an actor acts: those of the roles, and the centre of a place that is held. */
function unitsOf(actor: Actor, permission: Permission, city: City): string[] {
  const centres = new Map(
    [...city.index.units.values()]
      .filter(({ kind }) => kind === 'centre')
      .map(({ code }) => [pathOfUnit(code, city), code] as const),
  );
  const own = grantsFor(actor, permission).flatMap(
    ({ unitId, placePath }) => unitId ?? centres.get(placePath ?? '') ?? [],
  );
  return [...new Set(own)];
}

export const sendingUnits = (actor: Actor, city: City): string[] => unitsOf(actor, 'organisation.send', city);

/** Units whose circulars an actor sees: the actor's own, and those that work in a place that is held. */
export function seenUnits(actor: Actor, city: City): string[] {
  const places = grantsFor(actor, 'organisation.read').flatMap(({ placePath }) => placePath ?? []);
  const below = [...city.index.units.keys()].filter((code) => {
    const path = pathOfUnit(code, city);
    return path !== undefined && places.some((place) => within(path, place));
  });
  return [...new Set([...unitsOf(actor, 'organisation.read', city), ...below])];
}
