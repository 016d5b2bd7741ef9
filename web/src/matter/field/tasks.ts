import type { ActView, MatterView } from '@heliu/contract/matter/views';
import type { MatterCommandKind } from '@heliu/contract/matter/permissions';

/** What there is to do in the field, the most pressing kind first. */
export const taskKinds = ['check', 'handle', 'sign'] as const;
export type TaskKind = (typeof taskKinds)[number];

const kindOf: Partial<Record<MatterCommandKind, TaskKind>> = {
  recordPreFilingCheck: 'check',
  recordPostHandlingCheck: 'check',
  spotCheck: 'check',
  feedBack: 'handle',
  signFor: 'sign',
};

/** The kind of task that a matter is for me, by what I may do now; undefined where nothing of it is done in the field. */
export function taskOf(acts: readonly ActView[]): TaskKind | undefined {
  const open = new Set(
    acts.flatMap(({ command, refusal }) =>
      refusal === null ? (kindOf[command as MatterCommandKind] ?? []) : [],
    ),
  );
  return taskKinds.find((kind) => open.has(kind));
}

/** What is due first comes first; without a due time last, the older before the newer. */
export function byDue(a: Pick<MatterView, 'dueAt' | 'registeredAt'>, b: typeof a): number {
  const due = (a.dueAt ?? '9999').localeCompare(b.dueAt ?? '9999');
  return due === 0 ? a.registeredAt.localeCompare(b.registeredAt) : due;
}
