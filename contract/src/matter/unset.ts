import type { Clock } from '../deadline/model.ts';
import type { Matter, WorkOrder } from './model.ts';

/**
 * What a new matter, order or clock has not, and most never have: no check yet, no appeal, nothing returned. Shared by all
 * of them, so never to be changed in place. A matter's row leaves it out, and is a third shorter.
 */
export const unset = {
  matter: {
    gridId: null,
    divisionCode: null,
    registeredBy: null,
    filingCondition: null,
    reporters: [],
    preFilingCheck: null,
    postHandlingCheck: null,
    suspension: null,
    forceCloseProposal: null,
    voidProposal: null,
    spotCheck: null,
    closing: null,
    ratings: [],
    declineReason: null,
    declinedAt: null,
    voidReason: null,
    merge: null,
    absorbedIds: [],
    fixedDueAt: null,
  } satisfies Partial<Matter>,
  order: {
    holderId: null,
    signedAt: null,
    feedback: null,
    handlerIds: [],
    ruled: false,
    limit: null,
    returnableUntil: null,
    returns: 0,
    extensions: 0,
    extensionRequest: null,
    overdue: false,
    appeal: null,
  } satisfies Partial<WorkOrder>,
  clock: {
    extensions: [],
    pauses: [],
    provisional: false,
    stoppedAt: null,
    fixedDueAt: null,
  } satisfies Partial<Clock>,
  counters: { returns: 0, transfers: 0, extensions: 0, suspensions: 0, reworks: 0, reopenings: 0 },
};
