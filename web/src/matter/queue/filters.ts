import type { Permission } from '@heliu/contract/permission';
import type { QueueFilters, queueStates } from '@heliu/contract/matter/saved-views';
import type { QueueKind } from '@heliu/contract/matter/views';

export { QueueFilters, queueSorts as sorts, queueStates as states } from '@heliu/contract/matter/saved-views';

const queueKinds = ['mine', 'unit', 'checks', 'approvals', 'area', 'all'] as const;

const needed: Partial<Record<QueueKind, readonly Permission[]>> = {
  checks: ['matter.check', 'matter.verify'],
  approvals: ['matter.approve', 'matter.review'],
};

/** Queues that somebody with these permissions has a use for. */
export const queuesFor = (can: (permission: Permission) => boolean): QueueKind[] =>
  queueKinds.filter((queue) => needed[queue]?.some(can) ?? true);

/** The queue to open first: the first that holds work, else everything in one's area. */
export function firstQueue(
  offered: readonly QueueKind[],
  counts: readonly { readonly queue: QueueKind; readonly open: number }[],
): QueueKind {
  const busy = offered.find((queue) => counts.some((one) => one.queue === queue && one.open > 0));
  return busy ?? 'area';
}

/** Queues of work hold what is open by themselves; in the wide ones closed matters would hide it. */
export const stateOf = ({ state }: QueueFilters, queue: QueueKind): (typeof queueStates)[number] =>
  state ?? (queue === 'area' || queue === 'all' ? 'open' : 'any');

/** Query of the list for what the address says. */
export const queryOf = (filters: QueueFilters, queue: QueueKind) => ({
  ...filters,
  queue,
  state: stateOf(filters, queue),
  sort: filters.sort ?? 'due',
});

const kept = new Set(['queue', 'sort']);

/** Names of the filters in force, those that choose no rows left out. */
export const activeFilters = (filters: QueueFilters): string[] =>
  Object.entries(filters)
    .filter(([name, value]) => !kept.has(name) && value !== undefined && value !== '' && !isEmpty(value))
    .map(([name]) => name);

const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** Whether two addresses show the same rows in the same order. */
export const sameFilters = (a: QueueFilters, b: QueueFilters): boolean => spelled(a) === spelled(b);

const spelled = (filters: QueueFilters): string =>
  JSON.stringify(
    Object.entries(filters)
      .filter(([, value]) => value !== undefined && value !== '' && !isEmpty(value))
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );

/** A change that takes every filter away and leaves queue and order. */
export const noFilters = {
  stage: undefined,
  state: undefined,
  type: undefined,
  class: undefined,
  kind: undefined,
  channel: undefined,
  unit: undefined,
  place: undefined,
  light: undefined,
  q: undefined,
  from: undefined,
  to: undefined,
} as const;

/** A change that puts exactly these filters into the address. */
export const onlyFilters = (filters: QueueFilters): Partial<QueueFilters> => ({
  ...noFilters,
  queue: undefined,
  sort: undefined,
  ...filters,
});
