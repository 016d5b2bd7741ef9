import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/harness.ts';
import { readConfig } from './config.ts';
import { openDatabase } from './db.ts';
import { createHttp } from './http.ts';
import { createLog } from './log.ts';
import { patienceMs, withPatience } from './patience.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.close());

const limitOf = async (): Promise<string | undefined> => {
  const { rows } = await sql<{ statement_timeout: string }>`SHOW statement_timeout`.execute(database.db);
  return rows[0]?.statement_timeout;
};

test('each statement has the limit of whoever asks, on whatever connection, in a transaction and by the pool too', async () => {
  expect(await limitOf()).toBe('1h');
  const asked = async (): Promise<string[]> => {
    const { rows } = await database.pool.query<{ statement_timeout: string }>('SHOW statement_timeout');
    const within = await database.db.transaction().execute(async (trx) => {
      const read = await sql<{ statement_timeout: string }>`SHOW statement_timeout`.execute(trx);
      return read.rows[0]?.statement_timeout ?? '';
    });
    return [rows[0]?.statement_timeout ?? '', within];
  };
  const [short, long, none] = await Promise.all([
    withPatience('request', () => Promise.all(Array.from({ length: 20 }, asked))),
    withPatience('long', () => Promise.all(Array.from({ length: 20 }, asked))),
    Promise.all(Array.from({ length: 20 }, asked)),
  ]);
  expect(new Set(short.flat())).toEqual(new Set(['30s']));
  expect(new Set(long.flat())).toEqual(new Set(['10min']));
  expect(new Set(none.flat())).toEqual(new Set(['1h']));
});

test('a statement that runs away is stopped, and its connection goes on serving', async () => {
  const one = openDatabase(database.url, 1);
  try {
    const runaway = withPatience(50, () => sql`SELECT pg_sleep(20)`.execute(one.db));
    await expect(runaway).rejects.toMatchObject({ code: '57014' });
    expect((await one.pool.query('SELECT 1 AS n')).rows).toEqual([{ n: 1 }]);
  } finally {
    await one.close();
  }
});

test('a request has the limit of requests or that of its route, and says in words when it was stopped', async () => {
  const server = await createHttp(
    readConfig({ HELIU_SECRET: 'a secret of the tests, long enough' }),
    createLog('silent'),
  );
  server.post('/usual', () => limitOf());
  server.get('/long', { config: { patience: 'long' } }, () => limitOf());
  server.get('/runaway', () => withPatience(50, () => sql`SELECT pg_sleep(20)`.execute(database.db)));
  expect((await server.inject({ method: 'POST', url: '/usual', payload: { a: 1 } })).body).toBe('30s');
  expect((await server.inject('/long')).body).toBe('10min');
  const stopped = await server.inject('/runaway');
  expect(stopped.json()).toMatchObject({ status: 503, code: 'request.tooLong' });
  await server.close();
});

test('a connection that cannot be made or told is reported and not kept', async () => {
  const one = openDatabase(database.url, 1);
  const broken = withPatience(-5, () => one.pool.query('SELECT 1'));
  await expect(broken).rejects.toMatchObject({ code: '22023' });
  expect([one.pool.totalCount, (await one.pool.query('SELECT 1 AS n')).rows]).toEqual([0, [{ n: 1 }]]);
  await one.close();
  const none = openDatabase('postgresql://nobody@127.0.0.1:1/none', 1);
  await expect(none.pool.query('SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  await none.close();
});

test('through a transaction pooler no session is told a limit', async () => {
  const pooled = openDatabase(database.url, 1, true);
  const { rows } = await withPatience('request', () => pooled.pool.query('SHOW statement_timeout'));
  await pooled.close();
  expect(rows).toEqual([{ statement_timeout: '0' }]);
  expect(patienceMs.request).toBeLessThan(patienceMs.long);
});
