import type { City, CityCapability } from '../city/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { PlannedPlace } from './places.ts';

/** What the parts of this capability share. */
export interface PatrolRoom {
  readonly kernel: Kernel;
  readonly city: Pick<CityCapability, 'current'>;
  /** Rental premises of the register, at or below some places. */
  premisesIn(city: City, paths: readonly string[]): Promise<readonly PlannedPlace[]>;
}
