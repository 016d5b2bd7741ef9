import { returnableUntil } from './clocks.ts';
import type { OrderDraft } from './commands.ts';
import type { DecideContext, Refusal } from './context.ts';
import type { Draft } from './draft.ts';
import type { OrderSent } from './events.ts';
import { refuse } from './guard.ts';
import type { WorkOrder } from './model.ts';
import { isOpenOrder, replaceOrder, withdrawn } from './orders.ts';

export type Role = WorkOrder['role'];

/** Work orders in the making: sent one after the other, refused as a whole. */
export interface Sending {
  orders: readonly WorkOrder[];
  readonly sent: OrderSent[];
  readonly context: DecideContext;
}

export const isReturned = (order: WorkOrder, role: Role): boolean =>
  order.role === role && order.status === 'returned';

function newOrder(
  no: number,
  role: Role,
  draft: OrderDraft,
  ruled: boolean,
  context: DecideContext,
): WorkOrder {
  return {
    no,
    role,
    unitId: draft.unitId,
    holderId: draft.holderId ?? null,
    status: 'dispatched',
    dispatchedAt: context.now,
    signedAt: null,
    feedback: null,
    handlerIds: [],
    ruled,
    limit: draft.limit ?? null,
    returnableUntil: ruled ? null : returnableUntil(context),
    returns: 0,
    extensions: 0,
    extensionRequest: null,
    overdue: false,
    appeal: null,
  };
}

const resentOrder = (
  order: WorkOrder,
  draft: OrderDraft,
  ruled: boolean,
  context: DecideContext,
): WorkOrder => ({
  ...order,
  holderId: draft.holderId ?? null,
  status: 'dispatched',
  dispatchedAt: context.now,
  signedAt: null,
  ruled,
  limit: draft.limit ?? order.limit,
  returnableUntil: ruled ? null : returnableUntil(context),
});

/**
 * Sends one order: a unit that had returned it takes up the same order again, so that its clock resumes; another unit
 * gets a new one, whose clock starts afresh.
 */
export function send(sending: Sending, role: Role, draft: OrderDraft, ruled: boolean): Refusal | null {
  const { context } = sending;
  if (sending.orders.some((order) => order.unitId === draft.unitId && isOpenOrder(order))) {
    return refuse('order.unitTwice', { unitId: draft.unitId });
  }
  const back = sending.orders.find((order) => isReturned(order, role) && order.unitId === draft.unitId);
  if (role === 'assist' && !ruled) {
    const open = sending.orders.filter((order) => order.role === 'assist' && isOpenOrder(order)).length;
    if (open >= context.rules.maxAssists)
      return refuse('order.assistsFull', { max: context.rules.maxAssists });
    if (back && back.returns >= context.rules.returnsBeforeRuling) return refuse('ruling.needed');
  }
  const no = back?.no ?? sending.orders.length + 1;
  if (back) sending.orders = replaceOrder(sending.orders, resentOrder(back, draft, ruled, context));
  else sending.orders = [...sending.orders, newOrder(no, role, draft, ruled, context)];
  if (role === 'lead') {
    sending.orders = sending.orders.map((order) => (isReturned(order, 'lead') ? withdrawn(order) : order));
  }
  sending.sent.push({ workOrderNo: no, role, unitId: draft.unitId, resent: back !== undefined });
  return null;
}

export const sendingFrom = (draft: Draft): Sending => ({
  orders: draft.matter.workOrders,
  sent: [],
  context: draft.context,
});
