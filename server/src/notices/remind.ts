import { isQuiet } from '@heliu/contract/notices/quiet';
import type { ClockHappening } from '@heliu/contract/notices/rule';
import { sql } from 'kysely';
import { fromStored, type StoredMatter } from '../matter/index.ts';
import { tell } from './follow.ts';
import type { Occurrence } from './happening.ts';
import { cityNotices, zoneOfCity } from './preferences.ts';
import type { NoticeRoom } from './room.ts';

const clocksAtOnce = 200;
const hourMs = 3_600_000;
/** Whoever has just got it knows when it is due. */
const settledMs = hourMs;
/** A clock that ran out longer ago was said to be overdue, or nobody waits to hear it. */
const newsMs = 72 * hourMs;

interface ClockRow {
  readonly matter_id: string;
  readonly clock: string;
  readonly work_order_no: number;
  readonly due_at: Date;
  readonly what: ClockHappening;
  readonly place_path: string;
  readonly state: StoredMatter;
}

/**
 * One turn of looking which clocks are due soon or overdue, by the clock of the product. In the quiet hours of the city
 * nobody is reminded of anything. @returns whether more waits.
 */
export async function remind(room: NoticeRoom): Promise<boolean> {
  const { kernel } = room;
  const { quietHours, remindBeforeHours } = cityNotices(room);
  const now = kernel.clock.now();
  if (isQuiet(now, quietHours, zoneOfCity(room))) return false;
  const at = (ms: number) => new Date(ms);
  return kernel.db.transaction().execute(async (trx) => {
    const { rows } = await sql<ClockRow>`
      WITH due AS (
        SELECT c.matter_id, c.kind AS clock, c.work_order_no, c.due_at,
          CASE WHEN c.due_at < ${at(now)} THEN 'clock.overdue' ELSE 'clock.dueSoon' END AS what
        FROM matter.due_clocks c
        WHERE c.due_at <= ${at(now + remindBeforeHours * hourMs)} AND c.due_at > ${at(now - newsMs)}),
      -- Most were said before: only of the others is the matter looked at.
      fresh AS MATERIALIZED (
        SELECT d.* FROM due d WHERE NOT EXISTS (SELECT FROM notices.reminded r
          WHERE r.matter_id = d.matter_id AND r.clock = d.clock AND r.work_order_no = d.work_order_no
            AND r.due_at = d.due_at AND r.what = d.what)),
      ripe AS (
        SELECT f.* FROM fresh f JOIN matter.matters m ON m.id = f.matter_id
        WHERE f.due_at < ${at(now)} OR (m.state->>'heldSince')::numeric <= ${now - settledMs}
        ORDER BY f.due_at LIMIT ${clocksAtOnce}),
      said AS (
        INSERT INTO notices.reminded (matter_id, clock, work_order_no, due_at, what)
        SELECT matter_id, clock, work_order_no, due_at, what FROM ripe ON CONFLICT DO NOTHING
        RETURNING matter_id, clock, work_order_no, due_at, what)
      SELECT s.*, m.place_path, m.state FROM said s JOIN matter.matters m ON m.id = s.matter_id`.execute(trx);
    await tell(
      trx,
      room,
      rows.map((row) => occurrenceOf(row, now)),
    );
    return rows.length === clocksAtOnce;
  });
}

function occurrenceOf(row: ClockRow, now: number): Occurrence {
  const state = fromStored(row.state);
  const order = state.workOrders.find(({ no }) => no === row.work_order_no);
  const holder = order === undefined ? state.holder : { unitId: order.unitId, accountId: order.holderId };
  const acting = {
    unitId: holder.unitId,
    accountId: holder.accountId === null ? null : Number(holder.accountId),
  };
  return {
    on: row.what,
    matterId: row.matter_id,
    about: null,
    inviting: null,
    at: now,
    position: null,
    actorId: null,
    placePath: row.place_path,
    unitIds: [state.centreUnitId, state.holder.unitId, ...state.workOrders.map(({ unitId }) => unitId)],
    stage: state.stage,
    data: { clock: row.clock },
    holder: acting,
    former: acting,
    dueAt: row.due_at.getTime(),
    posts: [],
    people: [],
  };
}
