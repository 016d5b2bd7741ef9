import type { Kernel } from '../kernel/kernel.ts';
import type { City } from './city.ts';
import type { CityDocuments } from './documents.ts';
import type { CityHooks } from './hooks.ts';

/** What the parts of this capability share. */
export interface CityRoom {
  readonly kernel: Kernel;
  readonly hooks: CityHooks;
  readonly documents: CityDocuments;
  /** @throws Problem `city.missing` before the first import. */
  current(): City;
  findCurrent(): City | undefined;
  reload(): Promise<void>;
}
