import type { Role } from '@heliu/contract/permission';
import type { RawBuilder } from 'kysely';
import { type City, withRetired } from '../city/index.ts';
import { type Actor, within } from '../kernel/actor.ts';
import { atOrBelowAny } from '../kernel/place-paths.ts';

const readers: ReadonlySet<Role> = new Set(['officer', 'operator', 'supervisor', 'leader']);
/** Who has defects put right, and therefore may have to reach a landlord. */
const keepers: ReadonlySet<Role> = new Set(['officer', 'supervisor']);

const pathsOf = ({ grants }: Actor, roles: ReadonlySet<Role>, city: City): string[] => [
  ...new Set(
    grants.flatMap(({ role, placePath }) =>
      placePath !== null && roles.has(role) ? withRetired(city, placePath) : [],
    ),
  ),
];

/** Rows of `registers.premises p` in an actor's places. */
export function visiblePremises(actor: Actor, city: City): RawBuilder<boolean> {
  return atOrBelowAny('p.place_path', pathsOf(actor, readers, city));
}

/** Whether an actor looks after the entry of a place, its contact included. */
export const mayKeep = (actor: Actor, path: string, city: City): boolean =>
  pathsOf(actor, keepers, city).some((scope) => within(path, scope));
