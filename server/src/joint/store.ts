import type { Call } from '@heliu/contract/joint/call';
import { type Leg, nextRunOut } from '@heliu/contract/joint/leg';
import { type RawBuilder, sql } from 'kysely';
import type { Db, Trx } from '../kernel/db.ts';
import type { CallKey } from './events.ts';
import { callOf, type CallEndRow, type LegRow } from './rows.ts';

/** A matter as a call goes by it. */
export interface CalledMatter {
  readonly id: string;
  readonly stage: string;
  readonly placePath: string;
  readonly placeCode: string;
  readonly centreUnitId: string;
}

interface LockedRow extends CallEndRow {
  readonly id: string;
  readonly matter_id: string;
  readonly place_path: string;
  readonly centre_unit_id: string;
  readonly stage: string;
}

export interface LockedCall {
  readonly key: CallKey;
  readonly stage: string;
  readonly legs: readonly LegRow[];
  readonly call: Call;
}

/** Held until the end of the transaction, so that what happens to a call happens in one order; undefined out of sight. */
export async function lockCall(
  trx: Trx,
  callId: string,
  visible: RawBuilder<boolean>,
): Promise<LockedCall | undefined> {
  const { rows } = await sql<LockedRow>`
    SELECT c.id, c.matter_id, m.place_path, m.centre_unit_id, m.stage, c.ended_at, c.ended_because
    FROM joint.calls c JOIN matter.matters m ON m.id = c.matter_id
    WHERE c.id = ${callId}::uuid AND ${visible} FOR UPDATE OF c`.execute(trx);
  const [row] = rows;
  if (row === undefined) return undefined;
  const { rows: legs } = await sql<LegRow>`
    SELECT no, unit_id, duty_code, called_at, acknowledge_due_at, arrive_due_at, acknowledged_at, arrived_at, ended_at,
      ended_as FROM joint.legs WHERE call_id = ${callId}::uuid ORDER BY no`.execute(trx);
  const key = {
    id: row.id,
    matterId: row.matter_id,
    placePath: row.place_path,
    centreUnitId: row.centre_unit_id,
    unitIds: legs.map(({ unit_id: unitId }) => unitId),
  };
  return { key, stage: row.stage, legs, call: callOf(row, legs) };
}

export interface StoredLeg {
  readonly no: number;
  readonly unitId: string;
  readonly dutyCode: string;
  readonly calledAt: number;
  readonly calledBy: number;
  readonly leg: Leg;
  /** Who acknowledged, arrived and ended it, where somebody did. */
  readonly by?: number | null;
  readonly words?: string | null;
}

const dateOf = (at: number | null): Date | null => (at === null ? null : new Date(at));

export const insertLegs = async (
  db: Db | Trx,
  callId: string,
  legs: readonly StoredLeg[],
  now: number,
): Promise<void> => {
  await db
    .insertInto('joint.legs')
    .values(
      legs.map(({ no, unitId, dutyCode, calledAt, calledBy, leg, by = null, words = null }) => ({
        call_id: callId,
        no,
        unit_id: unitId,
        duty_code: dutyCode,
        called_at: new Date(calledAt),
        called_by: calledBy,
        acknowledge_due_at: new Date(leg.acknowledgeDueAt),
        arrive_due_at: new Date(leg.arriveDueAt),
        acknowledged_at: dateOf(leg.acknowledgedAt),
        acknowledged_by: leg.acknowledgedAt === null ? null : by,
        arrived_at: dateOf(leg.arrivedAt),
        arrived_by: leg.arrivedAt === null ? null : by,
        ended_at: dateOf(leg.ended?.at ?? null),
        ended_as: leg.ended?.as ?? null,
        ended_by: leg.ended === null ? null : by,
        words,
        watch_at: dateOf(nextRunOut(leg, now)?.at ?? null),
      })),
    )
    .execute();
};

export interface StoredCall {
  readonly id: string;
  readonly matterId: string;
  readonly centreUnitId: string;
  readonly note: string | null;
  readonly calledAt: number;
  readonly calledBy: number;
  readonly ended: Call['ended'];
  readonly endedBy?: number;
  readonly endWords?: string | null;
  readonly legs: readonly StoredLeg[];
}

/** Writes a call as it stands at `now`, with its legs; the events are the caller's. */
export async function storeCall(db: Db | Trx, call: StoredCall, now: number): Promise<void> {
  await db
    .insertInto('joint.calls')
    .values({
      id: call.id,
      matter_id: call.matterId,
      centre_unit_id: call.centreUnitId,
      note: call.note,
      called_at: new Date(call.calledAt),
      called_by: call.calledBy,
      ended_at: dateOf(call.ended?.at ?? null),
      ended_because: call.ended?.because ?? null,
      ended_by: call.endedBy ?? null,
      end_words: call.endWords ?? null,
    })
    .execute();
  await insertLegs(db, call.id, call.legs, now);
}
