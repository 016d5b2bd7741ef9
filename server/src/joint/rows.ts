import type { Call, CallEnd } from '@heliu/contract/joint/call';
import type { Leg, LegEnd } from '@heliu/contract/joint/leg';

/** A row of `joint.legs`. */
export interface LegRow {
  readonly no: number;
  readonly unit_id: string;
  readonly duty_code: string;
  readonly called_at: Date;
  readonly acknowledge_due_at: Date;
  readonly arrive_due_at: Date;
  readonly acknowledged_at: Date | null;
  readonly arrived_at: Date | null;
  readonly ended_at: Date | null;
  readonly ended_as: LegEnd | null;
}

export interface CallEndRow {
  readonly ended_at: Date | null;
  readonly ended_because: CallEnd | null;
}

const instantOf = (at: Date | null): number | null => at?.getTime() ?? null;

export const legOf = (row: Omit<LegRow, 'called_at'>): Leg => ({
  acknowledgeDueAt: row.acknowledge_due_at.getTime(),
  arriveDueAt: row.arrive_due_at.getTime(),
  acknowledgedAt: instantOf(row.acknowledged_at),
  arrivedAt: instantOf(row.arrived_at),
  ended:
    row.ended_at === null || row.ended_as === null ? null : { at: row.ended_at.getTime(), as: row.ended_as },
});

export const callOf = (
  { ended_at: at, ended_because: because }: CallEndRow,
  legs: readonly LegRow[],
): Call => ({
  legs: legs.map(legOf),
  ended: at === null || because === null ? null : { at: at.getTime(), because },
});
