import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import type { Answer } from '@heliu/contract/joint/consultation';
import type { ConsultationRow } from '@heliu/contract/joint/consultation-views';
import type {
  ConsultationQuery,
  getConsultationBoard,
  listConsultations,
} from '@heliu/contract/joint/consultations';
import { type RawBuilder, sql } from 'kysely';
import { type City, unitNamed } from '../../city/index.ts';
import { accountName } from '../../kernel/account-name.ts';
import type { Actor } from '../../kernel/actor.ts';
import { decodeCursor, encodeCursor } from '../../kernel/cursor.ts';
import type { JointRoom } from '../room.ts';
import { mayConvene, ofUnits, ownUnits, visibleConsultation } from './policy.ts';
import { doneAt, factsOf, type FactsRow } from './rows.ts';

/** Consultations (as `k`) that wait for the answer of one of the units. */
const waitsFor = (units: readonly string[]) => sql<boolean>`(k.ended_at IS NULL AND EXISTS (
  SELECT FROM joint.invitations w WHERE w.consultation_id = k.id AND w.answer = 'waiting'
    AND w.unit_id = ANY(${[...units]}::text[])))`;

function conditions(query: ConsultationQuery, actor: Actor, city: City): RawBuilder<unknown>[] {
  const units = ownUnits(actor, city);
  const found: RawBuilder<unknown>[] = [
    query.over === undefined ? sql`k.ended_at IS NULL` : sql`k.ended_at IS NOT NULL`,
    visibleConsultation(actor, city),
  ];
  if (query.ours !== undefined) found.push(ofUnits(units));
  if (query.toAnswer !== undefined) found.push(waitsFor(units));
  return found;
}

interface Row extends FactsRow {
  readonly items: number;
  readonly invited: number;
  readonly accepted: number;
  readonly answers: readonly { unit: string; answer: Answer }[];
  readonly ended_at: Date | null;
  readonly ended_by: string | null;
  readonly sort_key: string;
}

const rowOf = (row: Row, units: readonly string[], city: City): ConsultationRow => ({
  ...factsOf(row, city),
  items: row.items,
  invited: row.invited,
  accepted: row.accepted,
  isHost: units.includes(row.host_unit_id),
  ours: row.answers.map(({ unit, answer }) => ({ unit: unitNamed(unit, city), answer })),
  ended: doneAt(row.ended_at, row.ended_by),
});

/** One page: those to come by their time, those that are over the last first. */
export async function consultationsPage(
  room: JointRoom,
  actor: Actor,
  query: EndpointInput<typeof listConsultations>['query'],
): Promise<EndpointResult<typeof listConsultations>> {
  const city = room.city.current();
  const units = ownUnits(actor, city);
  const isOver = query.over !== undefined;
  const key = isOver ? sql`k.ended_at` : sql`k.starts_at`;
  const down = isOver ? sql`DESC` : sql``;
  const where = conditions(query, actor, city);
  if (query.cursor !== undefined) {
    const [at, id] = decodeCursor(query.cursor, 2);
    where.push(
      sql`(${key}, k.id) ${isOver ? sql`<` : sql`>`} (${String(at)}::timestamptz, ${String(id)}::uuid)`,
    );
  }
  const { rows } = await sql<Row>`
    SELECT k.id, k.title, k.host_unit_id, k.starts_at, k.place, k.link, k.state, k.ended_at,
      ${accountName('k.ended_by', actor.language)} AS ended_by, ${key}::text AS sort_key,
      (SELECT count(*)::int FROM joint.agenda_items i
        WHERE i.consultation_id = k.id AND i.removed_at IS NULL) AS items, a.invited, a.accepted, a.answers
    FROM joint.consultations k, LATERAL (
      SELECT count(*)::int AS invited, (count(*) FILTER (WHERE v.answer = 'accepted'))::int AS accepted,
        coalesce(jsonb_agg(jsonb_build_object('unit', v.unit_id, 'answer', v.answer) ORDER BY v.unit_id)
          FILTER (WHERE v.unit_id = ANY(${units}::text[])), '[]') AS answers
      FROM joint.invitations v WHERE v.consultation_id = k.id AND v.answer <> 'withdrawn') a
    WHERE ${sql.join(where, sql` AND `)} ORDER BY ${key} ${down}, k.id ${down}
    LIMIT ${query.limit + 1}`.execute(room.kernel.db);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    rows: page.map((row) => rowOf(row, units, city)),
    ...(rows.length > query.limit && last !== undefined
      ? { next: encodeCursor([last.sort_key, last.id]) }
      : {}),
  };
}

export async function consultationBoard(
  room: JointRoom,
  actor: Actor,
): Promise<EndpointResult<typeof getConsultationBoard>> {
  const city = room.city.current();
  const units = ownUnits(actor, city);
  const { rows } = await sql<{ coming: number; ours: number; toAnswer: number }>`
    SELECT count(*)::int AS coming, (count(*) FILTER (WHERE ${ofUnits(units)}))::int AS ours,
      (count(*) FILTER (WHERE ${waitsFor(units)}))::int AS "toAnswer"
    FROM joint.consultations k WHERE k.ended_at IS NULL AND ${visibleConsultation(actor, city)}`.execute(
    room.kernel.db,
  );
  const hosts = units
    .filter((unit) => city.index.units.has(unit) && mayConvene(actor, unit, city))
    .map((unit) => unitNamed(unit, city));
  return { ...(rows[0] ?? { coming: 0, ours: 0, toAnswer: 0 }), hosts };
}
