import type { ClosingQuery, Grouping } from '@heliu/contract/statistics';
import { type RawBuilder, sql } from 'kysely';
import { type City, pathOfCode } from '../city/index.ts';
import type { Actor } from '../kernel/actor.ts';
import { atOrBelow } from '../kernel/place-paths.ts';
import type { Period } from './period.ts';
import type { StatisticsHooks } from './room.ts';

const wentOn = sql`past.stage NOT IN ('closed', 'declined', 'voided', 'merged')`;
export const goesOn = sql`m.stage NOT IN ('closed', 'declined', 'voided', 'merged')`;

/** Whether a matter was accepted and filed in the period, by its events `e` up to its end. */
const stepsOf = (events: RawBuilder<unknown>, from: Date) => sql`
  SELECT coalesce(bool_or(e.kind = 'matter.accepted'), false) AS accepted, coalesce(bool_or(e.kind = 'matter.filed'), false) AS filed
  FROM ${events} WHERE e.kind IN ('matter.accepted', 'matter.filed') AND e.at >= ${from}`;

/**
 * State of a matter at the end of the period, and its lead's order by the changes of the handling clock: a clock at rest
 * counts to the moment it came to rest. For a matter that has changed since; its events are read once.
 */
const past = (from: Date, until: Date) => sql`
  WITH told AS MATERIALIZED (
    SELECT e.kind, e.at, (e.payload->>'version')::int AS version, e.payload
    FROM log.events e WHERE e.subject = 'matter:' || m.id AND e.at >= m.registered_at AND e.at <= ${until})
  SELECT last.stage, last.unit_id, closing.at AS closed_at, closing.way, closing.on_time, closing.due_at, lead.no AS lead_no,
    lead.unit_id AS lead_unit_id, lead.due_at AS lead_due, lead.late AS lead_late, lead.running_until, step.accepted, step.filed
  FROM (
    SELECT payload->>'stageAfter' AS stage, payload->'holderAfter'->>'unitId' AS unit_id
    FROM told ORDER BY version DESC LIMIT 1) last
  CROSS JOIN (${stepsOf(sql`told e`, from)}) step
  LEFT JOIN (
    SELECT at, payload->'data'->>'way' AS way, (payload->'data'->>'onTime')::boolean AS on_time,
      to_timestamp((payload->'data'->>'dueAt')::double precision / 1000) AS due_at
    FROM told WHERE kind = 'matter.closed' ORDER BY version DESC LIMIT 1) closing ON last.stage = 'closed'
  LEFT JOIN LATERAL (
    SELECT o.no, o.unit_id, c.due_at,
      c.state = 'paused' AND c.since > c.due_at AS late,
      CASE WHEN c.state <> 'paused' THEN c.due_at END AS running_until
    FROM (
      SELECT change.no,
        (array_agg(change.change ORDER BY change.version DESC)
          FILTER (WHERE change.change NOT IN ('extended', 'recomputed')))[1] AS state,
        (array_agg(change.at ORDER BY change.version DESC)
          FILTER (WHERE change.change NOT IN ('extended', 'recomputed')))[1] AS since,
        (array_agg(change.due_at ORDER BY change.version DESC))[1] AS due_at
      FROM (
        SELECT (c.clock->>'workOrderNo')::int AS no, c.clock->>'change' AS change, c.at, c.version,
          to_timestamp((c.clock->>'dueAt')::double precision / 1000) AS due_at
        FROM (
          SELECT at, version, jsonb_path_query(payload, '$.clocks[*] ? (@.kind == "handling")') AS clock
          FROM told) c) change
      GROUP BY change.no) c
    JOIN matter.work_orders o ON o.matter_id = m.id AND o.no = c.no AND o.role = 'lead'
    WHERE c.state <> 'stopped' OR last.stage = 'closed'
    ORDER BY o.no DESC LIMIT 1) lead ON true`;

/**
 * The lead's order at the end of the period: its unit, and whether its time was up. Most matters are closed in time, and
 * only a list or figures by unit ask for their leads.
 */
export const leadNow = (always: boolean) => sql`
  SELECT o.no, o.unit_id, o.due_at, o.overdue AS late, clock.due_at AS running_until
  FROM matter.work_orders o
  LEFT JOIN matter.due_clocks clock ON clock.matter_id = o.matter_id AND clock.work_order_no = o.no
    AND clock.kind = 'handling' AND ${goesOn}
  WHERE o.matter_id = m.id AND o.role = 'lead' AND o.status <> 'withdrawn'
    AND (${always} OR ${goesOn} OR m.on_time IS FALSE)
  ORDER BY o.no DESC LIMIT 1`;

/**
 * Target of an imported matter. It lies in the state, which is large, so it is fetched only where no clock of the lead
 * answers already.
 */
export const targetWhere = (asked: RawBuilder<unknown>) => sql`(
  SELECT to_timestamp((t.state->>'fixedDueAt')::double precision / 1000) FROM matter.matters t
  WHERE t.id = m.id AND (${asked}))`;

