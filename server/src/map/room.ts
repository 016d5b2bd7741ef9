import type { MatterFilter } from '@heliu/contract/matter/views';
import type { RawBuilder } from 'kysely';
import type { City, CityCapability } from '../city/index.ts';
import type { Actor } from '../kernel/actor.ts';
import type { Kernel } from '../kernel/kernel.ts';

/** What the map is told by others; joined in the composition root. */
export interface MapHooks {
  readonly city: CityCapability;
  /** Conditions on `matter.matters m` for a filter, the actor's own sight among them. */
  mattersIn(filter: MatterFilter, actor: Actor, city: City, now: number): RawBuilder<boolean>[];
}

export interface MapRoom extends MapHooks {
  readonly kernel: Kernel;
}
