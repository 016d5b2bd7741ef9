import type { Clock } from '../deadline/model.ts';
import { settleClocks } from './clocks.ts';
import type { DecideContext, Decision } from './context.ts';
import type { EventKind, MatterEvent } from './events.ts';
import { type Holder, isFinal, type Matter, type Stage, type WorkOrder } from './model.ts';
import { findLead, isPendingOrder } from './orders.ts';

/** A decision being made: the matter as changed so far, and what happened to it in order. */
export interface Draft {
  matter: Matter;
  /** Clocks before the command; none at registration. */
  readonly clocksBefore: readonly Clock[];
  counterpart: Matter | null;
  readonly events: MatterEvent[];
  readonly context: DecideContext;
}

const unitStages: readonly Stage[] = ['dispatched', 'handling'];
const heldByCentre = (stage: Stage): boolean =>
  stage !== 'preFilingCheck' && !unitStages.includes(stage) && !isFinal(stage);

/** Who acts next follows from the stage; only a person named in the centre has to be carried along. */
function holderOf(matter: Matter, stageBefore: Stage): Holder {
  if (unitStages.includes(matter.stage)) {
    const lead = findLead(matter);
    if (lead) return { unitId: lead.unitId, accountId: lead.holderId };
  }
  if (matter.stage === 'preFilingCheck' && matter.preFilingCheck) {
    return { unitId: matter.preFilingCheck.unitId, accountId: matter.preFilingCheck.accountId };
  }
  const stays =
    heldByCentre(stageBefore) && heldByCentre(matter.stage) && matter.holder.unitId === matter.centreUnitId;
  return { unitId: matter.centreUnitId, accountId: stays ? matter.holder.accountId : null };
}

const sameHolder = (a: Holder, b: Holder): boolean => a.unitId === b.unitId && a.accountId === b.accountId;

function withoutExtensionRequest(order: WorkOrder): WorkOrder {
  return isPendingOrder(order) || order.extensionRequest === null
    ? order
    : { ...order, extensionRequest: null };
}

/** Requests fall away with the state they were made in; a merged matter keeps its own for the day it is undone. */
function dropStaleRequests(matter: Matter): Matter {
  if (matter.stage === 'merged') return matter;
  const ended = isFinal(matter.stage);
  const { suspension, forceCloseProposal, voidProposal } = matter;
  const suspendable = unitStages.includes(matter.stage);
  const staleSuspension = suspension !== null && !suspendable;
  const staleProposal = ended && (forceCloseProposal !== null || voidProposal !== null);
  const staleExtension = matter.workOrders.some((order) => withoutExtensionRequest(order) !== order);
  if (!staleSuspension && !staleProposal && !staleExtension) return matter;
  return {
    ...matter,
    suspension: staleSuspension ? null : suspension,
    forceCloseProposal: ended ? null : forceCloseProposal,
    voidProposal: ended ? null : voidProposal,
    workOrders: staleExtension ? matter.workOrders.map(withoutExtensionRequest) : matter.workOrders,
  };
}

/** One step: the changed fields, with everything that follows from them, and the event that tells it. */
function step<K extends EventKind>(
  before: Matter,
  change: Partial<Matter>,
  told: { kind: K; at: number; data: MatterEvent<K>['data'] },
): { matter: Matter; event: MatterEvent } {
  const changed = dropStaleRequests({ ...before, ...change, version: before.version + 1 });
  const holder = holderOf(changed, before.stage);
  const moved = !sameHolder(before.holder, holder);
  const heldSince = moved ? told.at : before.heldSince;
  const matter = { ...changed, holder, heldSince, changedAt: told.at };
  const event = {
    kind: told.kind,
    matterId: matter.matterId,
    version: matter.version,
    at: told.at,
    stageBefore: before.stage,
    stageAfter: matter.stage,
    holderBefore: before.holder,
    holderAfter: holder,
    clocks: [],
    data: told.data,
  } as MatterEvent;
  return { matter, event };
}

export function record<K extends EventKind>(
  draft: Draft,
  kind: K,
  data: MatterEvent<K>['data'],
  change: Partial<Matter> = {},
): void {
  const { matter, event } = step(draft.matter, change, { kind, at: draft.context.now, data });
  draft.matter = matter;
  draft.events.push(event);
}

export function recordCounterpart<K extends EventKind>(
  draft: Draft,
  counterpart: Matter,
  kind: K,
  data: MatterEvent<K>['data'],
  change: Partial<Matter>,
): void {
  const { matter, event } = step(counterpart, change, { kind, at: draft.context.now, data });
  draft.counterpart = matter;
  draft.events.push(event);
}

/**
 * Settles the clocks once for the whole command, so that a step passed through in the same command starts none.
 * The changes are told by the last event of the matter.
 */
export function finish(draft: Draft): Decision {
  const settled = settleClocks(draft.matter, draft.clocksBefore, draft.context);
  const { events } = draft;
  const last = events.findLastIndex((event) => event.matterId === settled.matter.matterId);
  const event = events[last];
  if (event && settled.changes.length > 0) events[last] = { ...event, clocks: settled.changes };
  return { ok: true, matter: settled.matter, counterpart: draft.counterpart, events };
}
