import { type Draft, record } from './draft.ts';
import {
  type MatterHandler,
  notHandler,
  openStages,
  refuse,
  rejectionUnexplained,
  replyMissing,
  secondPerson,
} from './guard.ts';
import type { Matter, WorkOrder } from './model.ts';
import { isOpenOrder, withdrawn } from './orders.ts';

const ended = (order: WorkOrder): WorkOrder =>
  isOpenOrder(order) || order.status === 'returned' ? withdrawn(order) : order;

function voidMatter(draft: Draft, reasonCode: string): void {
  const { workOrders } = draft.matter;
  const change: Partial<Matter> = {
    stage: 'voided',
    voidReason: reasonCode,
    workOrders: workOrders.map(ended),
  };
  record(draft, 'matter.voided', { reasonCode }, change);
}

/** By one person as long as no unit has been given the matter. */
export const voidAlone: MatterHandler<'void'> = {
  stages: openStages,
  guard: ({ workOrders }) => (workOrders.length > 0 ? refuse('void.secondPerson') : null),
  act(draft, { reasonCode, reply }) {
    const missing = replyMissing(draft.matter, reply);
    if (missing) return missing;
    voidMatter(draft, reasonCode);
    return null;
  },
};

export const proposeVoid: MatterHandler<'proposeVoid'> = {
  stages: openStages,
  whileSuspended: true,
  guard: ({ voidProposal }, context) => (voidProposal ? refuse('void.pending') : secondPerson(context, [])),
  act(draft, { reasonCode }) {
    const proposedBy = draft.context.actor.accountId;
    if (proposedBy === null) return refuse('person.needed');
    const voidProposal = { proposedBy, proposedAt: draft.context.now, reasonCode };
    record(draft, 'matter.voidProposed', { reasonCode }, { voidProposal });
    return null;
  },
};

export const decideVoid: MatterHandler<'decideVoid'> = {
  stages: openStages,
  whileSuspended: true,
  guard: (matter, context) =>
    matter.voidProposal === null
      ? refuse('void.none')
      : (secondPerson(context, [matter.voidProposal.proposedBy]) ?? notHandler(matter, context)),
  act(draft, { approve, note, reply }) {
    const proposal = draft.matter.voidProposal;
    if (proposal === null) return refuse('void.none');
    const missing = approve ? replyMissing(draft.matter, reply) : rejectionUnexplained(note);
    if (missing) return missing;
    record(draft, 'matter.voidDecided', { approved: approve }, { voidProposal: null });
    if (approve) voidMatter(draft, proposal.reasonCode);
    return null;
  },
};
