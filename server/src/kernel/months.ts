import { sql } from 'kysely';
import type pg from 'pg';
import { type Db, isPgError } from './db.ts';
import type { Chore } from './upkeep.ts';

/** Months after the present one that have a partition of their own ahead of time. */
const monthsAhead = 3;
/** A past month with fewer events than this stays in the rest: every partition costs each look-up a little. */
const worthOne = 10_000;

/** The days that `log.ensure_months` is asked for: from this month to the last one ahead, in UTC. */
export function monthsFrom(now: number): { first: string; last: string } {
  const date = new Date(now);
  const ahead = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + monthsAhead, 1));
  return { first: date.toISOString().slice(0, 10), last: ahead.toISOString().slice(0, 10) };
}

/**
 * Gives the events of a load months of their own before they come. Where the log is in use for too long to be locked,
 * they go into the rest, whence the next load or the daily chore moves them.
 */
export async function ensureMonths(pool: pg.Pool, ats: readonly number[]): Promise<void> {
  const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
  try {
    await pool.query('SELECT log.ensure_months($1::date, $2::date)', [
      dayOf(Math.min(...ats)),
      dayOf(Math.max(...ats)),
    ]);
  } catch (error) {
    if (!isPgError(error, '55P03') && !isPgError(error, '40P01')) throw error;
  }
}

/** Gives live events months of their own, and moves those out that fell into the rest meanwhile. */
export const monthsChore = (db: Db, clock: { now(): number }): Chore => ({
  name: 'log.months',
  does: { zh: '建立事件日志的月度分区', en: 'monthly partitions of the event log made' },
  count: async () => (await missingMonths(db, clock.now())).length,
  run: async () => {
    let made = 0;
    for (const month of await missingMonths(db, clock.now())) {
      const { rows } = await sql<{ made: number }>`
        SELECT log.ensure_months(${month}::date, ${month}::date) AS made`.execute(db);
      made += rows[0]?.made ?? 0;
    }
    return made;
  },
});

/** First days of the months that want a partition and have none. */
async function missingMonths(db: Db, now: number): Promise<string[]> {
  const { first, last } = monthsFrom(now);
  return db.transaction().execute(async (trx) => {
    // A reader of the rest alone locks the log after it, the other way round than the making of a month.
    await sql`SELECT pg_advisory_xact_lock(hashtext('log.ensure_months'))`.execute(trx);
    const { rows } = await sql<{ month: string }>`
    SELECT month::date AS month FROM (
      SELECT generate_series(date_trunc('month', ${first}::timestamp), ${last}::timestamp, interval '1 month') AS month
      UNION SELECT date_trunc('month', at AT TIME ZONE 'UTC') FROM log.events_rest
        GROUP BY 1 HAVING count(*) >= ${worthOne}) AS wanted
    WHERE to_regclass('log.events_' || to_char(month, 'YYYYMM')) IS NULL ORDER BY 1`.execute(trx);
    return rows.map(({ month }) => month);
  });
}
