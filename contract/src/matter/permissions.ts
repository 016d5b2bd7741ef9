import type { Permission } from '../permission.ts';
import type { CommandKind } from './commands.ts';

/** Commands that only the engine gives itself: timers, releases, a newly published calendar, grids that changed. */
export const systemCommands = [
  'releaseHolder',
  'recomputeDue',
  'relocate',
] as const satisfies readonly CommandKind[];
/** Commands with an endpoint of their own shape. */
export const framedCommands = ['register', ...systemCommands] as const satisfies readonly CommandKind[];

type PostedCommand = Exclude<CommandKind, (typeof framedCommands)[number]>;

/** Permission that opens the endpoint of each command. Which matters it reaches is the server's policy. */
export const commandPermissions = {
  reclassify: 'matter.triage',
  startPreFilingCheck: 'matter.triage',
  recordPreFilingCheck: 'matter.verify',
  accept: 'matter.triage',
  file: 'matter.triage',
  decline: 'matter.triage',
  dispatch: 'matter.triage',
  rule: 'matter.approve',
  addAssist: 'matter.triage',
  withdrawAssist: 'matter.triage',
  escalate: 'matter.triage',
  assignDown: 'matter.triage',
  assignHolder: 'matter.assign',
  signFor: 'matter.handle',
  returnBack: 'matter.handle',
  transfer: 'matter.handle',
  handle: 'matter.handle',
  feedBack: 'matter.handle',
  recordPostHandlingCheck: 'matter.check',
  rework: 'matter.check',
  close: 'matter.check',
  callBack: 'matter.triage',
  rate: 'matter.rate',
  reopen: 'matter.reopen',
  requestExtension: 'matter.handle',
  decideExtension: 'matter.approve',
  requestSuspension: 'matter.suspend',
  decideSuspension: 'matter.approve',
  resume: 'matter.approve',
  appealOverdue: 'matter.handle',
  reviewAppeal: 'matter.review',
  void: 'matter.approve',
  proposeVoid: 'matter.triage',
  decideVoid: 'matter.approve',
  proposeForceClose: 'matter.triage',
  decideForceClose: 'matter.approve',
  merge: 'matter.triage',
  undoMerge: 'matter.triage',
  handleOnSpot: 'matter.handleOnSpot',
  spotCheck: 'matter.check',
  addComment: 'matter.comment',
} as const satisfies Record<PostedCommand, Permission>;

export type MatterCommandKind = keyof typeof commandPermissions;
export const matterCommandKinds = Object.keys(commandPermissions) as MatterCommandKind[];
