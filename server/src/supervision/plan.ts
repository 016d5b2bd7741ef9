import type { Clock } from '@heliu/contract/deadline/model';
import { isFinal, type Stage } from '@heliu/contract/matter/model';
import { ladderFor } from '@heliu/contract/supervision/ladder';
import { scheduleOf } from '@heliu/contract/supervision/schedule';
import type { SupervisionLevel } from '@heliu/contract/supervision/ladder';
import { sql } from 'kysely';
import { type City, findVersionId } from '../city/index.ts';
import type { Db, Trx } from '../kernel/db.ts';
import { clocksOf, type StoredClock } from '../matter/index.ts';
import { endCards, followCards } from './follow-cards.ts';

/** A step that lies ahead, as `supervision.climbs` keeps it. */
export interface StepAhead {
  readonly step: string;
  readonly level: SupervisionLevel;
  readonly at: number;
}

export interface PlannedMatter {
  readonly id: string;
  readonly version: number;
  readonly stage: Stage;
  readonly type_code: string;
  readonly clocks: readonly Clock[];
}

/** As read: clocks in the form of a row. */
export type KeptAs<M extends PlannedMatter> = Omit<M, 'clocks'> & {
  readonly clocks: readonly StoredClock[] | null;
};
export const plannedOf = <M extends PlannedMatter>(row: KeptAs<M>) => ({
  ...row,
  clocks: clocksOf(row.clocks),
});

/** Of a matter that is over, the time to call back alone still runs. */
export const openClocks = ({ stage, clocks }: Pick<PlannedMatter, 'stage' | 'clocks'>): Clock[] =>
  clocks.filter(({ state, kind }) => state !== 'stopped' && (!isFinal(stage) || kind === 'callBack'));

export const classOf = (city: City, typeCode: string): string | undefined =>
  (city.index.types.get(typeCode) ?? city.former.types.get(typeCode))?.classCode;

function climbsOf(matter: PlannedMatter, city: City) {
  const classCode = classOf(city, matter.type_code);
  return openClocks(matter).flatMap((clock) => {
    const ladder = ladderFor(city.pack.supervision, clock.kind, classCode);
    if (ladder === undefined) return [];
    const steps = scheduleOf(ladder.steps, clock, city.calendar).flatMap(({ step, at }): StepAhead[] =>
      at === null ? [] : [{ step: step.code, level: step.level, at }],
    );
    return [
      {
        matter_id: matter.id,
        clock: clock.kind,
        work_order_no: clock.workOrderNo,
        round: clock.round,
        ladder: ladder.code,
        version: matter.version,
        due_at: new Date(clock.dueAt).toISOString(),
        steps,
      },
    ];
  });
}

/**
 * Whether a city is the one in force, asked in the transaction that reckons by it. A process that has not heard of an
 * import yet would put back what another one has reckoned by the new ladders, and nobody would reckon it again.
 */
export const isInForce = async (trx: Trx, { versionId }: City): Promise<boolean> =>
  (await findVersionId(trx)) === versionId;

/**
 * Reckons anew what lies ahead of matters, from their rows alone, and leads their open cards on. What was issued stays
 * issued: a step that has its card is never planned again. Repeating it changes nothing.
 */
export async function planMatters(trx: Trx, city: City, ids: readonly string[], at: number): Promise<void> {
  if (ids.length === 0) return;
  const list = [...new Set(ids)].toSorted();
  const { rows } = await sql<KeptAs<PlannedMatter>>`
    SELECT m.id, m.version, m.stage, m.type_code, m.state->'clocks' AS clocks FROM matter.matters m
    WHERE m.id = ANY(${list}::uuid[]) AND (m.stage NOT IN ('closed', 'declined', 'voided', 'merged')
      OR m.due_clock IS NOT NULL)`.execute(trx);
  const climbs = rows.flatMap((row) => climbsOf(plannedOf(row), city));
  await sql`DELETE FROM supervision.climbs WHERE matter_id = ANY(${list}::uuid[])`.execute(trx);
  await insertClimbs(trx, climbs);
  await followCards(trx, list, climbs);
  await endCards(trx, list, at);
}

async function insertClimbs(trx: Trx, climbs: readonly object[]): Promise<void> {
  if (climbs.length === 0) return;
  await sql`
    INSERT INTO supervision.climbs (matter_id, clock, work_order_no, round, ladder, version, due_at, steps, next_at)
    SELECT r.matter_id, r.clock, r.work_order_no, r.round, r.ladder, r.version, r.due_at, ahead.steps,
      to_timestamp((ahead.steps->0->>'at')::double precision / 1000)
    FROM jsonb_to_recordset(${JSON.stringify(climbs)}::jsonb) AS r(matter_id uuid, clock text, work_order_no smallint,
      round smallint, ladder text, version integer, due_at timestamptz, steps jsonb)
    CROSS JOIN LATERAL (
      SELECT jsonb_agg(s.step ORDER BY s.no) AS steps FROM jsonb_array_elements(r.steps) WITH ORDINALITY AS s(step, no)
      WHERE NOT EXISTS (SELECT FROM supervision.cards c WHERE c.source = 'ladder' AND c.matter_id = r.matter_id
        AND c.clock = r.clock AND c.work_order_no = r.work_order_no AND c.round = r.round AND c.step = s.step->>'step')
    ) ahead
    WHERE ahead.steps IS NOT NULL
    ON CONFLICT (matter_id, clock, work_order_no, round) DO UPDATE
      SET (ladder, version, due_at, steps, next_at)
        = (EXCLUDED.ladder, EXCLUDED.version, EXCLUDED.due_at, EXCLUDED.steps, EXCLUDED.next_at)`.execute(
    trx,
  );
}

/** Every matter with an open clock. */
export async function openIds(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM matter.matters WHERE stage NOT IN ('closed', 'declined', 'voided', 'merged')
    UNION SELECT matter_id FROM matter.due_clocks
    UNION SELECT matter_id FROM supervision.climbs
    UNION SELECT matter_id FROM supervision.cards WHERE ended_at IS NULL ORDER BY 1`.execute(db);
  return rows.map(({ id }) => id);
}
