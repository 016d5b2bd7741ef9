import { sql } from 'kysely';
import type { Db } from '../kernel/db.ts';

/** Which of some accounts reported each of some matters, by subject `matter:<id>`; matters without any are absent. */
export async function reportersOf(
  db: Db,
  subjects: readonly string[],
  accountIds: readonly number[],
): Promise<Map<string, number[]>> {
  const ids = subjects.map((subject) => subject.slice(subject.indexOf(':') + 1));
  const { rows } = await sql<{ matter_id: string; account_ids: number[] }>`
    SELECT matter_id, array_agg(DISTINCT account_id) AS account_ids FROM matter.reports
    WHERE matter_id = ANY(${ids}::uuid[]) AND account_id = ANY(${accountIds}::bigint[])
    GROUP BY matter_id`.execute(db);
  return new Map(rows.map((row) => [`matter:${row.matter_id}`, row.account_ids.map(Number)]));
}
