import type { City, CityCapability } from '../city/index.ts';
import type { Actor } from '../kernel/actor.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Carrier } from './carrier.ts';
import type { Pusher } from './push/carrier.ts';
import type { NoticeChannel } from '@heliu/contract/notices';

/** What notices are told by others; joined in the composition root. */
export interface NoticeHooks {
  readonly city: Pick<CityCapability, 'current' | 'findCurrent'>;
  /** Where an actor sees matters, apart from the actor's own reports. */
  sightOf(
    actor: Actor,
    city: City,
  ): { readonly placePaths: readonly string[]; readonly unitIds: readonly string[] };
  /** Whether an actor may see a matter. */
  maySee(actor: Actor, matterId: string): Promise<boolean>;
}

export interface NoticeRoom {
  readonly kernel: Kernel;
  readonly hooks: NoticeHooks;
  /** Ways out that this installation has. */
  readonly carriers: ReadonlyMap<NoticeChannel, Carrier>;
  /** Undefined where this installation pushes nothing to browsers. */
  readonly push: Pusher | undefined;
}
