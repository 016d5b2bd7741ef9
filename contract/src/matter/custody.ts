import type { Refusal } from './context.ts';
import { type Draft, record } from './draft.ts';
import { type MatterHandler, openStages, refuse } from './guard.ts';
import { type Matter, stages, type WorkOrder } from './model.ts';
import { isOpenOrder, isPendingOrder, replaceOrder } from './orders.ts';

export const escalate: MatterHandler<'escalate'> = {
  stages: openStages,
  whileSuspended: true,
  act: (draft, command) => moveCentre(draft, 'matter.escalated', command),
};

export const assignDown: MatterHandler<'assignDown'> = {
  stages: openStages,
  whileSuspended: true,
  act: (draft, command) => moveCentre(draft, 'matter.assignedDown', command),
};

/** Another centre takes over the procedure; a unit that is handling goes on. */
function moveCentre(
  draft: Draft,
  kind: 'matter.escalated' | 'matter.assignedDown',
  { toUnitId, reasonCode }: { toUnitId: string; reasonCode: string },
): Refusal | null {
  const fromUnitId = draft.matter.centreUnitId;
  if (fromUnitId === toUnitId) return refuse('custody.same');
  const { isAbove } = draft.context;
  const up = kind === 'matter.escalated';
  const [upper, lower] = up ? [toUnitId, fromUnitId] : [fromUnitId, toUnitId];
  if (isAbove?.(upper, lower) === false) return refuse(up ? 'custody.notAbove' : 'custody.notBelow');
  record(draft, kind, { fromUnitId, toUnitId, reasonCode }, { centreUnitId: toUnitId });
  return null;
}

const unitHoldsIt = ({ stage }: Matter): boolean => stage === 'dispatched' || stage === 'handling';

export const assignHolder: MatterHandler<'assignHolder'> = {
  stages: openStages,
  whileSuspended: true,
  guard: (matter) =>
    unitHoldsIt(matter) && !matter.workOrders.some(isPendingOrder) ? refuse('order.notOpen') : null,
  act(draft, { workOrderNo, accountId }) {
    return workOrderNo === 0 ? assignInCentre(draft, accountId) : assignInUnit(draft, workOrderNo, accountId);
  },
};

function assignInCentre(draft: Draft, accountId: string | null): Refusal | null {
  const { matter } = draft;
  if (unitHoldsIt(matter)) return refuse('holder.withUnit');
  const { unitId, accountId: from } = matter.holder;
  if (from === accountId) return refuse('holder.same');
  const sent = matter.stage === 'preFilingCheck' ? matter.preFilingCheck : null;
  record(
    draft,
    'matter.holderAssigned',
    { workOrderNo: 0, unitId, fromAccountId: from, toAccountId: accountId },
    { holder: { unitId, accountId }, preFilingCheck: sent ? { ...sent, accountId } : matter.preFilingCheck },
  );
  return null;
}

function assignInUnit(draft: Draft, workOrderNo: number, accountId: string | null): Refusal | null {
  const { matter } = draft;
  const order = matter.workOrders.find(({ no }) => no === workOrderNo);
  if (order === undefined) return refuse('order.unknown', { no: workOrderNo });
  if (!isPendingOrder(order)) return refuse('order.notOpen');
  if (order.holderId === accountId) return refuse('holder.same');
  record(
    draft,
    'matter.holderAssigned',
    { workOrderNo, unitId: order.unitId, fromAccountId: order.holderId, toAccountId: accountId },
    { workOrders: replaceOrder(matter.workOrders, { ...order, holderId: accountId }) },
  );
  return null;
}

const releasedFrom = (orders: readonly WorkOrder[], accountId: string): WorkOrder[] =>
  orders.map((order) =>
    order.holderId === accountId && isOpenOrder(order) ? { ...order, holderId: null } : order,
  );

const heldOrders = (orders: readonly WorkOrder[], accountId: string): WorkOrder[] =>
  orders.filter((order) => order.holderId === accountId && isOpenOrder(order));

/** Somebody leaves: whatever they have in hand goes back to the queue of its unit, of a merged matter too. */
export const releaseHolder: MatterHandler<'releaseHolder'> = {
  stages,
  whileSuspended: true,
  guard: ({ holder, workOrders, merge }) => {
    const orders = [...workOrders, ...(merge?.prior.workOrders ?? [])];
    const held = orders.some((order) => order.holderId !== null && isOpenOrder(order));
    return held || holder.accountId !== null ? null : refuse('holder.notHolding');
  },
  act(draft, { accountId }) {
    const { matter } = draft;
    const held = [
      ...heldOrders(matter.workOrders, accountId),
      ...heldOrders(matter.merge?.prior.workOrders ?? [], accountId),
    ];
    const named = matter.holder.accountId === accountId;
    if (held.length === 0 && !named) return refuse('holder.notHolding');
    const unitIds = new Set(held.map((order) => order.unitId));
    if (named) unitIds.add(matter.holder.unitId);
    const data = { accountId, unitIds: [...unitIds], workOrderNos: held.map((order) => order.no) };
    record(draft, 'matter.holderReleased', data, released(matter, accountId));
    return null;
  },
};

function released(matter: Matter, accountId: string): Partial<Matter> {
  const { holder, preFilingCheck, merge, workOrders } = matter;
  return {
    holder: holder.accountId === accountId ? { ...holder, accountId: null } : holder,
    preFilingCheck:
      preFilingCheck?.state === 'sent' && preFilingCheck.accountId === accountId
        ? { ...preFilingCheck, accountId: null }
        : preFilingCheck,
    workOrders: releasedFrom(workOrders, accountId),
    merge: merge && {
      ...merge,
      prior: { ...merge.prior, workOrders: releasedFrom(merge.prior.workOrders, accountId) },
    },
  };
}
