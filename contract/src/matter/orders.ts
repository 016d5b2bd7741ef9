import type { DecideContext } from './context.ts';
import type { Matter, WorkOrder } from './model.ts';

/** Sent and not yet given back: waiting, in hand or fed back. */
export const isOpenOrder = (order: WorkOrder): boolean =>
  order.status === 'dispatched' || order.status === 'signed' || order.status === 'fedBack';

/** The unit still has to act. */
export const isPendingOrder = (order: WorkOrder): boolean =>
  order.status === 'dispatched' || order.status === 'signed';

/** The lead order that is open or fed back; there is at most one. */
export const findLead = (matter: Matter): WorkOrder | undefined =>
  matter.workOrders.find((order) => order.role === 'lead' && isOpenOrder(order));

export const replaceOrder = (orders: readonly WorkOrder[], changed: WorkOrder): WorkOrder[] =>
  orders.map((order) => (order.no === changed.no ? changed : order));

export const withdrawn = (order: WorkOrder): WorkOrder => ({ ...order, status: 'withdrawn' });

export const placeOf = (order: WorkOrder) => ({ workOrderNo: order.no, unitId: order.unitId });

const settledAssist = (order: WorkOrder): boolean => !isPendingOrder(order) && order.status !== 'returned';

/** Checking begins once the lead and every assisting unit that is still on it have fed back. */
export function stageWhenFedBack(matter: Matter, { type, now }: DecideContext): Partial<Matter> {
  const ready =
    findLead(matter)?.status === 'fedBack' &&
    matter.workOrders.every((order) => order.role === 'lead' || settledAssist(order));
  if (!ready) return {};
  if (type.postHandlingCheckRequired) return { stage: 'checking', postHandlingCheck: null };
  return {
    stage: 'checked',
    postHandlingCheck: { result: 'notRequired', accountId: null, at: now, evidenceIds: [] },
  };
}
