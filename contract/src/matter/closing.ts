import { stopClock } from '../deadline/clock.ts';
import type { Clock } from '../deadline/model.ts';
import { isLate } from './clocks.ts';
import type { CloseResult, OnSpotResult } from './commands.ts';
import type { Refusal } from './context.ts';
import { type Draft, record } from './draft.ts';
import {
  type MatterHandler,
  notHandler,
  openStages,
  reasonMissing,
  refuse,
  rejectionUnexplained,
  replyMissing,
  secondPerson,
} from './guard.ts';
import type { Closing, Matter, Outcome, WorkOrder } from './model.ts';
import { isPendingOrder, withdrawn } from './orders.ts';
import { drawnForSpotCheck } from './spot-check.ts';

interface Closure {
  readonly way: Closing['way'];
  readonly outcome: Outcome;
  readonly unsolvableReason: string | null;
}

const lastLead = (matter: Matter): WorkOrder | undefined =>
  matter.workOrders.findLast((order) => order.role === 'lead' && order.status !== 'withdrawn');

/** What a closure is measured against: the lead unit's clock, ended now. */
function endLeadClock({ matter, context }: Draft, lead: WorkOrder | undefined): Clock | undefined {
  const clock = matter.clocks.findLast(
    ({ kind, workOrderNo }) => kind === 'handling' && workOrderNo === lead?.no,
  );
  if (clock === undefined || clock.state === 'stopped') return clock;
  return stopClock(clock, context.now, context.calendar);
}

const ended = (order: WorkOrder): WorkOrder => {
  if (order.status === 'fedBack') return { ...order, status: 'completed' };
  return isPendingOrder(order) || order.status === 'returned' ? withdrawn(order) : order;
};

/** The one place where a matter becomes closed. Its facts are fixed here and never rewritten. */
export function closeMatter(draft: Draft, { way, outcome, unsolvableReason }: Closure): void {
  const { matter, context } = draft;
  const { now, actor, type } = context;
  const lead = lastLead(matter);
  const clock = endLeadClock(draft, lead);
  const dueAt = clock?.dueAt ?? matter.fixedDueAt;
  const onTime = clock ? !isLate(clock, now) : dueAt === null || now <= dueAt;
  const spotCheckDue = way === 'onSpot' && drawnForSpotCheck(matter.matterId, context.rules.spotCheckShare);
  const callBackDue = type.callBackRequired && matter.reporters.length > 0;
  const closing: Closing = {
    way,
    outcome,
    unsolvableReason,
    closedAt: now,
    closedBy: actor.accountId,
    dueAt,
    onTime,
    callBack: callBackDue ? 'due' : 'notRequired',
    callBackAttempts: 0,
  };
  const leadUnitId = lead?.unitId ?? null;
  record(
    draft,
    'matter.closed',
    { way, outcome, unsolvableReason, dueAt, onTime, leadUnitId, spotCheckDue },
    {
      stage: 'closed',
      closing,
      ratings: [],
      workOrders: matter.workOrders.map(ended),
      spotCheck: spotCheckDue ? { state: 'due', checkedBy: null, at: now } : matter.spotCheck,
    },
  );
}

const reasonOf = (result: { outcome: Outcome; unsolvableReason?: string | undefined }): string | null =>
  result.outcome === 'unsolvable' ? (result.unsolvableReason ?? null) : null;

/** After a passed check. */
export function closeChecked(draft: Draft, result: CloseResult): Refusal | null {
  const missing = reasonMissing(result) ?? replyMissing(draft.matter, result.reply);
  if (missing) return missing;
  closeMatter(draft, { way: 'checked', outcome: result.outcome, unsolvableReason: reasonOf(result) });
  return null;
}

export const close: MatterHandler<'close'> = {
  stages: ['checked'],
  guard: ({ postHandlingCheck }) => (postHandlingCheck?.result === 'failed' ? refuse('check.failed') : null),
  act: closeChecked,
};

export function closeOnSpot(draft: Draft, result: OnSpotResult): Refusal | null {
  const { matter, context } = draft;
  const refusal = onSpotRefusal(matter, context.type.onSpotAllowed) ?? secondPerson(context, []);
  if (refusal) return refusal;
  const missing = reasonMissing(result) ?? replyMissing(matter, result.reply);
  if (missing) return missing;
  if (context.type.evidenceRequired && result.evidenceIds.length === 0) return refuse('evidence.needed');
  closeMatter(draft, { way: 'onSpot', outcome: result.outcome, unsolvableReason: reasonOf(result) });
  return null;
}

function onSpotRefusal(matter: Matter, allowed: boolean): Refusal | null {
  if (!allowed) return refuse('onSpot.notAllowed');
  if (matter.workOrders.length > 0) return refuse('onSpot.dispatched');
  return matter.counters.reopenings > 0 || matter.spotCheck?.state === 'failed'
    ? refuse('onSpot.again')
    : null;
}

/** Settled by the person who is there: closed as self-handled and counted apart. */
export const handleOnSpot: MatterHandler<'handleOnSpot'> = {
  stages: ['registered', 'accepted', 'filed'],
  guard: (matter, context) => onSpotRefusal(matter, context.type.onSpotAllowed) ?? secondPerson(context, []),
  act: closeOnSpot,
};

export const proposeForceClose: MatterHandler<'proposeForceClose'> = {
  stages: openStages.filter((stage) => stage !== 'registered' && stage !== 'preFilingCheck'),
  whileSuspended: true,
  guard: (matter, context) =>
    matter.forceCloseProposal ? refuse('forceClose.pending') : secondPerson(context, []),
  act(draft, command) {
    const missing = reasonMissing(command);
    if (missing) return missing;
    const { outcome, reasonCode } = command;
    const proposedBy = draft.context.actor.accountId;
    if (proposedBy === null) return refuse('person.needed');
    record(
      draft,
      'matter.forceCloseProposed',
      { outcome, reasonCode },
      {
        forceCloseProposal: {
          proposedBy,
          proposedAt: draft.context.now,
          reasonCode,
          outcome,
          unsolvableReason: reasonOf(command),
        },
      },
    );
    return null;
  },
};

/** Closing without the regular check takes two people, and the second never handled the matter. */
export const decideForceClose: MatterHandler<'decideForceClose'> = {
  stages: openStages,
  whileSuspended: true,
  guard: (matter, context) =>
    matter.forceCloseProposal === null
      ? refuse('forceClose.none')
      : (secondPerson(context, [matter.forceCloseProposal.proposedBy]) ?? notHandler(matter, context)),
  act(draft, { approve, note, reply }) {
    const proposal = draft.matter.forceCloseProposal;
    if (proposal === null) return refuse('forceClose.none');
    const missing = approve ? replyMissing(draft.matter, reply) : rejectionUnexplained(note);
    if (missing) return missing;
    record(draft, 'matter.forceCloseDecided', { approved: approve }, { forceCloseProposal: null });
    if (!approve) return null;
    const { outcome, unsolvableReason } = proposal;
    closeMatter(draft, { way: 'forced', outcome, unsolvableReason });
    return null;
  },
};
