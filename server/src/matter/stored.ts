import type { Clock } from '@heliu/contract/deadline/model';
import type { Matter, WorkOrder } from '@heliu/contract/matter/model';
import { unset } from '@heliu/contract/matter/unset';

/** `T` without those fields of `U` that hold what they hold in `U`. */
type Lean<T, U> = Omit<T, keyof U> & { readonly [K in keyof U]?: unknown };
export type StoredClock = Lean<Clock, (typeof unset)['clock']>;
type StoredOrder = Lean<WorkOrder, (typeof unset)['order']>;
/** `state` of `matter.matters`: what SQL asks of it (stage, clocks, orders, closing) stands where it stands in a matter. */
export type StoredMatter = Lean<Omit<Matter, Nested>, (typeof unset)['matter']> & {
  readonly counters?: Matter['counters'];
  readonly workOrders?: readonly StoredOrder[];
  readonly clocks?: readonly StoredClock[];
};
type Nested = 'workOrders' | 'clocks' | 'counters';

/** One loop over the fields, as it runs with every command. */
function lean<T extends object, U extends Partial<T>>(whole: T, bare: U): Lean<T, U> {
  const kept: Partial<T> = {};
  for (const name in whole) {
    const value: unknown = whole[name];
    const usual: unknown = bare[name as string as keyof U];
    if (value === usual || (Array.isArray(usual) && Array.isArray(value) && value.length === 0)) continue;
    kept[name] = whole[name];
  }
  return kept as Lean<T, U>;
}

/** As a row keeps it. */
export function toStored(matter: Matter): StoredMatter {
  const { workOrders, clocks, counters, ...rest } = matter;
  return {
    ...lean(rest, unset.matter),
    ...(workOrders.length > 0 && { workOrders: workOrders.map((order) => lean(order, unset.order)) }),
    ...(clocks.length > 0 && { clocks: clocks.map((clock) => lean(clock, unset.clock)) }),
    ...(Object.values(counters).some((count) => count > 0) && { counters }),
  };
}

const wholeOrder = (order: StoredOrder): WorkOrder => ({ ...unset.order, ...order }) as WorkOrder;
const wholeClock = (clock: StoredClock): Clock => ({ ...unset.clock, ...clock }) as Clock;

/** Clocks as a row keeps them; none are left out whole. */
export const clocksOf = (stored: readonly StoredClock[] | null | undefined): Clock[] =>
  (stored ?? []).map(wholeClock);

/** What `toStored` was given; rows written before it existed have every field and are read the same. */
export const fromStored = (stored: StoredMatter): Matter =>
  ({
    ...unset.matter,
    counters: unset.counters,
    ...stored,
    workOrders: (stored.workOrders ?? []).map(wholeOrder),
    clocks: clocksOf(stored.clocks),
  }) as Matter;
