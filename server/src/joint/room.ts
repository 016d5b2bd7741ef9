import type { RawBuilder } from 'kysely';
import type { City, CityCapability } from '../city/index.ts';
import type { Actor } from '../kernel/actor.ts';
import type { Kernel } from '../kernel/kernel.ts';

/** What the parts of this capability share; the two rules are those of the matters. */
export interface JointRoom {
  readonly kernel: Kernel;
  readonly city: Pick<CityCapability, 'current'>;
  /** Rows of `matter.matters` (as `m`) that an actor may see. */
  visible(actor: Actor, city: City): RawBuilder<boolean>;
  /** Units whose work is the actor's own. */
  unitsServed(actor: Actor, city: City): string[];
}
