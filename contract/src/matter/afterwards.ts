import type { DecideContext, Refusal } from './context.ts';
import { type Draft, record } from './draft.ts';
import { isHandler, type MatterHandler, notHandler, refuse, secondPerson } from './guard.ts';
import type { Matter, Stage, WorkOrder } from './model.ts';

const dayMs = 86_400_000;

export const callBack: MatterHandler<'callBack'> = {
  stages: ['closed'],
  guard: (matter, context) =>
    matter.closing?.callBack === 'due' ? notHandler(matter, context) : refuse('callBack.notDue'),
  act(draft, { reached, verdict, satisfaction }) {
    const { closing } = draft.matter;
    if (closing === null) return refuse('callBack.notDue');
    if (reached && verdict === undefined) return refuse('callBack.verdict');
    const attempt = closing.callBackAttempts + 1;
    const givenUp = attempt >= draft.context.rules.maxCallBacks;
    const state = reached ? 'reached' : givenUp ? 'notReached' : 'due';
    record(
      draft,
      'matter.calledBack',
      {
        reached,
        attempt,
        verdict: reached ? (verdict ?? null) : null,
        satisfaction: reached ? (satisfaction ?? null) : null,
      },
      { closing: { ...closing, callBack: state, callBackAttempts: attempt } },
    );
    return null;
  },
};

export const rate: MatterHandler<'rate'> = {
  stages: ['closed'],
  by: ['reporter'],
  guard({ reporters, ratings }, { actor }) {
    const mine = (entry: { reporterId: string }) => entry.reporterId === actor.reporterId;
    if (!reporters.some(mine)) return refuse('reporter.only');
    return ratings.some(mine) ? refuse('reporter.rated') : null;
  },
  act(draft, { verdict, satisfaction }) {
    const { reporterId } = draft.context.actor;
    if (reporterId === null) return refuse('reporter.only');
    const rating = { reporterId, verdict, satisfaction, at: draft.context.now };
    record(draft, 'matter.rated', { verdict, satisfaction }, { ratings: [...draft.matter.ratings, rating] });
    return null;
  },
};

/** Where a matter that was never, or no longer is, with a unit is taken up again. */
const dispatchingStage = (matter: Matter): Stage =>
  matter.filingCondition !== null || matter.workOrders.length > 0 ? 'filed' : 'accepted';

const isCompletedLead = (order: WorkOrder): boolean => order.role === 'lead' && order.status === 'completed';

export const reopen: MatterHandler<'reopen'> = {
  stages: ['closed', 'declined'],
  by: ['staff', 'reporter', 'system'],
  guard({ counters, closing, declinedAt, changedAt }, { rules, now }) {
    if (counters.reopenings >= rules.maxReopenings) {
      return refuse('reopen.used', { max: rules.maxReopenings });
    }
    const days = rules.reopenWithinDays;
    const endedAt = closing?.closedAt ?? declinedAt ?? changedAt;
    const late = now > endedAt + days * dayMs;
    return late ? refuse('reopen.late', { days }) : null;
  },
  act(draft, { to, reasonCode }) {
    const { matter, context } = draft;
    const by = context.actor.kind === 'reporter' ? 'reporter' : 'staff';
    if (matter.stage === 'declined') {
      return takeUpAgain(draft, by, reasonCode, {
        stage: 'registered',
        declineReason: null,
        declinedAt: null,
      });
    }
    const handled = matter.workOrders.some(isCompletedLead);
    if (!handled && to !== undefined && to !== 'dispatching') return refuse('reopen.noUnit');
    const target = to ?? (handled ? 'leadUnit' : 'dispatching');
    return takeUpAgain(draft, by, reasonCode, reopenedTo(matter, target, context));
  },
};

/** Only the lead's order comes back; assisting units that finished have finished. */
function reopenedTo(
  matter: Matter,
  target: 'leadUnit' | 'dispatching' | 'checking',
  { now }: DecideContext,
): Partial<Matter> {
  if (target === 'dispatching') return { stage: dispatchingStage(matter) };
  const leadNo = matter.workOrders.findLast(isCompletedLead)?.no;
  const toUnit = target === 'leadUnit';
  const again = (order: WorkOrder): WorkOrder =>
    toUnit
      ? { ...order, status: 'dispatched', holderId: null, dispatchedAt: now, signedAt: null }
      : { ...order, status: 'fedBack' };
  return {
    stage: toUnit ? 'dispatched' : 'checking',
    postHandlingCheck: null,
    workOrders: matter.workOrders.map((order) => (order.no === leadNo ? again(order) : order)),
  };
}

/** Counts the reopening and sets the old closure aside; a return counted before it is forgotten. */
function takeUpAgain(
  draft: Draft,
  by: 'staff' | 'reporter' | 'spotCheck',
  reasonCode: string,
  change: Partial<Matter>,
): null {
  const { counters, spotCheck } = draft.matter;
  const count = counters.reopenings + (by === 'spotCheck' ? 0 : 1);
  record(
    draft,
    'matter.reopened',
    { by, count, reasonCode },
    {
      ...change,
      closing: null,
      ratings: [],
      spotCheck: spotCheck?.state === 'due' ? null : spotCheck,
      counters: { ...counters, reopenings: count, returns: 0 },
    },
  );
  return null;
}

/** Whether what was settled on the spot is settled; if not, the matter goes the regular way. */
export const spotCheck: MatterHandler<'spotCheck'> = {
  stages: ['closed'],
  guard(matter, context): Refusal | null {
    if (matter.spotCheck?.state !== 'due') return refuse('spotCheck.none');
    const second = secondPerson(context, [matter.closing?.closedBy ?? null]);
    if (second) return second;
    return isHandler(matter, context.actor.accountId) ? refuse('person.handler') : null;
  },
  act(draft, { result, evidenceIds }) {
    const { matter, context } = draft;
    const checkedBy = context.actor.accountId;
    record(
      draft,
      'matter.spotChecked',
      { result, evidenceCount: evidenceIds.length },
      { spotCheck: { state: result, checkedBy, at: context.now } },
    );
    if (result === 'passed') return null;
    return takeUpAgain(draft, 'spotCheck', 'spotCheckFailed', { stage: dispatchingStage(matter) });
  },
};
