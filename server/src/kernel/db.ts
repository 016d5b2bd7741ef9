import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { PatientPool } from './patience.ts';
import type { DB } from './tables.ts';

export type Db = Kysely<DB>;
export type Trx = Transaction<DB>;

export interface Database {
  readonly db: Db;
  readonly pool: pg.Pool;
  /** For LISTEN and advisory locks, which do not pass through a transaction pooler. */
  readonly url: string;
  close(): Promise<void>;
}

// bigint columns are identities and counters below 2^53; numbers keep the wire and the code simple.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
// The list of known types has no arrays.
const int8Array: number = 1016;
pg.types.setTypeParser(int8Array, (text): unknown =>
  JSON.parse(`[${text.slice(1, -1).replaceAll('NULL', 'null')}]`),
);
// A date is a day of the calendar, not an instant.
pg.types.setTypeParser(pg.types.builtins.DATE, String);

/**
 * @param pooled through a transaction pooler: a limit that a session is told would reach others there, so the pooler has
 *   to set one.
 */
export function openDatabase(url: string, poolSize: number, pooled = false): Database {
  const Pool = pooled ? pg.Pool : PatientPool;
  const pool = new Pool({
    connectionString: url,
    max: poolSize,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 10_000,
    allowExitOnIdle: true,
  });
  // A broken idle connection is replaced by the pool; the query that meets a broken one reports it. The pool listens
  // to idle clients only: one that is lent out and between two queries would end the process when its server dies.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
  return { db, pool, url, close: () => db.destroy() };
}

/** Text with a sign that no text holds, and words that are no time, number or id where one is looked for by them. */
const unfitStates = new Set(['22021', '22P05', '22P02', '22007', '22008']);

/** Whether PostgreSQL says of a value that it can be none of its kind. */
export const isUnfit = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && unfitStates.has(String(error.code));

/** Whether an error is PostgreSQL's, with this SQLSTATE. */
export function isPgError(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
