import type { MatterFilter } from '@heliu/contract/matter/views';
import type { RawBuilder } from 'kysely';
import type { City, CityCapability } from '../city/index.ts';
import type { Actor } from '../kernel/actor.ts';
import type { Kernel } from '../kernel/kernel.ts';

/** What exports are built from. */
export interface ExportRoom {
  readonly kernel: Kernel;
  readonly city: CityCapability;
  /** Conditions on `matter.matters m` for a filter, the actor's own sight included. */
  mattersIn(filter: MatterFilter, actor: Actor, city: City, now: number): RawBuilder<boolean>[];
  /** @throws Problem `request.tooMany`. */
  limit(actor: Actor): void;
}
