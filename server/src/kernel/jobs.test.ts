import pg from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/harness.ts';
import { createJobs, installJobs, type JobKind, type Jobs, jobsPending } from './jobs.ts';
import { createLog } from './log.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.close());

interface Parcel {
  readonly n: number;
}

const kind = (name: string, run: JobKind<Parcel>['run'], retries = 2): JobKind<Parcel> => ({
  name,
  retries,
  retryDelaySeconds: 1,
  timeoutSeconds: 10,
  keepSeconds: 600,
  run,
});

function newJobs(): Jobs {
  const jobs = createJobs(database.pool, createLog('silent'));
  onTestFinished(() => jobs.stop());
  return jobs;
}

const soon = { interval: 100 };

test('a job is done once its transaction commits, and not at all when that rolls back', async () => {
  const done: number[] = [];
  const jobs = newJobs();
  const queue = jobs.define(kind('test.parcel', async ({ n }) => void done.push(n)));
  await jobs.start(true);
  const gone = await database.db.startTransaction().execute();
  await queue.add(gone, { n: 1 });
  await gone.rollback().execute();
  const kept = await database.db.startTransaction().execute();
  await queue.add(kept, { n: 2 });
  await new Promise((later) => setTimeout(later, 1500));
  expect(done).toEqual([]);
  await kept.commit().execute();
  await expect.poll(() => done, soon).toEqual([2]);
});

test('one that fails is tried again under the same id, and takes no other with it', async () => {
  const tries = new Map<number, string[]>();
  const jobs = newJobs();
  const queue = jobs.define(
    kind('test.shaky', async ({ n }, id) => {
      const before = tries.get(n) ?? [];
      tries.set(n, [...before, id]);
      if (n === 1 && before.length === 0) throw new Error('not yet');
    }),
  );
  await jobs.start(true);
  await database.db.transaction().execute(async (trx) => {
    for (const n of [1, 2, 3]) await queue.add(trx, { n });
  });
  await expect.poll(() => [1, 2, 3].map((n) => tries.get(n)?.length), soon).toEqual([2, 1, 1]);
  expect(new Set(tries.get(1)).size).toBe(1);
});

test('a process that only adds leaves the work to one that does it', async () => {
  const done: number[] = [];
  const web = newJobs();
  const queue = web.define(kind('test.handed', async () => void done.push(0)));
  await web.start(false);
  await database.db.transaction().execute((trx) => queue.add(trx, { n: 7 }));
  const worker = newJobs();
  worker.define(kind('test.handed', async ({ n }) => void done.push(n)));
  await worker.start(true);
  await expect.poll(() => done, soon).toEqual([7]);
});

test('the tables are brought to the version of the library, by their owner, once', async () => {
  expect(await jobsPending(database.pool)).toBe(false);
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  onTestFinished(() => owner.end());
  expect(await installJobs(owner)).toBe(false);
  await owner.query('DROP SCHEMA pgboss CASCADE');
  expect(await jobsPending(database.pool)).toBe(true);
  expect(await installJobs(owner)).toBe(true);
  expect(await jobsPending(database.pool)).toBe(false);
  const jobs = newJobs();
  jobs.define(kind('test.again', async () => {}));
  await jobs.start(true);
});
