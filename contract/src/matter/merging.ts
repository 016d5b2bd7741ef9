import { pauseClock } from '../deadline/clock.ts';
import type { DecideContext, Refusal } from './context.ts';
import { record, recordCounterpart } from './draft.ts';
import { type MatterHandler, openStages, refuse } from './guard.ts';
import { isFinal, type Matter, type Merge, type ReporterLink, type WorkOrder } from './model.ts';
import { isOpenOrder, withdrawn } from './orders.ts';

const ended = (order: WorkOrder): WorkOrder =>
  isOpenOrder(order) || order.status === 'returned' ? withdrawn(order) : order;

function snapshot({ stage, workOrders, clocks }: Matter, now: number): Merge['prior'] {
  return {
    stage,
    workOrders,
    clocks: clocks.map((clock) => (clock.state === 'running' ? pauseClock(clock, now, 'merged') : clock)),
  };
}

function targetRefusal(matter: Matter, target: Matter | undefined, intoMatterId: string): Refusal | null {
  if (intoMatterId === matter.matterId) return refuse('merge.self');
  if (target?.matterId !== intoMatterId) return refuse('merge.unknown');
  return isFinal(target.stage) ? refuse('merge.ended') : null;
}

/** Reporters of the merged matter join the other one, each once, and hear of it from there. */
function joined(matter: Matter, target: Matter): ReporterLink[] {
  const known = new Set(target.reporters.map(({ reporterId }) => reporterId));
  return matter.reporters
    .filter(({ reporterId }) => !known.has(reporterId))
    .map(({ reporterId }) => ({ reporterId, fromMatterId: matter.matterId }));
}

export const merge: MatterHandler<'merge'> = {
  stages: openStages,
  whileSuspended: true,
  act(draft, { intoMatterId, reasonCode }) {
    const { matter, context } = draft;
    const target = context.counterpart;
    const refusal = targetRefusal(matter, target, intoMatterId);
    if (refusal || target === undefined) return refusal ?? refuse('merge.unknown');
    const { now, actor } = context;
    const reporters = joined(matter, target);
    record(
      draft,
      'matter.merged',
      { intoMatterId, reasonCode },
      {
        stage: 'merged',
        merge: { intoMatterId, mergedBy: actor.accountId, mergedAt: now, prior: snapshot(matter, now) },
        workOrders: matter.workOrders.map(ended),
      },
    );
    recordCounterpart(
      draft,
      target,
      'matter.absorbed',
      { fromMatterId: matter.matterId, reporters: reporters.length },
      {
        reporters: [...target.reporters, ...reporters],
        absorbedIds: [...target.absorbedIds, matter.matterId],
      },
    );
    return null;
  },
};

function undoRefusal({ merge: link }: Matter, { counterpart }: DecideContext): Refusal | null {
  if (link === null || counterpart?.matterId !== link.intoMatterId) return refuse('merge.unknown');
  return counterpart.stage === 'merged' ? refuse('merge.chain') : null;
}

/** Restores stage, orders and clocks as they were; the time in between counts as a pause. */
export const undoMerge: MatterHandler<'undoMerge'> = {
  stages: ['merged'],
  whileSuspended: true,
  act(draft) {
    const { matter, context } = draft;
    const target = context.counterpart;
    const refusal = undoRefusal(matter, context);
    if (refusal || target === undefined || matter.merge === null) return refusal ?? refuse('merge.unknown');
    const { stage, clocks } = matter.merge.prior;
    const wasOverdue = new Set(matter.workOrders.filter((order) => order.overdue).map((order) => order.no));
    const workOrders = matter.merge.prior.workOrders.map((order) =>
      wasOverdue.has(order.no) ? { ...order, overdue: true } : order,
    );
    record(
      draft,
      'matter.mergeUndone',
      { fromMatterId: target.matterId },
      { stage, workOrders, clocks, merge: null },
    );
    const stay = target.reporters.filter(({ fromMatterId }) => fromMatterId !== matter.matterId);
    recordCounterpart(
      draft,
      target,
      'matter.released',
      { toMatterId: matter.matterId, reporters: target.reporters.length - stay.length },
      { reporters: stay, absorbedIds: target.absorbedIds.filter((id) => id !== matter.matterId) },
    );
    return null;
  },
};
