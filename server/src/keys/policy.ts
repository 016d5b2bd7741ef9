import { type RawBuilder, sql } from 'kysely';
import { type Actor, administered, within } from '../kernel/actor.ts';

/** Whether an administrator looks after keys over this place. */
export const manages = (actor: Actor, placePath: string): boolean =>
  administered(actor).some((path) => within(placePath, path));

/** The same decision for rows of `keys.keys` (as `k`). */
export function visible(actor: Actor): RawBuilder<boolean> {
  const ways = administered(actor).map(
    (path) => sql`k.place_path = ${path} OR k.place_path LIKE ${`${path}/%`}`,
  );
  return ways.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(ways, sql` OR `)})`;
}
