import {
  type ConstructorOptions,
  fromKysely,
  getConstructionPlans,
  getMigrationPlans,
  type JobResult,
  PgBoss,
} from 'pg-boss';
import library from 'pg-boss/package.json' with { type: 'json' };
import type pg from 'pg';
import type { Trx } from './db.ts';
import type { Log } from './log.ts';
import { appRole } from './provision.ts';

const schema = 'pgboss';

/** Background work of one kind, done outside the request that asked for it, and tried again when it fails. */
export interface JobKind<Data extends object> {
  readonly name: string;
  readonly retries: number;
  /** Seconds before the first retry; each later one waits twice as long. */
  readonly retryDelaySeconds: number;
  /** Seconds in which one run must end. */
  readonly timeoutSeconds: number;
  /** Seconds that a job which nobody could do waits before it is given up and deleted. */
  readonly keepSeconds: number;
  /** @param id the same on every retry, for those who must not do the work twice. */
  run(data: Data, id: string): Promise<void>;
}

export interface JobQueue<Data extends object> {
  /** Adds a job in the caller's transaction: it is there once that commits, and only then. */
  add(trx: Trx, data: Data): Promise<void>;
}

export interface Jobs {
  /** Names a kind of work. Before `start`. */
  define<Data extends object>(kind: JobKind<Data>): JobQueue<Data>;
  /** @param work whether this process also does the work. */
  start(work: boolean): Promise<void>;
  /** Lets running work finish, for at most 10 s. */
  stop(): Promise<void>;
}

/** Jobs in the database, by pg-boss; on real time, whatever the clock of the kernel shows. */
export function createJobs(pool: pg.Pool, log: Log): Jobs {
  const options: ConstructorOptions = {
    db: { executeSql: (text, values) => pool.query(text, values) },
    schema,
    migrate: false,
    createSchema: false,
    schedule: false,
    // Rebuilding an index is for its owner, whom the running server is not.
    reindex: false,
  };
  const kinds: JobKind<object>[] = [];
  let boss: PgBoss | undefined;
  return {
    define: <Data extends object>(kind: JobKind<Data>): JobQueue<Data> => {
      kinds.push(kind);
      return {
        add: async (trx, data) => {
          if (boss === undefined) throw new Error(`A job ${kind.name} was added before jobs were started.`);
          await boss.send(kind.name, data, { db: fromKysely(trx) });
        },
      };
    },
    start: async (work) => {
      const started = new PgBoss({ ...options, supervise: work });
      started.on('error', (error) => log.error('jobs failed', { error }));
      await started.start();
      boss = started;
      for (const kind of kinds) await prepare(started, kind, work, log);
    },
    stop: async () => {
      await boss?.stop({ graceful: true, timeout: 10_000, close: false });
    },
  };
}

async function prepare(boss: PgBoss, kind: JobKind<object>, work: boolean, log: Log): Promise<void> {
  const settings = {
    retryLimit: kind.retries,
    retryDelay: kind.retryDelaySeconds,
    retryBackoff: true,
    expireInSeconds: kind.timeoutSeconds,
    retentionSeconds: kind.keepSeconds,
    deleteAfterSeconds: 3600,
  };
  await boss.createQueue(kind.name, settings);
  await boss.updateQueue(kind.name, settings);
  if (!work) return;
  const settling = { pollingIntervalSeconds: 1, batchSize: 5, perJobResults: true } as const;
  await boss.work<object, unknown, typeof settling>(kind.name, settling, async (jobs) => {
    const results: JobResult[] = [];
    for (const { id, data } of jobs) results.push({ id, status: await runOne(kind, data, id, log) });
    return results;
  });
}

/** One that fails does not take the others of its batch with it. */
async function runOne(
  kind: JobKind<object>,
  data: object,
  id: string,
  log: Log,
): Promise<'completed' | 'failed'> {
  try {
    await kind.run(data, id);
    return 'completed';
  } catch (error) {
    log.warn('job failed', { job: kind.name, id, error });
    return 'failed';
  }
}

/** Brings the tables of the jobs to the version of the library. Needs the owner's connection. */
export async function installJobs(client: pg.Client): Promise<boolean> {
  const installed = await installedVersion(client);
  if (installed === library.pgboss.schema) return false;
  const plans = installed === undefined ? getConstructionPlans(schema) : getMigrationPlans(schema, installed);
  await client.query(plans);
  await client.query(`
    COMMENT ON SCHEMA ${schema} IS 'Background work, by pg-boss ${library.version}; its tables are made by the library.';
    GRANT USAGE ON SCHEMA ${schema} TO ${appRole};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${appRole};
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${schema} TO ${appRole}`);
  return true;
}

/** Whether the tables of the jobs lag behind the library; asked with the app's own role. */
export const jobsPending = async (client: pg.Pool): Promise<boolean> =>
  (await installedVersion(client)) !== library.pgboss.schema;

async function installedVersion(client: pg.Client | pg.Pool): Promise<number | undefined> {
  const there = await client.query<{ there: boolean }>(
    `SELECT to_regclass('${schema}.version') IS NOT NULL AS there`,
  );
  if (there.rows[0]?.there !== true) return undefined;
  const { rows } = await client.query<{ version: number }>(`SELECT version FROM ${schema}.version`);
  return rows[0]?.version;
}
