import { record } from './draft.ts';
import { type OrderHandler, refuse, rejectionUnexplained, secondPerson } from './guard.ts';
import { type OverdueAppeal, stages } from './model.ts';
import { placeOf, replaceOrder } from './orders.ts';

/** By the unit itself, once, after the closure. The fact that the order was overdue stays as it is. */
export const appealOverdue: OrderHandler<'appealOverdue'> = {
  stages: ['closed'],
  orderGuard(order, { actor }) {
    if (!order.overdue) return refuse('appeal.notOverdue');
    if (order.appeal) return refuse('appeal.done');
    return actor.unitIds.includes(order.unitId) ? null : refuse('appeal.otherUnit');
  },
  act(draft, { reasonCode }, order) {
    const { now, actor } = draft.context;
    const appeal: OverdueAppeal = {
      state: 'firstReview',
      appealedBy: actor.accountId,
      appealedAt: now,
      reasonCode,
      firstReviewer: null,
      secondReviewer: null,
    };
    record(
      draft,
      'matter.overdueAppealed',
      { ...placeOf(order), reasonCode },
      { workOrders: replaceOrder(draft.matter.workOrders, { ...order, appeal }) },
    );
    return null;
  },
};

/**
 * Two reviewers, neither of the appealing unit. The first rejection ends it and says why, the second grant exempts the
 * statistic.
 */
export const reviewAppeal: OrderHandler<'reviewAppeal'> = {
  stages,
  orderGuard({ appeal, unitId }, context) {
    if (appeal?.state !== 'firstReview' && appeal?.state !== 'secondReview') return refuse('appeal.none');
    if (context.actor.unitIds.includes(unitId)) return refuse('appeal.ownUnit');
    return secondPerson(context, [appeal.appealedBy, appeal.firstReviewer]);
  },
  act(draft, { grant, note }, order) {
    const { appeal } = order;
    if (appeal === null) return refuse('appeal.none');
    const unexplained = grant ? null : rejectionUnexplained(note);
    if (unexplained) return unexplained;
    const reviewer = draft.context.actor.accountId;
    const first = appeal.state === 'firstReview';
    const passedOn = first ? 'secondReview' : 'granted';
    const reviewed: OverdueAppeal = {
      ...appeal,
      state: grant ? passedOn : 'rejected',
      firstReviewer: first ? reviewer : appeal.firstReviewer,
      secondReviewer: first ? null : reviewer,
    };
    record(
      draft,
      'matter.appealReviewed',
      {
        ...placeOf(order),
        review: first ? 'first' : 'second',
        granted: grant,
        exempt: reviewed.state === 'granted',
      },
      { workOrders: replaceOrder(draft.matter.workOrders, { ...order, appeal: reviewed }) },
    );
    return null;
  },
};
