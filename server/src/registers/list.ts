import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import type { getPremises, listPremises, PremisesFilter } from '@heliu/contract/registers';
import { Problem } from '@heliu/contract/problem';
import { type RawBuilder, sql } from 'kysely';
import { type City, pathOfCode } from '../city/index.ts';
import type { Actor } from '../kernel/actor.ts';
import { decodeCursor, encodeCursor } from '../kernel/cursor.ts';
import { atOrBelow } from '../kernel/place-paths.ts';
import type { Context } from '../kernel/route.ts';
import { looksAt } from './looks.ts';
import { mayKeep, visiblePremises } from './policy.ts';
import type { RegistersRoom } from './room.ts';
import { dueCondition, type ListedPremises, listedFrom, premisesPlans, viewPremises } from './row.ts';

/** Conditions on `registers.premises p` and its last check `v`, the actor's own sight included. */
export function conditionsOf(
  filter: PremisesFilter,
  actor: Actor,
  city: City,
  now: number,
): RawBuilder<boolean>[] {
  const conditions = [
    visiblePremises(actor, city),
    filter.state === 'ended' ? sql<boolean>`p.ended_at IS NOT NULL` : sql<boolean>`p.ended_at IS NULL`,
  ];
  if (filter.place !== undefined)
    conditions.push(atOrBelow('p.place_path', pathOfCode(city, filter.place) ?? filter.place));
  if (filter.kind !== undefined) conditions.push(sql<boolean>`p.kind = ${filter.kind}`);
  if (filter.check === 'due') conditions.push(dueCondition(city, now));
  if (filter.check === 'findings') conditions.push(sql<boolean>`v.findings > 0`);
  if (filter.q !== undefined && filter.q !== '') {
    conditions.push(sql<boolean>`(p.code = ${filter.q} OR strpos(p.address, ${filter.q}) > 0)`);
  }
  return conditions;
}

export async function list(
  room: RegistersRoom,
  { query }: EndpointInput<typeof listPremises>,
  { actor }: Context,
): Promise<EndpointResult<typeof listPremises>> {
  const { db, clock } = room.kernel;
  const city = room.city.current();
  const now = clock.now();
  const { columns, from } = listedFrom(city, now);
  const where = sql.join(conditionsOf(query, actor, city, now), sql` AND `);
  const after = query.cursor === undefined ? '' : String(decodeCursor(query.cursor, 1)[0]);
  const [{ rows }, counted] = await Promise.all([
    sql<ListedPremises>`SELECT ${columns} FROM ${from} WHERE ${where} AND p.code > ${after}
      ORDER BY p.code LIMIT ${query.limit + 1}`.execute(db),
    sql<{ n: number }>`SELECT count(*)::int AS n FROM ${from} WHERE ${where}`.execute(db),
  ]);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    kinds: city.pack.registers.premises.kinds,
    total: counted.rows[0]?.n ?? 0,
    rows: page.map(viewPremises),
    ...(rows.length > page.length && last !== undefined ? { next: encodeCursor([last.code]) } : {}),
  };
}

/** @throws Problem `resource.notFound`, also for what lies outside the actor's places. */
export async function loadPremises(room: RegistersRoom, actor: Actor, id: string): Promise<ListedPremises> {
  const city = room.city.current();
  const { columns, from } = listedFrom(city, room.kernel.clock.now());
  const { rows } = await sql<ListedPremises>`SELECT ${columns} FROM ${from}
    WHERE p.id = ${id}::uuid AND ${visiblePremises(actor, city)}`.execute(room.kernel.db);
  const [found] = rows;
  if (found === undefined) throw new Problem('resource.notFound');
  return found;
}

interface CheckRow {
  readonly plan: string;
  readonly at: Date;
  readonly answers: Record<string, string>;
  readonly findings: { readonly item: string; readonly matterId: string | null }[];
}

const mostChecks = 12;

export async function view(
  room: RegistersRoom,
  { params }: EndpointInput<typeof getPremises>,
  { actor }: Context,
): Promise<EndpointResult<typeof getPremises>> {
  const { db } = room.kernel;
  const city = room.city.current();
  const row = await loadPremises(room, actor, params.premisesId);
  const plans = premisesPlans(city).map(({ code }) => code);
  const { rows: checks } = await sql<CheckRow>`
    SELECT v.plan_code AS plan, v.visited_at AS at, v.answers,
      ARRAY(SELECT jsonb_build_object('item', f.item_code, 'matterId', f.matter_id) FROM patrol.findings f
        WHERE f.visit_id = v.id ORDER BY f.item_code) AS findings
    FROM patrol.visits v WHERE v.place_code = ${row.code} AND v.plan_code = ANY(${plans}::text[])
    ORDER BY v.visited_at DESC LIMIT ${mostChecks}`.execute(db);
  const keeps = mayKeep(actor, row.place_path, city);
  return {
    ...viewPremises(row),
    checks: checks.map(({ at, ...check }) => ({ ...check, at: at.toISOString() })),
    looks: keeps ? await looksAt(db, `premises:${row.id}`, actor.language) : [],
    allowed: keeps ? ['change', 'contact'] : [],
  };
}
