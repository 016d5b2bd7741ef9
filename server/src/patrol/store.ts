import type { Answers } from '@heliu/contract/patrol/checklist';
import type { Period } from '@heliu/contract/patrol/frequency';
import { sql } from 'kysely';
import type { Db, Trx } from '../kernel/db.ts';
import { appendEvents } from '../kernel/events.ts';

export interface Visit {
  readonly id: string;
  readonly planCode: string;
  readonly placeCode: string;
  readonly placePath: string;
  readonly visitedAt: number;
  readonly visitedOn: string;
  readonly receivedAt: number;
  readonly answers: Answers;
  readonly findings: readonly { readonly item: string; readonly matterId: string | null }[];
  /** For the log of all acts alone; the visit itself does not say who was there. */
  readonly actorId: number;
  readonly commandId: string | null;
}

/** Writes visits with their findings and events, in a few statements however many there are. */
export async function storeVisits(trx: Trx, visits: readonly Visit[]): Promise<void> {
  const rows = visits.map((visit) => ({
    id: visit.id,
    plan_code: visit.planCode,
    place_code: visit.placeCode,
    place_path: visit.placePath,
    visited_at: new Date(visit.visitedAt).toISOString(),
    visited_on: visit.visitedOn,
    received_at: new Date(visit.receivedAt).toISOString(),
    answers: visit.answers,
  }));
  await sql`INSERT INTO patrol.visits SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
    AS v(id uuid, plan_code text, place_code text, place_path text, visited_at timestamptz, visited_on date,
      received_at timestamptz, answers jsonb)`.execute(trx);
  const findings = visits.flatMap(({ id, findings: found }) =>
    found.map(({ item, matterId }) => ({ visit_id: id, item_code: item, matter_id: matterId })),
  );
  if (findings.length > 0) await trx.insertInto('patrol.findings').values(findings).execute();
  await appendEvents(
    trx,
    visits.map((visit) => ({
      kind: 'patrol.visited',
      subject: `visit:${visit.id}`,
      at: visit.receivedAt,
      placePath: visit.placePath,
      actorId: visit.actorId,
      commandId: visit.commandId,
      payload: {
        plan: visit.planCode,
        place: visit.placeCode,
        day: visit.visitedOn,
        matterIds: visit.findings.flatMap(({ matterId }) => matterId ?? []),
      },
    })),
  );
}

/** Days on which each place was visited, by plan and place. */
export async function visitedDays(
  db: Db,
  planCodes: readonly string[],
  placeCodes: readonly string[],
  since: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await sql<{ key: string; days: string[] }>`
    SELECT plan_code || ' ' || place_code AS key, array_agg(DISTINCT visited_on::text) AS days FROM patrol.visits
    WHERE plan_code = ANY(${[...planCodes]}::text[]) AND place_code = ANY(${[...placeCodes]}::text[])
      AND visited_on >= ${since}::date GROUP BY 1`.execute(db);
  return new Map(rows.map(({ key, days }) => [key, days]));
}

export interface PlaceVisits {
  readonly days: readonly string[];
  readonly findings: number;
}

/** Per place of a plan in a period. */
export async function visitsIn(
  db: Db,
  planCode: string,
  { from, to }: Period,
): Promise<ReadonlyMap<string, PlaceVisits>> {
  const { rows } = await sql<{ place: string; days: string[]; findings: number }>`
    SELECT v.place_code AS place, array_agg(DISTINCT v.visited_on::text) AS days, count(f.item_code)::int AS findings
    FROM patrol.visits v LEFT JOIN patrol.findings f ON f.visit_id = v.id
    WHERE v.plan_code = ${planCode} AND v.visited_on BETWEEN ${from}::date AND ${to}::date
    GROUP BY v.place_code`.execute(db);
  return new Map(rows.map(({ place, days, findings }) => [place, { days, findings }]));
}

export interface LastVisit {
  readonly place: string;
  readonly answers: Record<string, string>;
  readonly findings: { readonly item: string; readonly matterId: string | null }[];
}

/** The last visit of each of these places in a period. */
export async function lastVisits(
  db: Db,
  planCode: string,
  placeCodes: readonly string[],
  { from, to }: Period,
): Promise<ReadonlyMap<string, LastVisit>> {
  const { rows } = await sql<LastVisit>`
    SELECT DISTINCT ON (v.place_code) v.place_code AS place, v.answers,
      ARRAY(SELECT jsonb_build_object('item', f.item_code, 'matterId', f.matter_id) FROM patrol.findings f
        WHERE f.visit_id = v.id ORDER BY f.item_code) AS findings
    FROM patrol.visits v
    WHERE v.plan_code = ${planCode} AND v.place_code = ANY(${[...placeCodes]}::text[])
      AND v.visited_on BETWEEN ${from}::date AND ${to}::date
    ORDER BY v.place_code, v.visited_at DESC, v.id`.execute(db);
  return new Map(rows.map((row) => [row.place, row]));
}
