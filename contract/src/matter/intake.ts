import type { CommandOf } from './commands.ts';
import type { DecideContext, Decision, Refusal } from './context.ts';
import { closeOnSpot } from './closing.ts';
import { dispatchAlong } from './dispatching.ts';
import { type Draft, finish, record } from './draft.ts';
import type { MatterEvent } from './events.ts';
import { type MatterHandler, refuse, replyMissing } from './guard.ts';
import type { Matter } from './model.ts';
import { unset } from './unset.ts';

const newMatter = (command: CommandOf<'register'>, { now, actor }: DecideContext): Matter => ({
  ...unset.matter,
  counters: unset.counters,
  workOrders: [],
  clocks: [],
  matterId: command.matterId,
  code: command.code,
  version: 1,
  typeCode: command.typeCode,
  channel: command.channel,
  gridId: command.gridId ?? null,
  divisionCode: command.divisionCode ?? null,
  registeredAt: now,
  changedAt: now,
  registeredBy: actor.accountId,
  stage: 'registered',
  centreUnitId: command.centreUnitId,
  holder: { unitId: command.centreUnitId, accountId: null },
  heldSince: now,
  reporters: command.reporterId ? [{ reporterId: command.reporterId, fromMatterId: null }] : [],
  fixedDueAt: command.fixedDueAt ?? null,
});

function registered(matter: Matter, at: number): MatterEvent<'matter.registered'> {
  const { matterId, code, typeCode, channel, gridId, divisionCode, centreUnitId } = matter;
  return {
    kind: 'matter.registered',
    matterId,
    version: 1,
    at,
    stageBefore: null,
    stageAfter: 'registered',
    holderBefore: null,
    holderAfter: matter.holder,
    clocks: [],
    data: { code, typeCode, channel, gridId, divisionCode, centreUnitId },
  };
}

/** Registers, and goes on by itself as far as the matter type allows and the routing rules know the way. */
export function register(command: CommandOf<'register'>, context: DecideContext): Decision {
  const matter = newMatter(command, context);
  const draft: Draft = {
    matter,
    clocksBefore: [],
    counterpart: null,
    events: [registered(matter, context.now)],
    context,
  };
  const refusal = command.onSpot ? closeOnSpot(draft, command.onSpot) : goOn(draft);
  return refusal ? { ok: false, refusal } : finish(draft);
}

function goOn(draft: Draft): Refusal | null {
  const { type, route } = draft.context;
  if (!type.automatic.accept || type.preFilingCheckRequired) return null;
  record(draft, 'matter.accepted', { automatic: true }, { stage: 'accepted' });
  if (type.automatic.file) {
    const filingCondition = type.defaultFilingCondition;
    record(draft, 'matter.filed', { automatic: true, filingCondition }, { stage: 'filed', filingCondition });
  }
  const ready = type.automatic.file || !type.filingRequired;
  return type.automatic.dispatch && ready && route ? dispatchAlong(draft, route) : null;
}

export const reclassify: MatterHandler<'reclassify'> = {
  stages: ['registered', 'preFilingCheck', 'accepted', 'filed', 'awaitingRuling'],
  act(draft, command) {
    const { matter } = draft;
    if (matter.typeCode === command.typeCode) return refuse('type.same');
    if (matter.filingCondition !== null && command.filingCondition === undefined) {
      return refuse('filing.conditionNeeded');
    }
    const filingCondition = matter.filingCondition === null ? null : (command.filingCondition ?? null);
    const data = { fromTypeCode: matter.typeCode, toTypeCode: command.typeCode, filingCondition };
    // The limit of an order given back under the old type must not live on: the next dispatch starts afresh.
    const workOrders = matter.workOrders.map((order) =>
      order.status === 'returned' ? { ...order, status: 'withdrawn' as const } : order,
    );
    record(draft, 'matter.reclassified', data, { typeCode: command.typeCode, filingCondition, workOrders });
    return null;
  },
};

export const startPreFilingCheck: MatterHandler<'startPreFilingCheck'> = {
  stages: ['registered'],
  act(draft, { unitId, accountId }) {
    record(
      draft,
      'matter.preFilingCheckStarted',
      { unitId },
      {
        stage: 'preFilingCheck',
        preFilingCheck: { state: 'sent', unitId, accountId: accountId ?? null, at: draft.context.now },
      },
    );
    return null;
  },
};

export const recordPreFilingCheck: MatterHandler<'recordPreFilingCheck'> = {
  stages: ['preFilingCheck'],
  act(draft, { result }) {
    const sent = draft.matter.preFilingCheck;
    const { now, actor } = draft.context;
    record(
      draft,
      'matter.preFilingCheckRecorded',
      { result },
      {
        stage: 'registered',
        preFilingCheck: {
          state: result,
          unitId: sent?.unitId ?? draft.matter.centreUnitId,
          accountId: actor.accountId,
          at: now,
        },
      },
    );
    return null;
  },
};

export const accept: MatterHandler<'accept'> = {
  stages: ['registered'],
  guard({ preFilingCheck }, { type }) {
    if (preFilingCheck?.state === 'notFound') return refuse('preFiling.notFound');
    const missing = type.preFilingCheckRequired && preFilingCheck?.state !== 'confirmed';
    return missing ? refuse('preFiling.needed') : null;
  },
  act(draft) {
    record(draft, 'matter.accepted', { automatic: false }, { stage: 'accepted' });
    return null;
  },
};

export const file: MatterHandler<'file'> = {
  stages: ['accepted'],
  act(draft, { filingCondition }) {
    record(draft, 'matter.filed', { automatic: false, filingCondition }, { stage: 'filed', filingCondition });
    return null;
  },
};

export const decline: MatterHandler<'decline'> = {
  stages: ['registered', 'preFilingCheck', 'accepted'],
  act(draft, { reasonCode, reply }) {
    const missing = replyMissing(draft.matter, reply);
    if (missing) return missing;
    record(
      draft,
      'matter.declined',
      { reasonCode },
      { stage: 'declined', declineReason: reasonCode, declinedAt: draft.context.now },
    );
    return null;
  },
};
