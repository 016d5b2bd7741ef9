import { sql } from 'kysely';
import type { Db } from './db.ts';
import type { Log } from './log.ts';
import type { Chore } from './upkeep.ts';

const schemas = ['log', 'matter', 'evidence', 'statistics', 'notices', 'supervision'] as const;

/**
 * Tells the planner what the large tables hold now. After a bulk load it would otherwise plan for empty ones until
 * autovacuum comes by, and for the event log as a whole autovacuum never does. Tables below ten pages are left to what
 * the planner expects of them. @returns how many tables.
 */
export async function analyzeTables(db: Db): Promise<number> {
  let done = 0;
  // A call for each schema, so that no lock is held longer than that takes.
  for (const schema of schemas) {
    const { rows } = await sql<{ n: number }>`SELECT log.analyze_tables(${schema}) AS n`.execute(db);
    done += rows[0]?.n ?? 0;
  }
  return done;
}

const firstMeasured = 400;

/**
 * For loads: what reads behind them is planned for what is there, from the first portion on and whenever there is
 * twenty times as much. Planned for empty tables, a reader of the log looks through all of it for each matter.
 * @returns to be told how many matters are there.
 */
export function measuringGrowth({ db, log }: { db: Db; log: Log }): (matters: number) => void {
  let next = firstMeasured;
  return (matters) => {
    if (matters < next) return;
    next = matters * 20;
    void analyzeTables(db).catch((error: unknown) => log.error('tables not measured', { error }));
  };
}

export const plannerChore = (db: Db): Chore => ({
  name: 'log.planner',
  does: { zh: '更新查询规划所用的表统计信息', en: 'tables measured for the query planner' },
  count: async () => {
    const { rows } = await sql<{ n: number }>`
      SELECT count(*)::int AS n FROM unnest(${[...schemas]}::text[]) s, log.grown_tables(s)`.execute(db);
    return rows[0]?.n ?? 0;
  },
  run: () => analyzeTables(db),
});
