import { recomputeClock } from '../deadline/clock.ts';
import type { Clock } from '../deadline/model.ts';
import { record, recordCounterpart } from './draft.ts';
import { type MatterHandler, refuse } from './guard.ts';
import { isFinal, stages } from './model.ts';

export const addComment: MatterHandler<'addComment'> = {
  stages,
  by: ['staff', 'reporter', 'system'],
  whileSuspended: true,
  act(draft, { audience, evidenceIds }) {
    const by = draft.context.actor.kind;
    if (by === 'reporter' && audience === 'internal') return refuse('person.staff');
    const { matter, context } = draft;
    const told = { audience, by, evidenceCount: evidenceIds.length };
    record(draft, 'matter.commentAdded', told);
    // What a merged matter's reporter adds is for whoever has the other one.
    if (by === 'reporter' && matter.stage === 'merged' && context.counterpart !== undefined) {
      const from = { ...told, fromMatterId: matter.matterId };
      recordCounterpart(draft, context.counterpart, 'matter.commentAdded', from, {});
    }
    return null;
  },
};

/** After a legal year was imported: open due times move to it, and the event keeps the old ones. */
export const recomputeDue: MatterHandler<'recomputeDue'> = {
  stages,
  by: ['staff', 'system'],
  whileSuspended: true,
  guard: ({ clocks }, { calendar }) =>
    clocks.some((clock) => recomputeClock(clock, calendar) !== null) ? null : refuse('recompute.nothing'),
  act(draft) {
    const { clocks } = draft.matter;
    const { calendar } = draft.context;
    const changes: { kind: Clock['kind']; workOrderNo: number; fromDueAt: number; toDueAt: number }[] = [];
    const recomputed = clocks.map((clock) => {
      const result = recomputeClock(clock, calendar);
      if (result === null) return clock;
      const { kind, workOrderNo } = clock;
      changes.push({ kind, workOrderNo, fromDueAt: result.oldDueAt, toDueAt: result.clock.dueAt });
      return result.clock;
    });
    record(draft, 'matter.dueRecomputed', { changes }, { clocks: recomputed });
    return null;
  },
};

/** After a grid gave way to others: what is open stands on the one that follows, and the event keeps the old code. */
export const relocate: MatterHandler<'relocate'> = {
  stages: stages.filter((stage) => !isFinal(stage)),
  by: ['system'],
  whileSuspended: true,
  act(draft, { gridId, cause }) {
    const { gridId: from } = draft.matter;
    if (from === null || from === gridId) return refuse('relocate.nothing');
    record(draft, 'matter.relocated', { fromGridId: from, toGridId: gridId, cause }, { gridId });
    return null;
  },
};
