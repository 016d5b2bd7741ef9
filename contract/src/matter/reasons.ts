import type { ReasonedAct } from '../city/wording.ts';
import type { EventKind } from './events.ts';

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

/** The list of the city's reasons that an event's code is out of. */
export const reasonActOf = (kind: EventKind): ReasonedAct | undefined => acts[kind];
