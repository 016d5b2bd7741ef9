import type { MatterCommandKind } from '@heliu/contract/matter/permissions';
import { isMatterCommandKind } from './kinds.ts';
import type { ActView } from '@heliu/contract/matter/views';

/** Acts that carry a matter forward, the likeliest first; everything else is an exception and goes into the menu. */
const forward: readonly MatterCommandKind[] = [
  'recordPostHandlingCheck',
  'feedBack',
  'signFor',
  'close',
  'dispatch',
  'file',
  'accept',
  'recordPreFilingCheck',
  'rule',
  'decideExtension',
  'decideSuspension',
  'decideForceClose',
  'decideVoid',
  'reviewAppeal',
  'spotCheck',
  'callBack',
  'resume',
  'handle',
  'rework',
  'handleOnSpot',
  'startPreFilingCheck',
  'assignHolder',
];

export interface Act {
  readonly kind: MatterCommandKind;
  readonly workOrderNo: number | null;
  readonly refusal: ActView['refusal'];
}

export interface SortedActs {
  /** Possible now, at most three, the first of them the most likely. */
  readonly primary: readonly Act[];
  readonly possible: readonly Act[];
  readonly refused: readonly Act[];
}

const shownFirst = 3;

const rank = (kind: MatterCommandKind): number => {
  const at = forward.indexOf(kind);
  return at === -1 ? forward.length : at;
};

/**
 * What somebody may do, sorted into buttons, a menu, and what is refused at present. Nothing is ever done again on a work
 * order that was withdrawn, so what is refused on one is left out.
 */
export function sortActs(
  allowed: readonly ActView[],
  orders: readonly { readonly no: number; readonly status: string }[] = [],
): SortedActs {
  const gone = new Set(orders.flatMap(({ no, status }) => (status === 'withdrawn' ? [no] : [])));
  const acts = allowed.flatMap(({ command, workOrderNo, refusal }): Act[] =>
    isMatterCommandKind(command) ? [{ kind: command, workOrderNo, refusal }] : [],
  );
  const open = acts.filter(({ refusal }) => refusal === null).toSorted((a, b) => rank(a.kind) - rank(b.kind));
  const primary = open.filter(({ kind }) => forward.includes(kind)).slice(0, shownFirst);
  return {
    primary,
    possible: open.filter((act) => !primary.includes(act)),
    refused: acts.filter(
      ({ refusal, workOrderNo }) => refusal !== null && (workOrderNo === null || !gone.has(workOrderNo)),
    ),
  };
}
