import type { EndpointResult } from '@heliu/contract/endpoint';
import { Problem } from '@heliu/contract/problem';
import type { getSupervision, LadderView } from '@heliu/contract/supervision';
import { explainStep, ruleText } from '@heliu/contract/supervision/explain';
import { ladderFor } from '@heliu/contract/supervision/ladder';
import { scheduleOf } from '@heliu/contract/supervision/schedule';
import { type RawBuilder, sql } from 'kysely';
import type { City } from '../city/index.ts';
import type { Actor } from '../kernel/actor.ts';
import type { Db, Trx } from '../kernel/db.ts';
import { type CardRow, cardSelect, cardView } from './card-rows.ts';
import { classOf, type KeptAs, openClocks, type PlannedMatter, plannedOf } from './plan.ts';
import { matterActsOf, type Overseen } from './policy.ts';
import type { SupervisionRoom } from './room.ts';

export interface SeenMatter extends PlannedMatter, Overseen {
  readonly holderUnitId: string;
}

/** A matter that the actor may see. @throws Problem `resource.notFound`. */
export async function seenMatter(
  db: Db | Trx,
  matterId: string,
  visible: RawBuilder<unknown>,
): Promise<SeenMatter> {
  const { rows } = await sql<KeptAs<SeenMatter>>`
    SELECT m.id, m.version, m.stage, m.type_code, m.state->'clocks' AS clocks, m.place_path AS "placePath",
      m.centre_unit_id AS "centreUnitId", m.holder_unit_id AS "holderUnitId"
    FROM matter.matters m WHERE m.id = ${matterId}::uuid AND ${visible}`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Problem('resource.notFound');
  return plannedOf(row);
}

/** Cards of a matter, ladders of its clocks and what the actor may do. */
export async function supervisionOf(
  room: SupervisionRoom,
  actor: Actor,
  matterId: string,
): Promise<EndpointResult<typeof getSupervision>> {
  const { db } = room.kernel;
  const city = room.city.current();
  const matter = await seenMatter(db, matterId, room.visible(actor, city));
  const { rows } = await sql<CardRow & { round: number | null; step: string | null }>`
    SELECT v.*, c.round, c.step FROM (${cardSelect(actor.language)} WHERE c.matter_id = ${matter.id}) v
    JOIN supervision.cards c ON c.id = v.id ORDER BY c.ended_at IS NOT NULL, c.reached_at DESC, c.id`.execute(
    db,
  );
  const looking = { city, actor, unitsServed: room.unitsServed(actor, city) };
  const issued = new Set(rows.map((row) => [row.clock, row.work_order_no, row.round, row.step].join(' ')));
  return {
    cards: rows.map((row) => cardView(row, looking)),
    ladders: laddersOf(matter, city, issued),
    allowed: matterActsOf(actor, matter),
  };
}

function laddersOf(matter: SeenMatter, city: City, issued: ReadonlySet<string>): LadderView[] {
  return openClocks(matter).flatMap((clock) => {
    const ladder = ladderFor(city.pack.supervision, clock.kind, classOf(city, matter.type_code));
    if (ladder === undefined) return [];
    const schedule = scheduleOf(ladder.steps, clock, city.calendar);
    return [
      {
        clock: clock.kind,
        workOrderNo: clock.workOrderNo,
        ladder: ladder.name,
        steps: schedule.map(({ step, at }, no) => ({
          code: step.code,
          level: step.level,
          at: at === null ? null : new Date(at).toISOString(),
          issued: issued.has([clock.kind, clock.workOrderNo, clock.round, step.code].join(' ')),
          rule: ruleText(step),
          explanation: explainStep(
            step,
            clock,
            no === 0 ? clock.startedAt : (schedule[no - 1]?.at ?? null),
            city.calendar,
          ),
        })),
      },
    ];
  });
}
