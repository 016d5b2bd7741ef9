import type { OrderDraft } from './commands.ts';
import type { DecideContext, Refusal, Route } from './context.ts';
import { returnableUntil } from './clocks.ts';
import { type Draft, record } from './draft.ts';
import type { OrderSent } from './events.ts';
import { type MatterHandler, type OrderHandler, orderStages, refuse } from './guard.ts';
import type { Matter, WorkOrder } from './model.ts';
import {
  findLead,
  isOpenOrder,
  isPendingOrder,
  placeOf,
  replaceOrder,
  stageWhenFedBack,
  withdrawn,
} from './orders.ts';

type Role = WorkOrder['role'];

/** Work orders in the making: sent one after the other, refused as a whole. */
interface Sending {
  orders: readonly WorkOrder[];
  readonly sent: OrderSent[];
  readonly context: DecideContext;
}

const isReturned = (order: WorkOrder, role: Role): boolean =>
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
function send(sending: Sending, role: Role, draft: OrderDraft, ruled: boolean): Refusal | null {
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

const sendingFrom = (draft: Draft): Sending => ({
  orders: draft.matter.workOrders,
  sent: [],
  context: draft.context,
});

interface Plan {
  readonly lead: OrderDraft;
  readonly assists: readonly OrderDraft[];
  readonly routeRule: string | null;
}

function dispatchAll(draft: Draft, { lead, assists, routeRule }: Plan): Refusal | null {
  const sending = sendingFrom(draft);
  let refusal = send(sending, 'lead', lead, false);
  for (const assist of assists) refusal ??= send(sending, 'assist', assist, false);
  if (refusal) return refusal;
  record(
    draft,
    'matter.dispatched',
    { automatic: routeRule !== null, orders: sending.sent, routeRule },
    { stage: 'dispatched', workOrders: [...sending.orders] },
  );
  return null;
}

export const dispatchAlong = (draft: Draft, route: Route): Refusal | null =>
  dispatchAll(draft, {
    lead: { unitId: route.leadUnitId },
    assists: route.assistUnitIds.map((unitId) => ({ unitId })),
    routeRule: route.ruleCode,
  });

export const dispatch: MatterHandler<'dispatch'> = {
  stages: ['accepted', 'filed'],
  guard: (matter, { type }) =>
    matter.stage === 'accepted' && type.filingRequired ? refuse('filing.needed') : null,
  act: (draft, { lead, assists }) => dispatchAll(draft, { lead, assists, routeRule: null }),
};

const needsRuling = (order: WorkOrder, { rules }: DecideContext): boolean =>
  isReturned(order, 'assist') && order.returns >= rules.returnsBeforeRuling;

/** The last word on who handles: after too many returns, or to correct an earlier ruling. */
export const rule: MatterHandler<'rule'> = {
  stages: orderStages,
  guard(matter, context) {
    if (matter.stage === 'awaitingRuling' || rulableLead(matter)) return null;
    return matter.workOrders.some((order) => needsRuling(order, context)) ? null : refuse('ruling.notDue');
  },
  act(draft, { role, order }) {
    return role === 'lead' ? ruleLead(draft, order) : ruleAssist(draft, order);
  },
};

function rulableLead(matter: Matter): WorkOrder | undefined {
  const lead = findLead(matter);
  return lead?.ruled && lead.status !== 'fedBack' ? lead : undefined;
}

function ruleLead(draft: Draft, order: OrderDraft): Refusal | null {
  const overruled = rulableLead(draft.matter);
  if (draft.matter.stage !== 'awaitingRuling' && !overruled) return refuse('ruling.notDue');
  const sending = sendingFrom(draft);
  if (overruled) {
    if (overruled.unitId === order.unitId) return refuse('order.unitTwice', { unitId: order.unitId });
    sending.orders = replaceOrder(sending.orders, withdrawn(overruled));
  }
  return sendRuled(draft, sending, 'lead', order);
}

function ruleAssist(draft: Draft, order: OrderDraft): Refusal | null {
  const due = draft.matter.workOrders.some(
    (back) => back.unitId === order.unitId && needsRuling(back, draft.context),
  );
  return due ? sendRuled(draft, sendingFrom(draft), 'assist', order) : refuse('ruling.notDue');
}

function sendRuled(draft: Draft, sending: Sending, role: Role, order: OrderDraft): Refusal | null {
  const refusal = send(sending, role, order, true);
  if (refusal) return refusal;
  const [sent] = sending.sent;
  if (sent === undefined) return refuse('order.unknown');
  const stage = role === 'lead' ? 'dispatched' : draft.matter.stage;
  record(draft, 'matter.ruled', { order: sent }, { stage, workOrders: [...sending.orders] });
  return null;
}

export const addAssist: MatterHandler<'addAssist'> = {
  stages: ['dispatched', 'handling'],
  act(draft, { order }) {
    const sending = sendingFrom(draft);
    const refusal = send(sending, 'assist', order, false);
    if (refusal) return refusal;
    const [sent] = sending.sent;
    if (sent) record(draft, 'matter.assistAdded', { order: sent }, { workOrders: [...sending.orders] });
    return null;
  },
};

export const withdrawAssist: OrderHandler<'withdrawAssist'> = {
  stages: orderStages,
  orderGuard(order) {
    if (order.role === 'lead') return refuse('order.lead');
    return isPendingOrder(order) || order.status === 'returned' ? null : refuse('order.notOpen');
  },
  act(draft, _command, order) {
    const workOrders = replaceOrder(draft.matter.workOrders, withdrawn(order));
    const stage = stageWhenFedBack({ ...draft.matter, workOrders }, draft.context);
    record(draft, 'matter.assistWithdrawn', placeOf(order), { workOrders, ...stage });
    return null;
  },
};

export const transfer: OrderHandler<'transfer'> = {
  stages: orderStages,
  orderGuard(order, { rules }, { counters }) {
    if (!isPendingOrder(order)) return refuse('order.notOpen');
    if (order.ruled) return refuse('ruling.final');
    const used = counters.transfers >= rules.maxTransfers;
    return used ? refuse('transfer.used', { max: rules.maxTransfers }) : null;
  },
  act(draft, { toUnitId, reasonCode }, order) {
    const { matter } = draft;
    if (toUnitId === order.unitId) return refuse('custody.same');
    const sending = sendingFrom(draft);
    sending.orders = replaceOrder(sending.orders, withdrawn(order));
    const refusal = send(sending, order.role, { unitId: toUnitId }, false);
    if (refusal) return refusal;
    const [sent] = sending.sent;
    if (sent === undefined) return refuse('order.unknown');
    const stage = order.role === 'lead' ? 'dispatched' : matter.stage;
    const counters = { ...matter.counters, transfers: matter.counters.transfers + 1 };
    record(
      draft,
      'matter.transferred',
      { fromWorkOrderNo: order.no, fromUnitId: order.unitId, order: sent, reasonCode },
      { stage, workOrders: [...sending.orders], counters },
    );
    return null;
  },
};
