import type { CityCapability } from '../city/index.ts';
import type { Actor } from '../kernel/actor.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Context } from '../kernel/route.ts';
import type { Secrets } from '../kernel/secret.ts';
import type { MatterRoom } from '../matter/index.ts';

export interface HotlineHooks {
  readonly kernel: Kernel;
  readonly city: Pick<CityCapability, 'current'>;
  readonly matter: MatterRoom;
  /** Against trying one number after another. @throws Problem `request.tooMany`. */
  limitCallers(actor: Actor): Promise<void>;
  /** For words that are looked up while they are typed. @throws Problem `request.tooMany`. */
  limitKnowledge(context: Context<Actor | null>): void;
}

export interface HotlineRoom extends HotlineHooks {
  /** For the record of looks, which holds no numbers. */
  readonly secrets: Secrets;
}
