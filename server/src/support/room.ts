import type { CityCapability } from '../city/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Secrets } from '../kernel/secret.ts';

export interface SupportHooks {
  readonly kernel: Kernel;
  readonly city: Pick<CityCapability, 'current' | 'findCurrent'>;
}

/** What the parts of this capability share. */
export interface SupportRoom extends SupportHooks {
  readonly secrets: Secrets;
}
