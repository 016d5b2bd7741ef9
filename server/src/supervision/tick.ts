import { randomUUID } from 'node:crypto';
import { recipientRoles } from '@heliu/contract/supervision/ladder';
import type { LadderStep } from '@heliu/contract/supervision/ladder';
import { sql } from 'kysely';
import type { City } from '../city/index.ts';
import type { Trx } from '../kernel/db.ts';
import { issueCards, type NewCard } from './issue.ts';
import { isInForce, planMatters, type StepAhead } from './plan.ts';
import { heldKeys, recipientsOf } from './recipients.ts';
import type { SupervisionRoom } from './room.ts';

/** Clocks claimed in one transaction. */
const clocksAtOnce = 2000;

interface Climb {
  readonly matter_id: string;
  readonly clock: string;
  readonly work_order_no: number;
  readonly round: number;
  readonly ladder: string;
  readonly due_at: Date;
  readonly steps: readonly StepAhead[];
  /** The matter has not changed since the steps were reckoned. */
  readonly fresh: boolean;
  readonly place_path: string;
  readonly centre_unit_id: string;
  /** Unit of the work order whose clock it is, else the unit that holds the matter. */
  readonly unit_id: string;
}

/**
 * One turn of the ladder: claims clocks that have reached a step, issues what they have reached, and notes what lies
 * ahead of them, all in one transaction. Several workers share the work; one that dies leaves nothing half done.
 * @returns whether there is likely more.
 */
export async function tick(room: SupervisionRoom, atOnce = clocksAtOnce): Promise<boolean> {
  const city = room.city.findCurrent();
  if (city === undefined) return false;
  const now = room.kernel.clock.now();
  const ticked = await room.kernel.db.transaction().execute(async (trx) => {
    const climbs = await claim(trx, now, atOnce);
    if (climbs.length === 0) return 'done';
    if (!(await isInForce(trx, city))) return 'otherCity';
    const known = climbs.map((climb) => ({ climb, steps: stepsOf(climb, city) }));
    const stale = known.filter(({ climb, steps }) => !climb.fresh || steps === undefined);
    const held = heldKeys(await room.postsHeld(trx, recipientRoles));
    const cards = known.flatMap(({ climb, steps }) =>
      climb.fresh && steps !== undefined ? cardsOf(climb, steps, { city, held, now }) : [],
    );
    await issueCards(trx, cards, { at: now, actorId: null, commandId: null });
    await goOn(trx, climbs, now);
    await planMatters(
      trx,
      city,
      stale.map(({ climb }) => climb.matter_id),
      now,
    );
    return climbs.length === atOnce || stale.length > 0 ? 'more' : 'done';
  });
  if (ticked === 'otherCity') await room.city.reload();
  return ticked !== 'done';
}

async function claim(trx: Trx, now: number, atOnce: number): Promise<Climb[]> {
  const { rows } = await sql<Climb>`
    WITH taken AS MATERIALIZED (
      SELECT c.* FROM supervision.climbs c WHERE c.next_at <= ${new Date(now)}
      ORDER BY c.next_at LIMIT ${atOnce} FOR UPDATE SKIP LOCKED)
    SELECT c.matter_id, c.clock, c.work_order_no, c.round, c.ladder, c.due_at, c.steps,
      c.version = m.version AS fresh, m.place_path, m.centre_unit_id, coalesce(o.unit_id, m.holder_unit_id) AS unit_id
    FROM taken c JOIN matter.matters m ON m.id = c.matter_id
    LEFT JOIN matter.work_orders o ON o.matter_id = c.matter_id AND o.no = c.work_order_no`.execute(trx);
  return rows;
}

/** Steps of the ladder in the city of now; undefined where the city has changed and it has to be reckoned anew. */
function stepsOf(climb: Climb, city: City): ReadonlyMap<string, LadderStep> | undefined {
  const ladder = city.pack.supervision.ladders.find(({ code }) => code === climb.ladder);
  const steps = new Map(ladder?.steps.map((step) => [step.code, step]));
  return climb.steps.every(({ step }) => steps.has(step)) ? steps : undefined;
}

interface Issuing {
  readonly city: City;
  readonly held: ReadonlySet<string>;
  readonly now: number;
}

/** A card for every step reached; all but the last stand behind the one after it from the start. */
function cardsOf(
  climb: Climb,
  steps: ReadonlyMap<string, LadderStep>,
  { city, held, now }: Issuing,
): NewCard[] {
  const site = { unitId: climb.unit_id, centreUnitId: climb.centre_unit_id, placePath: climb.place_path };
  const reached = climb.steps.filter(({ at }) => at <= now);
  return reached.map(({ step, level, at }, no) => ({
    ...site,
    id: randomUUID(),
    matterId: climb.matter_id,
    source: 'ladder',
    level,
    clock: climb.clock,
    workOrderNo: climb.work_order_no,
    round: climb.round,
    ladder: climb.ladder,
    step,
    recipients: recipientsOf(steps.get(step)?.to ?? [], site, city, held),
    reachedAt: at,
    dueAt: climb.due_at.getTime(),
    demand: null,
    raised: no < reached.length - 1,
  }));
}

/** Leaves in the table what lies ahead, and takes out clocks that are at the top. */
async function goOn(trx: Trx, climbs: readonly Climb[], now: number): Promise<void> {
  const rows = climbs.map(({ matter_id, clock, work_order_no, round, steps }) => {
    const ahead = steps.filter(({ at }) => at > now);
    return { matter_id, clock, work_order_no, round, steps: ahead, next_at: ahead[0]?.at ?? null };
  });
  const input = JSON.stringify(rows);
  const shape = sql`jsonb_to_recordset(${input}::jsonb) AS r(matter_id uuid, clock text, work_order_no smallint,
    round smallint, steps jsonb, next_at double precision)`;
  const same = sql`c.matter_id = r.matter_id AND c.clock = r.clock AND c.work_order_no = r.work_order_no
    AND c.round = r.round`;
  await sql`UPDATE supervision.climbs c SET steps = r.steps, next_at = to_timestamp(r.next_at / 1000)
    FROM ${shape} WHERE ${same} AND r.next_at IS NOT NULL`.execute(trx);
  await sql`DELETE FROM supervision.climbs c USING ${shape} WHERE ${same} AND r.next_at IS NULL`.execute(trx);
}
