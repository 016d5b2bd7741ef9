import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/harness.ts';
import { createListener } from './listen.ts';
import { createLog } from './log.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.close());

const notify = (channel: string, payload: string) =>
  database.pool.query('SELECT pg_notify($1, $2)', [channel, payload]);

test('notices arrive, also on a channel named late, and not after it was left', async () => {
  const listener = createListener(database.url, createLog('silent'));
  onTestFinished(() => listener.close());
  const heard: string[] = [];
  let gaps = 0;
  listener.onGap(() => {
    gaps += 1;
  });
  const leave = listener.on('test_one', (payload) => heard.push(`one ${payload}`));
  await expect.poll(() => gaps).toBe(1);
  listener.on('test_two', (payload) => heard.push(`two ${payload}`));
  await expect
    .poll(async () => {
      await notify('test_two', 'b');
      return heard;
    })
    .toContain('two b');
  await notify('test_one', 'a');
  await expect.poll(() => heard).toContain('one a');
  leave();
  heard.length = 0;
  await notify('test_one', 'c');
  await notify('test_two', 'd');
  await expect.poll(() => heard).toContain('two d');
  expect(heard).not.toContain('one c');
});

test('a lost connection is found again, and what was missed is told as a gap', async () => {
  const listener = createListener(database.url, createLog('silent'));
  onTestFinished(() => listener.close());
  const heard: string[] = [];
  let gaps = 0;
  listener.on('test_lost', (payload) => heard.push(payload));
  listener.onGap(() => {
    gaps += 1;
  });
  await expect.poll(() => gaps).toBe(1);
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  onTestFinished(() => owner.end());
  await owner.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND query LIKE 'LISTEN%'`);
  await expect.poll(() => gaps).toBe(2);
  await notify('test_lost', 'again');
  await expect.poll(() => heard).toEqual(['again']);
});

/** Stands between a client and the database, and can stop passing anything on without a word to either. */
async function passage(): Promise<{ url: string; fallSilent(): void }> {
  const at = new pg.Client({ connectionString: database.url });
  let passing = new Set<Socket>();
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = at.host.startsWith('/')
      ? connect(`${at.host}/.s.PGSQL.${at.port}`)
      : connect(at.port, at.host);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      passing.add(from);
      from.on('error', () => undefined);
      from.on('data', (chunk) => passing.has(from) && to.write(chunk));
      from.on('close', () => passing.has(from) && to.destroy());
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const url = `postgresql://${at.user ?? ''}@127.0.0.1:${port}/${at.database ?? ''}`;
  return { url, fallSilent: () => (passing = new Set()) };
}

test('a connection whose other end went without a word is given up, and what was missed is told as a gap', async () => {
  const { url, fallSilent } = await passage();
  const listener = createListener(url, createLog('silent'), { everyMs: 100, patienceMs: 2000 });
  onTestFinished(() => listener.close());
  const heard: string[] = [];
  let gaps = 0;
  listener.on('test_silent', (payload) => heard.push(payload));
  listener.onGap(() => {
    gaps += 1;
  });
  await expect.poll(() => gaps).toBe(1);
  fallSilent();
  await expect.poll(() => gaps).toBe(2);
  await notify('test_silent', 'again');
  await expect.poll(() => heard).toEqual(['again']);
});
