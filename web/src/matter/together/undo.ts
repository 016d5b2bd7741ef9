import type { MatterCommandKind } from '@heliu/contract/matter/permissions';
import type { Job, TogetherKind } from './offers.ts';

interface Undo {
  readonly kind: MatterCommandKind;
  readonly bodyOf: (job: Job, workOrderNo: number | null) => object;
}

/** The command that takes an act back, where the life cycle has one. It expects that nobody acted in between. */
export function undoOf(kind: TogetherKind, note: string): Undo | undefined {
  if (kind === 'merge') return { kind: 'undoMerge', bodyOf: () => ({ note }) };
  if (kind !== 'assignHolder') return undefined;
  return {
    kind: 'assignHolder',
    bodyOf: ({ row, orders }, workOrderNo) => {
      const order = orders.find((one) => one.workOrderNo === workOrderNo);
      const before = order === undefined ? (row.holder?.accountId ?? null) : order.holderId;
      return { accountId: before };
    },
  };
}
