import { yellowBeforeMs } from '@heliu/contract/deadline/light';
import { findMatterCode } from '@heliu/contract/matter/code';
import type { MatterFilter } from '@heliu/contract/matter/views';
import { type RawBuilder, sql } from 'kysely';
import { type City, pathOfCode } from '../city/index.ts';
import type { Actor } from '../kernel/actor.ts';
import { atOrBelowAny } from '../kernel/place-paths.ts';
import { seesAll, unitsServed, visible } from './policy.ts';
import { amongThoseWithText, hasText } from './text-search.ts';

/** Of `matter.matters m`: what has not ended. */
export const open = sql<boolean>`m.stage NOT IN ('closed', 'declined', 'voided', 'merged')`;

/** What is looked for in the texts of matters; a code is not. */
export const textIn = ({ q }: MatterFilter): string | undefined =>
  q === undefined || q === '' || findMatterCode(q) !== undefined ? undefined : q;

/** Conditions on `matter.matters m` for a filter, the actor's own sight included. */
export function conditionsOf(
  filter: MatterFilter,
  actor: Actor,
  city: City,
  now: number,
): RawBuilder<boolean>[] {
  const conditions = conditionsBesideText(filter, actor, city, now);
  const text = textIn(filter);
  if (text === undefined) return conditions;
  // Of what is open there is never so much that looking at each takes long.
  const each = seesAll(actor, city) || filter.state === 'open';
  return [...conditions, each ? hasText(text) : amongThoseWithText(text)];
}

/**
 * As `conditionsOf`, whatever text is looked for. A code names one matter, whatever queue, state or other filter the list
 * was at.
 */
export function conditionsBesideText(
  filter: MatterFilter,
  actor: Actor,
  city: City,
  now: number,
): RawBuilder<boolean>[] {
  const named = filter.q === undefined ? undefined : findMatterCode(filter.q);
  if (named !== undefined) return [visible(actor, city), sql<boolean>`m.code = ${named}`];
  const conditions = [visible(actor, city), ...queueConditions(filter, actor, city)];
  const at = new Date(now);
  const soon = new Date(now + yellowBeforeMs);
  if (filter.stage !== undefined) conditions.push(sql`m.stage = ANY(${filter.stage}::text[])`);
  if (filter.state === 'open') conditions.push(open);
  if (filter.state === 'closed') conditions.push(sql`NOT (${open})`);
  if (filter.type !== undefined) conditions.push(sql`m.type_code = ANY(${filter.type}::text[])`);
  if (filter.class !== undefined) {
    const codes = city.pack.types
      .filter(({ classCode }) => classCode === filter.class)
      .map(({ code }) => code);
    conditions.push(sql`m.type_code = ANY(${codes}::text[])`);
  }
  if (filter.kind !== undefined) conditions.push(sql`m.request_kind = ANY(${filter.kind}::text[])`);
  if (filter.channel !== undefined) conditions.push(sql`m.channel = ANY(${filter.channel}::text[])`);
  if (filter.unit !== undefined) {
    // A unit with a part that is not the centre holds it or has an order; of a centre's, its orders are looked at.
    conditions.push(
      sql`m.unit_ids && ARRAY[${filter.unit}]`,
      sql`(m.centre_unit_id <> ${filter.unit} OR m.holder_unit_id = ${filter.unit} OR EXISTS (
        SELECT FROM matter.work_orders o WHERE o.matter_id = m.id AND o.unit_id = ${filter.unit}))`,
    );
  }
  if (filter.place !== undefined) {
    conditions.push(atOrBelowAny('m.place_path', pathsOf(city, filter.place)));
  }
  if (filter.light !== undefined) {
    const lights = filter.light.map((light) =>
      light === 'red'
        ? sql<boolean>`m.due_at < ${at}`
        : light === 'yellow'
          ? sql<boolean>`(m.due_at >= ${at} AND m.due_at < ${soon})`
          : sql<boolean>`m.due_at >= ${soon}`,
    );
    conditions.push(open, sql`(${sql.join(lights, sql` OR `)})`);
  }
  if (filter.from !== undefined) conditions.push(sql`m.registered_at >= ${dayStart(filter.from, city)}`);
  if (filter.to !== undefined) {
    conditions.push(sql`m.registered_at < ${dayStart(filter.to, city)} + interval '1 day'`);
  }
  return conditions;
}

/** Where a place lies, by code or path; a grid that gave way is kept in saved views and means those that follow as well. */
function pathsOf(city: City, place: string): string[] {
  const followers = city.followers.get(place)?.to ?? [];
  return [pathOfCode(city, place) ?? place, ...followers.flatMap((code) => pathOfCode(city, code) ?? [])];
}

const dayStart = (date: string, city: City) => sql`(${date}::timestamp AT TIME ZONE ${city.pack.timeZone})`;

function queueConditions({ queue }: MatterFilter, actor: Actor, city: City): RawBuilder<boolean>[] {
  const units = unitsServed(actor, city);
  switch (queue) {
    case 'mine':
      return [
        open,
        sql`(m.holder_account_id = ${actor.accountId} OR m.id = ANY(ARRAY(SELECT o.matter_id FROM matter.work_orders o
          WHERE o.holder_id = ${actor.accountId} AND o.status IN ('dispatched', 'signed'))))`,
      ];
    case 'unit':
      return [
        open,
        sql`(m.holder_unit_id = ANY(${units}::text[]) OR m.id = ANY(ARRAY(SELECT o.matter_id FROM matter.work_orders o
          WHERE o.unit_id = ANY(${units}::text[]) AND o.status IN ('dispatched', 'signed'))))`,
      ];
    case 'checks':
      return [sql`m.check_due`];
    case 'approvals':
      return [sql`m.approval_due`];
    case 'area':
    case 'all':
      return [];
  }
}
