import { eventData, type EventKind } from '@heliu/contract/matter/events';
import type { HistoryEntry } from '@heliu/contract/matter/views';
import type { z } from 'zod';

type WithoutPrefix<K> = K extends `matter.${infer Name}` ? Name : never;
export type EventName = WithoutPrefix<EventKind>;

export const eventName = (kind: EventKind): EventName => kind.slice('matter.'.length) as EventName;

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
