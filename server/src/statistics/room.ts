import type { RawBuilder } from 'kysely';
import type { City, CityCapability } from '../city/index.ts';
import type { Actor } from '../kernel/actor.ts';
import type { Kernel } from '../kernel/kernel.ts';

/** What the statistics are told by others; joined in the composition root. */
export interface StatisticsHooks {
  readonly city: CityCapability;
  /** Rows of `matter.matters` (as `m`) that an actor may see. */
  visible(actor: Actor, city: City): RawBuilder<boolean>;
}

export interface StatisticsRoom extends StatisticsHooks {
  readonly kernel: Kernel;
}
