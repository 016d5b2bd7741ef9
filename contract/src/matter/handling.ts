import { findClock, isLate } from './clocks.ts';
import type { DecideContext, Refusal } from './context.ts';
import { record } from './draft.ts';
import { type OrderHandler, orderStages, reasonMissing, refuse } from './guard.ts';
import type { WorkOrder } from './model.ts';
import { isPendingOrder, placeOf, replaceOrder, stageWhenFedBack } from './orders.ts';

const notSigned = (order: WorkOrder): Refusal | null => {
  if (order.status === 'signed') return null;
  return refuse(order.status === 'dispatched' ? 'order.notSigned' : 'order.notOpen');
};

function withHandler(order: WorkOrder, { actor }: DecideContext): WorkOrder {
  const { accountId } = actor;
  if (accountId === null) return order;
  const handlerIds = order.handlerIds.includes(accountId)
    ? order.handlerIds
    : [...order.handlerIds, accountId];
  return { ...order, holderId: order.holderId ?? accountId, handlerIds };
}

export const signFor: OrderHandler<'signFor'> = {
  stages: orderStages,
  orderGuard: (order) => (order.status === 'dispatched' ? null : refuse('order.notWaiting')),
  act(draft, _command, order) {
    const { context, matter } = draft;
    const signed: WorkOrder = { ...withHandler(order, context), status: 'signed', signedAt: context.now };
    record(draft, 'matter.signedFor', placeOf(order), {
      stage: order.role === 'lead' ? 'handling' : matter.stage,
      workOrders: replaceOrder(matter.workOrders, signed),
    });
    return null;
  },
};

export const returnBack: OrderHandler<'returnBack'> = {
  stages: orderStages,
  orderGuard(order, { now }) {
    if (!isPendingOrder(order)) return refuse('order.notOpen');
    if (order.ruled) return refuse('ruling.final');
    const late = order.returnableUntil !== null && now > order.returnableUntil;
    return late ? refuse('return.late', { until: order.returnableUntil ?? now }) : null;
  },
  act(draft, { reasonCode }, order) {
    const { matter, context } = draft;
    const returned: WorkOrder = {
      ...order,
      status: 'returned',
      holderId: null,
      returns: order.returns + 1,
    };
    const workOrders = replaceOrder(matter.workOrders, returned);
    const data = { ...placeOf(order), role: order.role, reasonCode };
    if (order.role === 'assist') {
      record(draft, 'matter.returnedBack', { ...data, count: returned.returns }, { workOrders });
      return null;
    }
    const count = matter.counters.returns + 1;
    record(
      draft,
      'matter.returnedBack',
      { ...data, count },
      {
        stage: count >= context.rules.returnsBeforeRuling ? 'awaitingRuling' : 'filed',
        workOrders,
        counters: { ...matter.counters, returns: count },
      },
    );
    return null;
  },
};

export const handle: OrderHandler<'handle'> = {
  stages: orderStages,
  whileSuspended: true,
  orderGuard: notSigned,
  act(draft, { evidenceIds }, order) {
    const workOrders = replaceOrder(draft.matter.workOrders, withHandler(order, draft.context));
    const data = { ...placeOf(order), evidenceCount: evidenceIds.length };
    record(draft, 'matter.progressNoted', data, { workOrders });
    return null;
  },
};

export const feedBack: OrderHandler<'feedBack'> = {
  stages: orderStages,
  orderGuard: notSigned,
  act(draft, command, order) {
    const { matter, context } = draft;
    const { outcome, evidenceIds } = command;
    const missing = reasonMissing(command);
    if (missing) return missing;
    if (context.type.evidenceRequired && order.role === 'lead' && evidenceIds.length === 0) {
      return refuse('evidence.needed');
    }
    const unsolvableReason = outcome === 'unsolvable' ? (command.unsolvableReason ?? null) : null;
    const clock = findClock(matter, 'handling', order.no);
    const overdue = order.overdue || (clock !== undefined && isLate(clock, context.now));
    const fedBack: WorkOrder = {
      ...withHandler(order, context),
      status: 'fedBack',
      feedback: {
        at: context.now,
        accountId: context.actor.accountId,
        outcome,
        unsolvableReason,
        evidenceIds,
      },
    };
    const workOrders = replaceOrder(matter.workOrders, fedBack);
    const evidenceCount = evidenceIds.length;
    const { role } = order;
    const told = { ...placeOf(order), role, outcome, unsolvableReason, evidenceCount, overdue };
    const stage = stageWhenFedBack({ ...matter, workOrders }, context);
    record(draft, 'matter.fedBack', told, { workOrders, ...stage });
    return null;
  },
};
