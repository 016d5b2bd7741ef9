import type { EndpointReply } from '@heliu/contract/endpoint';
import { localDay, standingOf } from '@heliu/contract/patrol/frequency';
import {
  type listSupportTasks,
  recordSupportVisit,
  type SupportTask,
  withdrawSupport,
} from '@heliu/contract/support';
import type { OutboxItem } from '../../kernel/offline/index.ts';

export interface TaskNow extends SupportTask {
  /** A visit is on this device and has not arrived. */
  readonly waiting: boolean;
}

/** Forms of visits are kept under these names, and let go with what they are about. */
export const forms = 'support ';
export const formOf = (entryId: string): string => `${forms}${entryId}`;

const entryOf = ({ command }: OutboxItem): string => String(command.params?.['entryId']);

/** Somebody was there; one that the server refused counts for nothing until it is decided. */
function madeAt({ command, state }: OutboxItem): number | undefined {
  const { visitedAt, result } = command.body;
  if (state === 'held' || result !== 'done' || typeof visitedAt !== 'string') return undefined;
  return Date.parse(visitedAt);
}

/**
 * How the visits stand now: what was read, and what this device has done since. A consent that has ended, or that was
 * withdrawn here, shows nobody any more, with or without a network.
 */
export function tasksNow(
  { rows, timeZone }: EndpointReply<typeof listSupportTasks>,
  items: readonly OutboxItem[],
  now: number,
): TaskNow[] {
  const of = (endpoint: string) => items.filter(({ command }) => command.endpoint === endpoint);
  const visits = of(recordSupportVisit.id);
  const withdrawn = new Set(of(withdrawSupport.id).map(entryOf));
  const today = localDay(now, timeZone);
  return rows
    .filter(({ entryId, expiresAt }) => Date.parse(expiresAt) > now && !withdrawn.has(entryId))
    .map((row) => {
      const mine = visits.filter((item) => entryOf(item) === row.entryId);
      const days = mine.flatMap((item) => {
        const at = madeAt(item);
        return at === undefined ? [] : [localDay(at, timeZone)];
      });
      return {
        ...row,
        ...standingOf(row.frequency, [...row.days, ...days], today),
        waiting: mine.some(({ state }) => state === 'waiting'),
      };
    })
    .toSorted((a, b) => Number(b.due) - Number(a.due));
}
