import { sql } from 'kysely';
import type { Db } from '../kernel/db.ts';
import { reporterAccounts } from './whose.ts';

/** Which of some accounts reported each of some matters, by subject `matter:<id>`; matters without any are absent. */
export async function reportersOf(
  db: Db,
  subjects: readonly string[],
  accountIds: readonly number[],
): Promise<Map<string, number[]>> {
  const ids = subjects.map((subject) => subject.slice(subject.indexOf(':') + 1));
  const { rows } = await sql<{ matter_id: string; account_ids: number[] }>`
    SELECT m.id AS matter_id, array_agg(a.id) AS account_ids
    FROM unnest(${ids}::uuid[]) AS m(id), unnest(${accountIds}::bigint[]) AS a(id)
    WHERE a.id = ANY(coalesce(${sql.raw(reporterAccounts('m.id'))}, '{}')) GROUP BY m.id`.execute(db);
  return new Map(rows.map((row) => [`matter:${row.matter_id}`, row.account_ids.map(Number)]));
}
