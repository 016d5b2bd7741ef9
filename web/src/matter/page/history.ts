import type { CityOverview } from '@heliu/contract/city/overview';
import { eventData } from '@heliu/contract/matter/events';
import type { HistoryEntry } from '@heliu/contract/matter/views';
import type { z } from 'zod';

export const reasonCodeOf = ({ reasonCode }: Readonly<Record<string, unknown>>): string | undefined =>
  typeof reasonCode === 'string' ? reasonCode : undefined;

/** Said or done by somebody who reported the matter; without an account there is no name to it. */
export const byReporter = (
  { kind, data }: Pick<HistoryEntry, 'kind' | 'data'>,
  channels: CityOverview['channels'],
): boolean =>
  kind === 'matter.rated' ||
  data['by'] === 'reporter' ||
  (kind === 'matter.registered' &&
    channels.some(({ code, by }) => by === 'resident' && code === data['channel']));

/** Followed by itself from what somebody did, who did not choose it. */
export const byItself = ({ data }: Pick<HistoryEntry, 'data'>): boolean => data['automatic'] === true;

/** The grids between which an event moved the matter. */
export function gridsOf({
  kind,
  data,
}: Pick<HistoryEntry, 'kind' | 'data'>): z.infer<(typeof eventData)['matter.relocated']> | undefined {
  if (kind !== 'matter.relocated') return undefined;
  return eventData['matter.relocated'].safeParse(data).data;
}

/** Due times that an event reckoned anew, with what they were before. */
export const recomputedIn = ({
  kind,
  data,
}: Pick<HistoryEntry, 'kind' | 'data'>): z.infer<(typeof eventData)['matter.dueRecomputed']>['changes'] =>
  kind === 'matter.dueRecomputed' ? (eventData[kind].safeParse(data).data?.changes ?? []) : [];

/** Units whose work orders, or whose look before filing, an event is about. */
export function unitsOf({ data: { unitId, order, orders } }: Pick<HistoryEntry, 'data'>): string[] {
  const sent = [{ unitId }, order, ...((orders ?? []) as unknown[])] as ({ unitId?: unknown } | undefined)[];
  return sent.flatMap((one) => (typeof one?.unitId === 'string' ? [one.unitId] : []));
}
