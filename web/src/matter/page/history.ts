import { eventData } from '@heliu/contract/matter/events';
import type { HistoryEntry } from '@heliu/contract/matter/views';
import type { z } from 'zod';

export const reasonCodeOf = ({ reasonCode }: Readonly<Record<string, unknown>>): string | undefined =>
  typeof reasonCode === 'string' ? reasonCode : undefined;

/** The grids between which an event moved the matter. */
export function gridsOf({
  kind,
  data,
}: Pick<HistoryEntry, 'kind' | 'data'>): z.infer<(typeof eventData)['matter.relocated']> | undefined {
  if (kind !== 'matter.relocated') return undefined;
  return eventData['matter.relocated'].safeParse(data).data;
}

/** Units whose work orders, or whose look before filing, an event is about. */
export function unitsOf({ data: { unitId, order, orders } }: Pick<HistoryEntry, 'data'>): string[] {
  const sent = [{ unitId }, order, ...((orders ?? []) as unknown[])] as ({ unitId?: unknown } | undefined)[];
  return sent.flatMap((one) => (typeof one?.unitId === 'string' ? [one.unitId] : []));
}
