import type { CommandKind, MatterCommand } from '../commands.ts';
import type { World } from './explore.ts';
import { rules, type } from './world.ts';

/** Exceptions of the life cycle. Each is explored to its limit, and then every two of them together. */
export const exceptions = {
  returning: ['returnBack', 'rule', 'transfer'],
  extending: ['requestExtension', 'decideExtension'],
  suspending: ['requestSuspension', 'decideSuspension', 'resume'],
  forcing: ['proposeForceClose', 'decideForceClose'],
  voiding: ['proposeVoid', 'decideVoid', 'void'],
  merging: ['merge', 'undoMerge'],
  appealing: ['appealOverdue', 'reviewAppeal'],
  afterwards: ['callBack', 'rate', 'reopen', 'spotCheck'],
  custody: ['escalate', 'assignDown', 'reclassify'],
} as const satisfies Record<string, readonly CommandKind[]>;
export type Exception = keyof typeof exceptions;

export const exceptionNames = Object.keys(exceptions) as Exception[];

const exceptional = new Set<CommandKind>(Object.values(exceptions).flat());
const timed: readonly Exception[] = ['extending', 'suspending', 'appealing'];
/** In pairs only the first order asks and appeals; on its own each exception is explored on both. */
const narrowed: readonly CommandKind[] = ['requestExtension', 'appealOverdue'];

/** Counts at their smallest: every limit is met after one step. */
export const smallRules = rules({
  maxExtensions: 1,
  returnsBeforeRuling: 1,
  maxTransfers: 1,
  maxReopenings: 1,
  maxCallBacks: 1,
  spotCheckShare: 1,
  reopenWithinDays: 30,
});

/** The regular way and the exceptions named, followed as far as they go. */
export function worldOf(together: readonly Exception[], over: Partial<World> = {}): World {
  const followed = new Set<CommandKind>(together.flatMap((name) => exceptions[name]));
  const wide = together.length === 1;
  const follow = (command: MatterCommand): boolean => {
    if (exceptional.has(command.kind) && !followed.has(command.kind)) return false;
    return (
      wide || !narrowed.includes(command.kind) || !('workOrderNo' in command) || command.workOrderNo === 1
    );
  };
  const time = together.some((name) => timed.includes(name));
  return { rules: rules({ spotCheckShare: 1, reopenWithinDays: 30 }), type: type(), follow, time, ...over };
}
