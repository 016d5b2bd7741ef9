import type { ReasonedAct } from '@heliu/contract/city/wording';
import type { Limit } from '@heliu/contract/deadline/model';
import type { MatterView } from '@heliu/contract/matter';
import type { Outcome } from '@heliu/contract/matter/model';
import type { Act } from './order.ts';

/** What somebody else asked for, as whoever decides on it needs it. */
export interface Asked {
  readonly by: string | null;
  readonly at: number;
  readonly reason: readonly [ReasonedAct, string];
  readonly outcome?: Outcome;
  readonly unsolvableReason?: string | null;
  readonly limit?: Limit;
  readonly until?: number;
  /** Who agreed before. */
  readonly agreed?: string | null;
  /** What they wrote with it. */
  readonly note?: string;
}

/** The request that an act decides on, with the words that came with it; undefined where none is open. */
export function askedOf(
  { state, notes }: Pick<MatterView, 'state' | 'notes'>,
  act: Pick<Act, 'kind' | 'workOrderNo'>,
): Asked | undefined {
  const asked = requestOf(state, act);
  if (asked === undefined) return undefined;
  const note = notes.find(
    ({ kind, at, by }) =>
      kind === 'note' && Date.parse(at) === asked.at && (by?.accountId ?? null) === asked.by,
  );
  return note === undefined ? asked : { ...asked, note: note.body };
}

function requestOf(
  { workOrders, suspension, voidProposal, forceCloseProposal }: MatterView['state'],
  { kind, workOrderNo }: Pick<Act, 'kind' | 'workOrderNo'>,
): Asked | undefined {
  const order = workOrders.find(({ no }) => no === workOrderNo);
  if (kind === 'decideExtension' && order?.extensionRequest) {
    const { requestedBy: by, requestedAt: at, reasonCode, limit } = order.extensionRequest;
    return { by, at, reason: ['requestExtension', reasonCode], limit };
  }
  if (kind === 'reviewAppeal' && order?.appeal) {
    const { appealedBy: by, appealedAt: at, reasonCode, firstReviewer } = order.appeal;
    return { by, at, reason: ['appealOverdue', reasonCode], agreed: firstReviewer };
  }
  if (kind === 'decideSuspension' && suspension?.state === 'requested') {
    const { requestedBy: by, requestedAt: at, reasonCode, until } = suspension;
    return { by, at, reason: ['requestSuspension', reasonCode], until };
  }
  if (kind === 'decideVoid' && voidProposal !== null) {
    const { proposedBy: by, proposedAt: at, reasonCode } = voidProposal;
    return { by, at, reason: ['void', reasonCode] };
  }
  if (kind === 'decideForceClose' && forceCloseProposal !== null) {
    const { proposedBy: by, proposedAt: at, reasonCode, outcome, unsolvableReason } = forceCloseProposal;
    return { by, at, reason: ['proposeForceClose', reasonCode], outcome, unsolvableReason };
  }
  return undefined;
}
