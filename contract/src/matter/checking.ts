import { closeChecked } from './closing.ts';
import type { ReworkOrder } from './commands.ts';
import type { Refusal } from './context.ts';
import { type Draft, record } from './draft.ts';
import { type MatterHandler, notHandler, refuse } from './guard.ts';
import type { WorkOrder } from './model.ts';

export const recordPostHandlingCheck: MatterHandler<'recordPostHandlingCheck'> = {
  stages: ['checking'],
  guard: notHandler,
  act(draft, { result, evidenceIds, close, rework: redo }) {
    const passed = result === 'passed';
    if (close && !passed) return refuse('check.failed');
    if (redo && passed) return refuse('check.passed');
    const { now, actor } = draft.context;
    record(
      draft,
      'matter.checkRecorded',
      { result, evidenceCount: evidenceIds.length },
      {
        stage: 'checked',
        postHandlingCheck: { result, accountId: actor.accountId, at: now, evidenceIds },
      },
    );
    if (close) return closeChecked(draft, close);
    return redo ? orderRework(draft, redo) : null;
  },
};

/** Back to the units named, whose clocks run on from where they stood. */
export const rework: MatterHandler<'rework'> = {
  stages: ['checking', 'checked'],
  act: orderRework,
};

function orderRework(draft: Draft, { workOrderNos, reasonCode }: ReworkOrder): Refusal | null {
  const { matter } = draft;
  const nos = [...new Set(workOrderNos)];
  for (const no of nos) {
    const order = matter.workOrders.find((known) => known.no === no);
    if (order === undefined) return refuse('order.unknown', { no });
    if (order.status !== 'fedBack') return refuse('order.notFedBack', { no });
  }
  const redo = (order: WorkOrder): WorkOrder =>
    nos.includes(order.no) ? { ...order, status: 'signed' } : order;
  const count = matter.counters.reworks + 1;
  record(
    draft,
    'matter.reworkOrdered',
    { workOrderNos: nos, count, reasonCode },
    {
      stage: 'handling',
      workOrders: matter.workOrders.map(redo),
      counters: { ...matter.counters, reworks: count },
      postHandlingCheck: null,
    },
  );
  return null;
}
