import type { ReasonedAct } from '@heliu/contract/city/wording';
import { eventData, type EventKind } from '@heliu/contract/matter/events';
import type { HistoryEntry } from '@heliu/contract/matter/views';
import type { z } from 'zod';

type WithoutPrefix<K> = K extends `matter.${infer Name}` ? Name : never;
export type EventName = WithoutPrefix<EventKind>;

export const eventName = (kind: EventKind): EventName => kind.slice('matter.'.length) as EventName;

const acts: Partial<Record<EventKind, ReasonedAct>> = {
  'matter.declined': 'decline',
  'matter.escalated': 'escalate',
  'matter.assignedDown': 'assignDown',
  'matter.returnedBack': 'returnBack',
  'matter.transferred': 'transfer',
  'matter.reworkOrdered': 'rework',
  'matter.reopened': 'reopen',
  'matter.extensionRequested': 'requestExtension',
  'matter.suspensionRequested': 'requestSuspension',
  'matter.overdueAppealed': 'appealOverdue',
  'matter.voidProposed': 'void',
  'matter.voided': 'void',
  'matter.forceCloseProposed': 'proposeForceClose',
  'matter.merged': 'merge',
};

/** The list that an event's reason comes from. */
export const reasonActOf = (kind: EventKind): ReasonedAct | undefined => acts[kind];

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
