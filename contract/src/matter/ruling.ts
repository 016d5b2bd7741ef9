import type { OrderDraft } from './commands.ts';
import type { DecideContext, Refusal } from './context.ts';
import { type Draft, record } from './draft.ts';
import { type MatterHandler, orderStages, refuse } from './guard.ts';
import type { Matter, WorkOrder } from './model.ts';
import { findLead, replaceOrder, withdrawn } from './orders.ts';
import { isReturned, type Role, send, type Sending, sendingFrom } from './sending.ts';

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
