import { extendClock } from '../deadline/clock.ts';
import type { Limit } from '../deadline/model.ts';
import { findClock, isLate } from './clocks.ts';
import type { DecideContext, Refusal } from './context.ts';
import { type Draft, record } from './draft.ts';
import {
  type MatterHandler,
  type OrderHandler,
  orderStages,
  refuse,
  rejectionUnexplained,
  replyMissing,
  secondPerson,
} from './guard.ts';
import type { Matter, WorkOrder } from './model.ts';
import { placeOf, replaceOrder } from './orders.ts';

const dayMs = 86_400_000;

/** Whether the order's clock can still be extended at all: it runs to a computed due time and is not past it. */
function extendable(order: WorkOrder, { now, rules }: DecideContext, matter: Matter): Refusal | null {
  const clock = findClock(matter, 'handling', order.no);
  if (clock === undefined || clock.state !== 'running' || clock.fixedDueAt !== null) {
    return refuse('extension.noClock');
  }
  if (isLate(clock, now)) return refuse('extension.overdue', { dueAt: clock.dueAt });
  return order.extensions >= rules.maxExtensions
    ? refuse('extension.used', { max: rules.maxExtensions })
    : null;
}

export const requestExtension: OrderHandler<'requestExtension'> = {
  stages: orderStages,
  orderGuard: (order, context, matter) =>
    order.extensionRequest ? refuse('extension.pending') : extendable(order, context, matter),
  act(draft, { limit: asked, reasonCode }, order) {
    const clock = findClock(draft.matter, 'handling', order.no);
    if (clock === undefined) return refuse('extension.noClock');
    const limit = asked ?? clock.limit;
    if (!within(limit, clock.limit)) {
      return refuse('extension.tooLong', { value: clock.limit.value, unit: clock.limit.unit });
    }
    const { now, actor } = draft.context;
    const extensionRequest = { requestedBy: actor.accountId, requestedAt: now, reasonCode, limit };
    record(
      draft,
      'matter.extensionRequested',
      { ...placeOf(order), limit, reasonCode },
      { workOrders: replaceOrder(draft.matter.workOrders, { ...order, extensionRequest }) },
    );
    return null;
  },
};

const within = (asked: Limit, most: Limit): boolean => asked.unit === most.unit && asked.value <= most.value;

export const decideExtension: OrderHandler<'decideExtension'> = {
  stages: orderStages,
  orderGuard: (order, context) =>
    order.extensionRequest === null
      ? refuse('extension.none')
      : secondPerson(context, [order.extensionRequest.requestedBy]),
  act(draft, { approve, note }, order) {
    if (approve) return grantExtension(draft, order);
    return rejectionUnexplained(note) ?? rejectExtension(draft, order);
  },
};

function rejectExtension(draft: Draft, order: WorkOrder): Refusal | null {
  const { matter } = draft;
  const dueAt = findClock(matter, 'handling', order.no)?.dueAt ?? null;
  record(
    draft,
    'matter.extensionDecided',
    { ...placeOf(order), approved: false, count: order.extensions, dueAt },
    { workOrders: replaceOrder(matter.workOrders, { ...order, extensionRequest: null }) },
  );
  return null;
}

/** Never after overdue, even where the request came in time: what is late stays late, and can be appealed. */
function grantExtension(draft: Draft, order: WorkOrder): Refusal | null {
  const { matter, context } = draft;
  const refusal = extendable(order, context, matter);
  if (refusal) return refusal;
  const clock = findClock(matter, 'handling', order.no);
  if (clock === undefined || order.extensionRequest === null) return refuse('extension.none');
  const extended = extendClock(clock, order.extensionRequest.limit, context.calendar);
  const count = order.extensions + 1;
  record(
    draft,
    'matter.extensionDecided',
    { ...placeOf(order), approved: true, count, dueAt: extended.dueAt },
    {
      workOrders: replaceOrder(matter.workOrders, { ...order, extensions: count, extensionRequest: null }),
      clocks: matter.clocks.map((known) => (known === clock ? extended : known)),
      counters: { ...matter.counters, extensions: matter.counters.extensions + 1 },
    },
  );
  return null;
}

export const requestSuspension: MatterHandler<'requestSuspension'> = {
  stages: ['dispatched', 'handling'],
  guard({ suspension, counters }, { rules }) {
    if (suspension?.state === 'requested') return refuse('suspension.pending');
    const used = counters.suspensions >= rules.maxSuspensions;
    return used ? refuse('suspension.used', { max: rules.maxSuspensions }) : null;
  },
  act(draft, { until, reasonCode }) {
    const { now, actor } = draft.context;
    const refusal = untilRefusal(until, draft.context);
    if (refusal) return refusal;
    record(
      draft,
      'matter.suspensionRequested',
      { until, reasonCode },
      {
        suspension: {
          state: 'requested',
          requestedBy: actor.accountId,
          requestedAt: now,
          reasonCode,
          decidedBy: null,
          from: null,
          until,
        },
      },
    );
    return null;
  },
};

function untilRefusal(until: number, { now, rules }: DecideContext): Refusal | null {
  if (until <= now) return refuse('suspension.past');
  const days = rules.suspensionMaxDays;
  return until > now + days * dayMs ? refuse('suspension.tooLong', { days }) : null;
}

export const decideSuspension: MatterHandler<'decideSuspension'> = {
  stages: ['dispatched', 'handling'],
  guard: ({ suspension }, context) =>
    suspension?.state === 'requested'
      ? secondPerson(context, [suspension.requestedBy])
      : refuse('suspension.none'),
  act(draft, { approve, note, reply }) {
    const { matter, context } = draft;
    const { suspension } = matter;
    if (suspension === null) return refuse('suspension.none');
    const unexplained = approve ? null : rejectionUnexplained(note);
    if (unexplained) return unexplained;
    const { until } = suspension;
    if (!approve) {
      record(draft, 'matter.suspensionDecided', { approved: false, until }, { suspension: null });
      return null;
    }
    const refusal = untilRefusal(until, context) ?? replyMissing(matter, reply);
    if (refusal) return refusal;
    record(
      draft,
      'matter.suspensionDecided',
      { approved: true, until },
      {
        suspension: {
          ...suspension,
          state: 'active',
          decidedBy: context.actor.accountId,
          from: context.now,
        },
        counters: { ...matter.counters, suspensions: matter.counters.suspensions + 1 },
      },
    );
    return null;
  },
};

/** By the system once `suspension.until` has come, by the staff at any time before. */
export const resume: MatterHandler<'resume'> = {
  stages: ['dispatched', 'handling'],
  whileSuspended: true,
  guard({ suspension }, { actor, now }) {
    if (suspension?.state !== 'active') return refuse('suspension.notActive');
    const early = actor.kind === 'system' && now < suspension.until;
    return early ? refuse('suspension.notOver', { until: suspension.until }) : null;
  },
  act(draft) {
    const { suspension } = draft.matter;
    const { actor, now } = draft.context;
    record(
      draft,
      'matter.resumed',
      { bySystem: actor.kind === 'system', suspendedFrom: suspension?.from ?? now },
      { suspension: null },
    );
    return null;
  },
};
