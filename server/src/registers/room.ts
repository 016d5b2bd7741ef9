import type { RawBuilder } from 'kysely';
import type { City, CityCapability } from '../city/index.ts';
import type { Actor } from '../kernel/actor.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Secrets } from '../kernel/secret.ts';

export interface RegistersHooks {
  readonly kernel: Kernel;
  readonly city: Pick<CityCapability, 'current'>;
  /** Condition on `matter.matters m`: those that an actor may see. */
  visible(actor: Actor, city: City): RawBuilder<boolean>;
}

/** What the parts of this capability share. */
export interface RegistersRoom extends RegistersHooks {
  readonly secrets: Secrets;
}
