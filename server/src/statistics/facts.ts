import type { Figure, Grouping } from '@heliu/contract/statistics';
import { type RawBuilder, sql } from 'kysely';
import { type Asked, directFacts, within } from './direct.ts';
import type { StatisticsHooks } from './room.ts';

/**
 * Matters with events that the kept facts do not know of yet; few, since their reader follows within a second. The
 * planner is told the number `known`: it would expect a third of the log after one that it has to look up.
 */
const pendingAfter = (known: number) => sql`
  SELECT DISTINCT substr(e.subject, 8)::uuid AS id FROM log.events e
  JOIN (
    SELECT p.event_id, p.event_at FROM log.positions p WHERE p.position > ${known}
    UNION ALL SELECT event_id, event_at FROM log.pending_events) news
    ON news.event_id = e.id AND news.event_at = e.at
  WHERE e.subject LIKE 'matter:%'`;

const keys: Readonly<Record<Grouping, RawBuilder<string>>> = {
  type: sql`m.type_code`,
  channel: sql`m.channel`,
  unit: sql`coalesce(m.lead_unit_id, m.holder_unit_id)`,
  place: sql`m.place_path`,
};

const columns = sql`f.id, f.registered_at, f.key, f.stage, f.on_time, f.on_spot, f.registered, f.accepted, f.filed,
  f.closed_in, f.past_due, f.exempt`;

/** Matters that have not changed since the end of the period are what their kept row says. */
function keptFacts(asked: Asked, hooks: StatisticsHooks) {
  const { query, period } = asked;
  const from = new Date(period.from ?? 0);
  const until = new Date(period.until);
  return sql`
    SELECT m.id, m.registered_at, ${keys[query.by]} AS key, m.stage, m.on_time, m.on_spot,
      m.registered_at >= ${from} AS registered,
      coalesce(m.accepted_at >= ${from}, false) AS accepted, coalesce(m.filed_at >= ${from}, false) AS filed,
      m.stage = 'closed' AND m.closed_at >= ${from} AS closed_in,
      coalesce(m.overdue_from < ${until}, false) AS past_due, m.exempt
    FROM statistics.facts m
    WHERE m.changed_at <= ${until} AND NOT EXISTS (SELECT FROM pending p WHERE p.id = m.id) AND ${within(asked, hooks)}`;
}

/**
 * Every matter that could count in the period, as `f`: its group, and what held for it at the period's end. The kept
 * rows answer for what has not changed since; the others are looked at themselves. `known` is how far they had come in
 * the log at some moment before.
 */
export function factsOf(asked: Asked, hooks: StatisticsHooks, known: number) {
  const until = new Date(asked.period.until);
  const others = sql`
    SELECT id FROM pending
    UNION SELECT k.id FROM statistics.facts k WHERE k.changed_at > ${until} AND k.registered_at <= ${until}`;
  return sql`
    WITH pending AS MATERIALIZED (${pendingAfter(known)})
    ${keptFacts(asked, hooks)}
    UNION ALL
    SELECT ${columns} FROM (${directFacts(asked, hooks, others)}) f`;
}

const isOpen = sql`f.stage NOT IN ('closed', 'declined', 'voided', 'merged')`;

/** Which of the matters `f` a figure counts. */
export const counted: Readonly<Record<Figure, RawBuilder<boolean>>> = {
  registered: sql`f.registered`,
  accepted: sql`f.accepted`,
  filed: sql`f.filed`,
  closed: sql`(f.closed_in AND NOT f.on_spot)`,
  closedOnTime: sql`(f.closed_in AND NOT f.on_spot AND f.on_time)`,
  openOverdue: sql`(${isOpen} AND f.past_due)`,
  dueToClose: sql`((f.closed_in AND NOT f.on_spot) OR (${isOpen} AND f.past_due))`,
  exempt: sql`(f.closed_in AND NOT f.on_spot AND f.exempt)`,
  onSpot: sql`(f.closed_in AND f.on_spot)`,
};
