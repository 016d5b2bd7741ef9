import type { ReasonedAct } from '@heliu/contract/city/wording';
import type { EventKind } from '@heliu/contract/matter/events';

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
