import type { Role } from '@heliu/contract/permission';
import { type RawBuilder, sql } from 'kysely';
import { type Actor, within } from '../kernel/actor.ts';
import { atOrBelowAny } from '../kernel/place-paths.ts';

const pathsOf = ({ grants }: Actor, role: Role): string[] => [
  ...new Set(
    grants.flatMap((grant) => (grant.role === role && grant.placePath !== null ? [grant.placePath] : [])),
  ),
];

/** The narrowest place of a supervisor around a grid: it keeps what is entered there. */
export const keeperOf = (actor: Actor, path: string): string | undefined =>
  pathsOf(actor, 'supervisor')
    .filter((scope) => within(path, scope))
    .toSorted((a, b) => b.length - a.length)[0];

/** Entries (as `e`) of the lists that a supervisor keeps: those of the very place, not of places above or below. */
export const kept = (actor: Actor): RawBuilder<boolean> =>
  sql<boolean>`e.keeper_path = ANY(${pathsOf(actor, 'supervisor')}::text[])`;

/** Entries that an officer is assigned to, as long as the grid is among theirs. */
export const assigned = (actor: Actor): RawBuilder<boolean> =>
  sql<boolean>`(EXISTS (SELECT FROM support.officers o
    WHERE o.entry_id = e.id AND o.account_id = ${actor.accountId})
    AND ${atOrBelowAny('e.place_path', pathsOf(actor, 'officer'))})`;

/** Entries whose person an actor may see. */
export const handled = (actor: Actor): RawBuilder<boolean> =>
  sql<boolean>`(${kept(actor)} OR ${assigned(actor)})`;

/** Entries that are counted for an actor, without anybody in them. */
export const counted = (actor: Actor): RawBuilder<boolean> =>
  atOrBelowAny('e.place_path', [...pathsOf(actor, 'supervisor'), ...pathsOf(actor, 'leader')]);
