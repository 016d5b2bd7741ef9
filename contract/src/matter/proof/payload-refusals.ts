import type { RefusalCode } from '../refusals.ts';

/** Refusals that only an odd payload or an unusual setting meets; each has its example in refusals.test.ts. */
export const shownByExample: readonly RefusalCode[] = [
  'matter.unknown',
  'evidence.needed',
  'filing.conditionNeeded',
  'order.none',
  'order.assistsFull',
  'return.late',
  'custody.notAbove',
  'custody.notBelow',
  'holder.same',
  'extension.tooLong',
  'suspension.past',
  'merge.unknown',
  'merge.ended',
  'merge.chain',
  'check.passed',
  'callBack.verdict',
];
