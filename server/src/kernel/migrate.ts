import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import { installJobs, jobsPending } from './jobs.ts';
import { monthsFrom } from './months.ts';

const folder = new URL('../../migrations/', import.meta.url);
const lockKey = 4_815_162_342;

/** The tables of background work come with their library; named like a migration where missing ones are listed. */
const jobTables = 'jobs';

export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

export async function readMigrations(from: URL = folder): Promise<Migration[]> {
  const names = (await readdir(from)).filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name)).toSorted();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(name, from), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/** The database has migrations that this version does not know: the program is older than the data. */
export class NewerDatabase extends Error {
  readonly unknown: readonly string[];

  constructor(unknown: readonly string[]) {
    super(`The database has migrations that this version does not know: ${unknown.join(', ')}.`);
    this.name = 'NewerDatabase';
    this.unknown = unknown;
  }
}

/**
 * Brings the database forward, one transaction per file, one migrator at a time. Needs the owner's connection.
 * @returns the names applied now.
 * @throws NewerDatabase, or Error when an applied file has changed or a new one fails (which then left nothing behind).
 */
export async function migrate(ownerUrl: string, migrations?: readonly Migration[]): Promise<string[]> {
  const wanted = migrations ?? (await readMigrations());
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lockKey]);
    await client.query(`
      CREATE SCHEMA IF NOT EXISTS kernel;
      CREATE TABLE IF NOT EXISTS kernel.migrations (
        name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now());
      COMMENT ON SCHEMA kernel IS 'State of the platform itself.';
      COMMENT ON TABLE kernel.migrations IS 'Migrations applied to this database, with the checksum of each file.';`);
    const done = await applyMissing(client, wanted);
    if (await installJobs(client)) done.push(jobTables);
    await prepareMonths(client);
    return done;
  } finally {
    await client.end();
  }
}

/** So that the first events of a new database already find their month; the workers look after the later ones. */
async function prepareMonths(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ there: boolean }>(
    `SELECT to_regprocedure('log.ensure_months(date, date)') IS NOT NULL AS there`,
  );
  if (rows[0]?.there !== true) return;
  const { first, last } = monthsFrom(Date.now());
  await client.query('SELECT log.ensure_months($1::date, $2::date)', [first, last]);
}

async function applyMissing(client: pg.Client, wanted: readonly Migration[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'SELECT name, checksum FROM kernel.migrations ORDER BY name',
  );
  const applied = new Map(rows.map((row) => [row.name, row.checksum]));
  const unknown = unknownOf(applied.keys(), wanted);
  if (unknown.length > 0) throw new NewerDatabase(unknown);
  const done: string[] = [];
  for (const { name, sql, checksum } of wanted) {
    const before = applied.get(name);
    if (before === checksum) continue;
    if (before !== undefined) {
      throw new Error(`Migration ${name} was changed after it was applied; write a new one instead.`);
    }
    await applyOne(client, name, sql, checksum);
    done.push(name);
  }
  return done;
}

async function applyOne(client: pg.Client, name: string, sql: string, checksum: string): Promise<void> {
  await client.query('BEGIN');
  try {
    // A migration that waits for a lock makes every later query wait behind it; better it fails and is run again.
    await client.query(`SET LOCAL lock_timeout = '15s'`);
    await client.query(sql);
    await client.query('INSERT INTO kernel.migrations (name, checksum) VALUES ($1, $2)', [name, checksum]);
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK');
    throw new Error(`Migration ${name} failed: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}

/**
 * Names not applied yet; asked with the app's own role.
 * @throws NewerDatabase
 */
export async function pendingMigrations(pool: pg.Pool): Promise<string[]> {
  const wanted = await readMigrations();
  const there = await pool.query<{ there: boolean }>(
    `SELECT to_regclass('kernel.migrations') IS NOT NULL AS there`,
  );
  if (there.rows[0]?.there !== true) return wanted.map((migration) => migration.name);
  const { rows } = await pool.query<{ name: string }>('SELECT name FROM kernel.migrations ORDER BY name');
  const applied = new Set(rows.map((row) => row.name));
  const unknown = unknownOf(applied, wanted);
  if (unknown.length > 0) throw new NewerDatabase(unknown);
  const missing = wanted.map((migration) => migration.name).filter((name) => !applied.has(name));
  return (await jobsPending(pool)) ? [...missing, jobTables] : missing;
}

function unknownOf(applied: Iterable<string>, wanted: readonly Migration[]): string[] {
  const known = new Set(wanted.map((migration) => migration.name));
  return [...applied].filter((name) => !known.has(name));
}
