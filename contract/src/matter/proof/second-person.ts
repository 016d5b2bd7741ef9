import type { EventKind, MatterEvent } from '../events.ts';
import type { Matter, WorkOrder } from '../model.ts';

/** Everybody who ever had one of the orders in hand. */
export const touched = (matter: Matter): string[] =>
  matter.workOrders.flatMap(({ handlerIds, holderId }) =>
    holderId ? [...handlerIds, holderId] : handlerIds,
  );

type Barred = (before: Matter, order: WorkOrder | undefined) => readonly (string | null | undefined)[];

/** For each act that needs another person: who it must not be. */
const barred: Partial<Record<EventKind, Barred>> = {
  'matter.checkRecorded': touched,
  'matter.calledBack': touched,
  'matter.spotChecked': ({ closing }) => [closing?.closedBy],
  'matter.extensionDecided': (_before, order) => [order?.extensionRequest?.requestedBy],
  'matter.suspensionDecided': ({ suspension }) => [suspension?.requestedBy],
  'matter.forceCloseDecided': (before) => [before.forceCloseProposal?.proposedBy, ...touched(before)],
  'matter.voidDecided': (before) => [before.voidProposal?.proposedBy, ...touched(before)],
  'matter.appealReviewed': (_before, order) => [order?.appeal?.appealedBy, order?.appeal?.firstReviewer],
};

/** Whether somebody decided on what was their own; the duty was theirs to leave to another. */
export function secondPersonFault(
  before: Matter,
  events: readonly MatterEvent[],
  accountId: string | null,
): string | null {
  for (const { kind, data } of events) {
    const others = barred[kind];
    if (others === undefined) continue;
    if (accountId === null) return `${kind} by nobody`;
    const no = 'workOrderNo' in data ? data.workOrderNo : undefined;
    const order = before.workOrders.find((known) => known.no === no);
    if (others(before, order).includes(accountId)) return `${kind} by ${accountId}, whose own it is`;
  }
  return null;
}