/** Places by their paths: parts of a path mean nothing by themselves. */
const keys: Readonly<Record<Grouping, RawBuilder<string>>> = {
  type: sql`m.type_code`,
  channel: sql`m.channel`,
  unit: sql`coalesce(s.lead_unit_id, s.unit_id)`,
  place: sql`m.place_path`,
};

export interface Asked {
  readonly query: ClosingQuery;
  /** Whether the matters are listed with their due times, not only counted. */
  readonly listed: boolean;
  readonly period: Period;
  readonly actor: Actor;
  readonly city: City;
}

/** Conditions on `m` under which a matter could count at all. */
export function within({ query, period, actor, city }: Asked, { visible }: StatisticsHooks) {
  const conditions = [visible(actor, city), sql`m.registered_at <= ${new Date(period.until)}`];
  if (query.place !== undefined) {
    const path = pathOfCode(city, query.place) ?? query.place;
    conditions.push(atOrBelow('m.place_path', path));
  }
  if (period.from !== null) {
    conditions.push(sql`(m.changed_at >= ${new Date(period.from)} OR ${goesOn})`);
  }
  return sql.join(conditions, sql` AND `);
}

/**
 * Of the matters that `ids` selects, every one that could count in the period: its group, and what held for it at the
 * period's end, from the rows and events of the matter itself.
 */
export function directFacts(asked: Asked, hooks: StatisticsHooks, ids: RawBuilder<unknown>) {
  const { query, listed, period } = asked;
  const from = new Date(period.from ?? 0);
  const until = new Date(period.until);
  const known = new Date(period.asOf);
  const own = sql`(
    SELECT own.kind, own.at FROM log.events own
    WHERE own.subject = 'matter:' || m.id AND own.at >= m.registered_at AND own.at <= ${until}) e`;
  return sql`
    SELECT m.id, m.code, m.type_code, m.registered_at, s.stage, s.closed_at, s.on_time,
      s.way IS NOT DISTINCT FROM 'onSpot' AS on_spot,
      CASE WHEN s.stage = 'closed' THEN s.closing_due ELSE coalesce(s.lead_due, s.fixed_due) END AS due_at,
      ${keys[query.by]} AS key,
      m.registered_at >= ${from} AS registered,
      s.accepted, s.filed,
      s.stage = 'closed' AND s.closed_at >= ${from} AS closed_in,
      coalesce(s.lead_late, false) OR coalesce(s.running_until < ${until}, false)
        OR coalesce(s.fixed_due < ${until}, false) AS past_due,
      s.stage = 'closed' AND NOT s.on_time AND CASE WHEN m.changed_at <= ${until} THEN EXISTS (
          SELECT FROM matter.work_orders o WHERE o.matter_id = m.id AND o.exempt AND o.no = s.lead_no)
        ELSE EXISTS (
          SELECT FROM log.events e WHERE e.subject = 'matter:' || m.id AND e.kind = 'matter.appealReviewed'
            AND e.at >= s.closed_at AND e.at <= ${known} AND (e.payload->'data'->>'exempt')::boolean
            AND (e.payload->'data'->>'workOrderNo')::int = s.lead_no) END AS exempt
    FROM matter.matters m
    CROSS JOIN LATERAL (
      SELECT m.stage, m.holder_unit_id AS unit_id, m.closed_at, m.closing_way AS way, m.on_time,
        CASE WHEN ${listed} AND m.stage = 'closed' THEN to_timestamp((m.state->'closing'->>'dueAt')::double precision / 1000) END
          AS closing_due,
        lead.no AS lead_no, lead.unit_id AS lead_unit_id, lead.due_at AS lead_due, lead.late AS lead_late,
        lead.running_until, ${targetWhere(
          sql`m.stage <> 'closed' AND (${listed} OR ${goesOn} AND lead.running_until IS NULL AND lead.late IS NOT TRUE)`,
        )} AS fixed_due, step.accepted, step.filed
      FROM (${stepsOf(own, from)}) step LEFT JOIN LATERAL (${leadNow(listed || query.by === 'unit')}) lead ON true
      WHERE m.changed_at <= ${until}
      UNION ALL
      SELECT past.stage, past.unit_id, past.closed_at, past.way, past.on_time, past.due_at,
        coalesce(past.lead_no, own.no), coalesce(past.lead_unit_id, own.unit_id), past.lead_due, past.lead_late,
        past.running_until,
        ${targetWhere(sql`${listed} OR ${wentOn} AND past.running_until IS NULL AND past.lead_late IS NOT TRUE`)},
        past.accepted, past.filed
      FROM (${past(from, until)}) past
      LEFT JOIN LATERAL (
        SELECT o.no, o.unit_id FROM matter.work_orders o
        WHERE past.lead_no IS NULL AND o.matter_id = m.id AND o.role = 'lead' AND o.dispatched_at <= ${until}
        ORDER BY o.no DESC LIMIT 1) own ON true
      WHERE m.changed_at > ${until}) s
    WHERE m.id = ANY (ARRAY(${ids})) AND ${within(asked, hooks)}`;
}
