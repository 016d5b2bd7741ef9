import type { OrderDraft } from './commands.ts';
import type { Refusal, Route } from './context.ts';
import { type Draft, record } from './draft.ts';
import { type MatterHandler, type OrderHandler, orderStages, refuse } from './guard.ts';
import { isPendingOrder, placeOf, replaceOrder, stageWhenFedBack, withdrawn } from './orders.ts';
import { send, sendingFrom } from './sending.ts';

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
