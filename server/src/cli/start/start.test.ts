import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { heliu } from '../test-cli.ts';
import { type StartedServer, startServer } from '../test-server.ts';

let dataDir: string;

let running: StartedServer[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'heliu-start-'));
  await chmod(dataDir, 0o755);
});

beforeEach(() => {
  running = [];
});

afterEach(async () => {
  for (const { process: child, ended } of running) {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await ended;
  }
});

afterAll(async () => {
  await databaseGone();
  await rm(dataDir, { recursive: true, force: true });
});

const environment = () => ({ HELIU_DATA_DIR: dataDir });

async function start(): Promise<StartedServer> {
  const server = await startServer(environment());
  running.push(server);
  return server;
}

async function databasePid(): Promise<number | undefined> {
  const text = await readFile(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number(text.split('\n')[0]);
  return pid > 0 ? pid : undefined;
}

const lives = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** Waits until it has ended: its file with the pid goes a moment before it. */
async function databaseGone(known?: number): Promise<void> {
  const pid = known ?? (await databasePid());
  for (let wait = 0; pid !== undefined && lives(pid) && wait < 200; wait += 1) await sleep(50);
}

const answers = async (server: StartedServer): Promise<number> =>
  (await fetch(`${server.address}/api/settings-that-do-not-exist`)).status;

test('first start prepares database, secret and city; a second one finds them', async () => {
  const first = await start();
  expect(first.told()).toContain('Importing the city pack');
  expect(await answers(first)).toBe(404);
  const secret = await readFile(join(dataDir, 'secret'), 'utf8');
  expect((await stat(join(dataDir, 'secret'))).mode & 0o777).toBe(0o600);
  first.process.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  const second = await start();
  expect(second.told()).not.toContain('Importing the city pack');
  expect(await readFile(join(dataDir, 'secret'), 'utf8')).toBe(secret);
  second.process.kill('SIGTERM');
  expect(await second.ended).toBe(0);
});

test('Ctrl-C reaches the whole group of the terminal, and still the database stops last and cleanly', async () => {
  const server = await start();
  const pid = await databasePid();
  process.kill(-(server.process.pid ?? 0), 'SIGINT');
  expect(await server.ended).toBe(0);
  expect(server.told()).toContain('Stopped.');
  expect(server.told()).not.toContain('"level":"error"');
  expect(pid !== undefined && lives(pid)).toBe(false);
  expect(await databasePid()).toBeUndefined();
});

test('a request that comes to no end holds up a stop for a while only', async () => {
  const server = await start();
  const { hostname, port } = new URL(server.address);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  socket.write(
    'POST /api/session HTTP/1.1\r\nhost: localhost\r\nx-requested-with: heliu\r\n' +
      'content-type: application/json\r\ncontent-length: 1000\r\n\r\n{',
  );
  await sleep(500);
  server.process.kill('SIGTERM');
  const ended = await Promise.race([server.ended, sleep(60_000, 'still there')]);
  expect(ended).toBe(0);
  expect(server.told()).toContain('requests still ran');
  expect(server.told()).not.toContain('"level":"error"');
  socket.destroy();
});

test('killed outright, the server takes its database along, which starts clean again', async () => {
  const server = await start();
  const pid = await databasePid();
  server.process.kill('SIGKILL');
  expect(await server.ended).toBe('SIGKILL');
  await databaseGone(pid);
  expect(pid !== undefined && lives(pid)).toBe(false);
  const again = await start();
  expect(await answers(again)).toBe(404);
});

test('when the database is killed, the server says so, starts it again and serves on', async () => {
  const server = await start();
  const pid = await databasePid();
  process.kill(pid ?? 0, 'SIGKILL');
  for (let wait = 0; !server.told().includes('the embedded database is back') && wait < 300; wait += 1)
    await sleep(50);
  expect(server.told()).toContain('the embedded database ended; starting it again');
  expect(server.told()).toContain('the embedded database is back');
  expect(await databasePid()).not.toBe(pid);
  const refused = await fetch(`${server.address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-requested-with': 'heliu' },
    body: JSON.stringify({ commandId: crypto.randomUUID(), login: 'nobody', password: 'nothing' }),
  });
  expect(refused.status).toBe(401);
  server.process.kill('SIGTERM');
  expect(await server.ended).toBe(0);
});

test('a command uses the database of the running server', async () => {
  const server = await start();
  const pid = await databasePid();
  const imported = await heliu(['city', 'import', 'cities/lakeside', '--json'], environment());
  expect(imported).toMatchObject({ code: 0 });
  expect(JSON.parse(imported.out)).toEqual({
    dryRun: false,
    changes: [],
    gridEdits: { kept: 0, contained: [], dropped: [] },
  });
  expect(await databasePid()).toBe(pid);
  server.process.kill('SIGTERM');
  await server.ended;
});

test('a port that is taken is named, with the way out', async () => {
  const server = await start();
  const port = new URL(server.address).port;
  const other = join(dataDir, 'other');
  const refused = await startServer({ HELIU_DATA_DIR: other, HELIU_PORT: port }).catch(String);
  expect(refused).not.toContain('database');
  expect(refused).toMatch(/\(1\).*Cannot listen on 127\.0\.0\.1:\d+ \(EADDRINUSE\).*HELIU_PORT/s);
});

test('wrong settings are listed all at once, and nothing is started', async () => {
  const refused = await heliu(['start'], {
    ...environment(),
    HELIU_PORT: 'x',
    HELIU_POOL_SIZE: '0',
    HELIU_FOO: '1',
  });
  expect(refused.code).toBe(2);
  for (const name of ['HELIU_PORT', 'HELIU_POOL_SIZE', 'HELIU_FOO']) expect(refused.err).toContain(name);
});

test('with a database of its own, a secret is asked for', async () => {
  const refused = await heliu(['start'], { DATABASE_URL: 'postgresql://heliu_app@localhost:1/heliu' });
  expect(refused.code).toBe(2);
  expect(refused.err).toContain('HELIU_SECRET is needed');
});
