import type { RawBuilder } from 'kysely';
import { type Actor, administered, within } from '../kernel/actor.ts';
import { atOrBelowAny } from '../kernel/place-paths.ts';

/** Whether an administrator looks after keys over this place. */
export const manages = (actor: Actor, placePath: string): boolean =>
  administered(actor).some((path) => within(placePath, path));

/** The same decision for rows of `keys.keys` (as `k`). */
export const visible = (actor: Actor): RawBuilder<boolean> =>
  atOrBelowAny('k.place_path', administered(actor));
