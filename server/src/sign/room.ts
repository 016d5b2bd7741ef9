import type { CityCapability } from '../city/index.ts';
import type { Kernel } from '../kernel/kernel.ts';

/** What the parts of this capability share. */
export interface SignRoom {
  readonly kernel: Kernel;
  readonly city: Pick<CityCapability, 'current'>;
}
