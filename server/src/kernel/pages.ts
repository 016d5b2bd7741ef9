import { type RawBuilder, sql } from 'kysely';
import type { Db } from './db.ts';

const pages = 2000;

/**
 * Conditions that cut a large table into stretches of 16 MB as it lies on disk. Work that is done once a day goes
 * through all of it in short transactions and needs no index, which every write would pay for.
 */
export async function* stretchesOf(
  db: Db,
  table: string,
  alias: string,
): AsyncGenerator<RawBuilder<boolean>> {
  const { rows } = await sql<{ pages: number }>`
    SELECT (pg_relation_size(${table}::regclass) / current_setting('block_size')::int)::int AS pages`.execute(
    db,
  );
  const ctid = sql.ref(`${alias}.ctid`);
  for (let from = 0; from < (rows[0]?.pages ?? 0); from += pages) {
    yield sql<boolean>`(${ctid} >= ${`(${from},0)`}::tid AND ${ctid} < ${`(${from + pages},0)`}::tid)`;
  }
}
