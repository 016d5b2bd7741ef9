import type { EndpointResult } from '@heliu/contract/endpoint';
import type { ClosingQuery, getClosing } from '@heliu/contract/statistics';
import type { RawBuilder } from 'kysely';
import type { City, CityCapability } from '../city/index.ts';
import type { Actor } from '../kernel/actor.ts';
import type { Db, Trx } from '../kernel/db.ts';
import type { Kernel } from '../kernel/kernel.ts';

/** A role that somebody active holds, over a place or in a unit. */
export interface Post {
  readonly role: string;
  readonly placePath: string | null;
  readonly unitId: string | null;
}

/** What supervision is told by others; joined in the composition root. */
export interface SupervisionHooks {
  readonly city: Pick<CityCapability, 'current' | 'findCurrent' | 'reload'>;
  /** Rows of `matter.matters` (as `m`) that an actor may see. */
  visible(actor: Actor, city: City): RawBuilder<boolean>;
  /** Units whose work is the actor's own. */
  unitsServed(actor: Actor, city: City): string[];
  /** Posts that are held by somebody, of the roles that cards may be for. */
  postsHeld(db: Db | Trx, roles: readonly string[]): Promise<Post[]>;
  /** Figures of closing, as the statistics have them. */
  closing(actor: Actor, query: ClosingQuery): Promise<EndpointResult<typeof getClosing>>;
}

export interface SupervisionRoom extends SupervisionHooks {
  readonly kernel: Kernel;
}
