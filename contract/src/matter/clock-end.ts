import { z } from 'zod';
import type { Clock } from '../deadline/model.ts';
import type { Matter, WorkOrder } from './model.ts';

/** What ended a clock: the act that it waited for, or something that made the act needless. */
export const ClockEnd = z.enum(['done', 'returned', 'withdrawn', 'merged', 'voided', 'forced']);
export type ClockEnd = z.infer<typeof ClockEnd>;

const same = (a: Clock, b: Clock): boolean => a.kind === b.kind && a.workOrderNo === b.workOrderNo;

/** Null while the clock can still run. */
export function clockEnd(clock: Clock, matter: Matter): ClockEnd | null {
  if (clock.state !== 'stopped') return null;
  const before = matter.merge?.prior.clocks.find((old) => same(old, clock) && old.round === clock.round);
  if (before !== undefined && before.state !== 'stopped') return 'merged';
  const order = matter.workOrders.find(({ no }) => no === clock.workOrderNo);
  return order === undefined ? endOnMatter(clock, matter) : endOnOrder(clock, order, matter);
}

/** Rounds before the last ended with what began the next. */
function endOnOrder(clock: Clock, order: WorkOrder, { clocks }: Matter): ClockEnd {
  const { kind, round } = clock;
  if (clocks.some((other) => same(other, clock) && other.round > round)) return 'done';
  if (kind === 'signing' && order.signedAt !== null) return 'done';
  return order.status === 'withdrawn' || order.status === 'returned' ? order.status : 'done';
}

function endOnMatter({ stoppedAt }: Clock, { stage, closing, clocks }: Matter): ClockEnd {
  if (closing?.way === 'forced' && stoppedAt === closing.closedAt) return 'forced';
  const last = Math.max(...clocks.map((other) => other.stoppedAt ?? 0));
  return stage === 'voided' && stoppedAt === last ? 'voided' : 'done';
}
