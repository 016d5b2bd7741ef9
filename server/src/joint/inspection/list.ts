import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import type { Answer } from '@heliu/contract/joint/consultation';
import type { InspectionRow } from '@heliu/contract/joint/inspection-views';
import type { getInspectionBoard, InspectionQuery, listInspections } from '@heliu/contract/joint/inspections';
import { type RawBuilder, sql } from 'kysely';
import { type City, unitNamed } from '../../city/index.ts';
import { accountName } from '../../kernel/account-name.ts';
import type { Actor } from '../../kernel/actor.ts';
import { decodeCursor, encodeCursor } from '../../kernel/cursor.ts';
import { ownUnits } from '../consultation/policy.ts';
import { doneAt } from '../consultation/rows.ts';
import type { JointRoom } from '../room.ts';
import { hostsOf, ofUnits, visibleInspection } from './policy.ts';
import { factColumns, factsOf, type FactsRow } from './rows.ts';

type View = NonNullable<InspectionQuery['view']>;

/** Inspections (as `k`) of a view. */
function inView(view: View, units: readonly string[]): RawBuilder<boolean> {
  if (view === 'coming') return sql<boolean>`k.state = 'planned'`;
  if (view === 'underway') return sql<boolean>`k.state = 'underway'`;
  if (view === 'over') return sql<boolean>`k.ended_at IS NOT NULL`;
  return sql<boolean>`(k.ended_at IS NULL AND EXISTS (SELECT FROM joint.inspection_units w
    WHERE w.inspection_id = k.id AND w.answer = 'waiting' AND w.unit_id = ANY(${[...units]}::text[])))`;
}

interface Row extends FactsRow {
  readonly places: number;
  readonly done: number;
  readonly findings: number;
  readonly referred: number;
  readonly invited: number;
  readonly accepted: number;
  readonly waiting: number;
  readonly answers: readonly { unit: string; answer: Answer }[];
  readonly ended_at: Date | null;
  readonly ended_by: string | null;
  readonly sort_key: string;
}

const rowOf = (row: Row, units: readonly string[], city: City): InspectionRow => ({
  ...factsOf(row, city),
  places: row.places,
  done: row.done,
  findings: row.findings,
  referred: row.referred,
  invited: row.invited,
  accepted: row.accepted,
  waiting: row.waiting,
  isHost: units.includes(row.host_unit_id),
  ours: row.answers.map(({ unit, answer }) => ({ unit: unitNamed(unit, city), answer })),
  ended: doneAt(row.ended_at, row.ended_by),
});

const counts = (units: readonly string[]) => sql`LATERAL (
    SELECT count(*)::int AS invited, (count(*) FILTER (WHERE v.answer = 'accepted'))::int AS accepted,
      (count(*) FILTER (WHERE v.answer = 'waiting'))::int AS waiting,
      coalesce(jsonb_agg(jsonb_build_object('unit', v.unit_id, 'answer', v.answer) ORDER BY v.unit_id)
        FILTER (WHERE v.unit_id = ANY(${[...units]}::text[])), '[]') AS answers
    FROM joint.inspection_units v WHERE v.inspection_id = k.id AND v.answer <> 'withdrawn') a,
  LATERAL (
    SELECT count(*)::int AS places, (count(*) FILTER (WHERE p.state <> 'open'))::int AS done
    FROM joint.inspection_places p WHERE p.inspection_id = k.id AND p.removed_at IS NULL) b,
  LATERAL (
    SELECT count(*)::int AS findings, (count(*) FILTER (WHERE f.state = 'referred'))::int AS referred
    FROM joint.inspection_findings f WHERE f.inspection_id = k.id) c`;

/** One page: those to come and under way by their time, those that are over the last first. */
export async function inspectionsPage(
  room: JointRoom,
  actor: Actor,
  { view = 'coming', ours, cursor, limit }: EndpointInput<typeof listInspections>['query'],
): Promise<EndpointResult<typeof listInspections>> {
  const city = room.city.current();
  const units = ownUnits(actor, city);
  const isOver = view === 'over';
  const key = isOver ? sql`k.ended_at` : sql`k.starts_at`;
  const down = isOver ? sql`DESC` : sql``;
  const where: RawBuilder<unknown>[] = [inView(view, units), visibleInspection(actor, city)];
  if (ours !== undefined) where.push(ofUnits(units));
  if (cursor !== undefined) {
    const [at, id] = decodeCursor(cursor, 2);
    where.push(
      sql`(${key}, k.id) ${isOver ? sql`<` : sql`>`} (${String(at)}::timestamptz, ${String(id)}::uuid)`,
    );
  }
  const { rows } = await sql<Row>`
    SELECT ${factColumns}, k.ended_at, ${accountName('k.ended_by', actor.language)} AS ended_by, ${key}::text AS sort_key,
      a.invited, a.accepted, a.waiting, a.answers, b.places, b.done, c.findings, c.referred
    FROM joint.inspections k, ${counts(units)}
    WHERE ${sql.join(where, sql` AND `)} ORDER BY ${key} ${down}, k.id ${down}
    LIMIT ${limit + 1}`.execute(room.kernel.db);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map((row) => rowOf(row, units, city)),
    ...(rows.length > limit && last !== undefined ? { next: encodeCursor([last.sort_key, last.id]) } : {}),
  };
}

export async function inspectionBoard(
  room: JointRoom,
  actor: Actor,
): Promise<EndpointResult<typeof getInspectionBoard>> {
  const city = room.city.current();
  const units = ownUnits(actor, city);
  const counted = (view: View) => sql`(count(*) FILTER (WHERE ${inView(view, units)}))::int`;
  const { rows } = await sql<{ coming: number; underway: number; toAnswer: number }>`
    SELECT ${counted('coming')} AS coming, ${counted('underway')} AS underway, ${counted('toAnswer')} AS "toAnswer"
    FROM joint.inspections k WHERE k.ended_at IS NULL AND ${visibleInspection(actor, city)}`.execute(
    room.kernel.db,
  );
  return {
    ...(rows[0] ?? { coming: 0, underway: 0, toAnswer: 0 }),
    hosts: hostsOf(actor, city).map((unit) => unitNamed(unit, city)),
    checklists: city.pack.patrol.plans.map(({ code, name }) => ({ code, name })),
  };
}
