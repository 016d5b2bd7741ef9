import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEmbedded, type EmbeddedPostgres } from '../../kernel/postgres/embedded.ts';
import { heliu } from '../test-cli.ts';
import { startServer } from '../test-server.ts';

/** Whole programs start here, which takes its time on a busy machine. */
const ownerPassword = 'pass:word/ö';
let folder: string;
let postgres: EmbeddedPostgres;
let ownerUrl: string;
let envFile: string;

/** A PostgreSQL as an administrator would give it: over TCP, with passwords, and an owner that is no superuser. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heliu-deploy-'));
  await chmod(folder, 0o755);
  const port = await freePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    fsync: 'off',
    shared_buffers: '64MB',
  };
  postgres = await startEmbedded({
    dir: join(folder, 'pg'),
    settings,
    binDir: process.env['HELIU_POSTGRES_BIN'],
  });
  await writeFile(
    join(folder, 'pg', 'cluster', 'pg_hba.conf'),
    'local all heliu_owner trust\nhost all all 127.0.0.1/32 scram-sha-256\n',
  );
  const admin = new pg.Client({ connectionString: postgres.url('heliu_owner', 'postgres') });
  await admin.connect();
  await admin.query('SELECT pg_reload_conf()');
  await admin.query(`CREATE ROLE district LOGIN CREATEROLE CREATEDB PASSWORD '${ownerPassword}'`);
  await admin.end();
  const url = new URL(`postgresql://127.0.0.1:${port}/heliu_city`);
  url.username = 'district';
  url.password = ownerPassword;
  ownerUrl = url.href;
  envFile = join(folder, 'heliu.env');
});

afterAll(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

const initialise = () =>
  heliu(
    [
      'init',
      '--file',
      envFile,
      '--login',
      'Chief',
      '--name',
      '主任',
      '--name-en',
      'Head',
      '--city',
      'cities/lakeside',
      '--json',
    ],
    { DATABASE_OWNER_URL: ownerUrl },
  );

let first: { login: string; password: string };

test('init makes database, role, tables, city, settings and the first administrator', async () => {
  const made = await initialise();
  expect(made.err).toContain('Settings written');
  expect(made.code).toBe(0);
  first = (JSON.parse(made.out) as { administrator: typeof first }).administrator;
  expect(first).toMatchObject({ login: 'chief' });
  expect((await stat(envFile)).mode & 0o777).toBe(0o600);
  const settings = parseEnv(await readFile(envFile, 'utf8'));
  expect(settings).toMatchObject({ HELIU_DEMO: 'false' });
  expect(settings['HELIU_SECRET']).toHaveLength(43);
  expect(settings['DATABASE_URL']).toContain('heliu_app:');
  expect(JSON.stringify(settings)).not.toContain('district');
});

test('repeated, it changes no secret and adds nobody', async () => {
  const before = await readFile(envFile, 'utf8');
  const again = await initialise();
  expect(again.code).toBe(0);
  expect(JSON.parse(again.out)).toMatchObject({ administrator: null });
  expect(await readFile(envFile, 'utf8')).toBe(before);
});

test('the role of the running server can neither change the log nor the tables', async () => {
  const url = parseEnv(await readFile(envFile, 'utf8'))['DATABASE_URL'];
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const sql of [
    'DELETE FROM log.events',
    `UPDATE log.events SET kind = 'x'`,
    'TRUNCATE log.events',
    'DROP TABLE log.events',
    'CREATE TABLE public.mine (id int)',
    'ALTER ROLE heliu_app SUPERUSER',
  ]) {
    // insufficient_privilege; its words differ between PostgreSQL 15 and 18.
    await expect(client.query(sql), sql).rejects.toMatchObject({ code: '42501' });
  }
  await client.end();
});

test('a database of a later version is neither served from nor changed', async () => {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query(`INSERT INTO kernel.migrations (name, checksum) VALUES ('9999_to_come.sql', 'x')`);
  try {
    for (const command of [['start'], ['migrate'], ['user', 'list'], ['export', '-']]) {
      const said = await heliu(['--lang', 'en', '--env-file', envFile, ...command], {
        DATABASE_OWNER_URL: ownerUrl,
        HELIU_PORT: '0',
      });
      expect(said.err, command.join(' ')).toContain('does not know (9999_to_come.sql)');
      expect(said.code).toBe(1);
    }
  } finally {
    await owner.query(`DELETE FROM kernel.migrations WHERE name = '9999_to_come.sql'`);
    await owner.end();
  }
});

test('more staff by the command line, each with a role that the city has', async () => {
  const add = (login: string, role: string) =>
    heliu(['user', 'add', login, '--name', '受理员', '--role', role, '--env-file', envFile, '--json']);
  const listed = async () => {
    const { out } = await heliu(['user', 'list', '--env-file', envFile, '--json']);
    return (JSON.parse(out) as { users: { login: string; roles: string[] }[] }).users;
  };
  const [chief] = await listed();
  const district = chief?.roles[0]?.split(':')[1] ?? '';
  expect(await add('front-desk', `operator:place:${district}`)).toMatchObject({ code: 0 });
  expect((await listed()).map(({ login }) => login)).toEqual(['chief', 'front-desk']);
  const twice = await add('front-desk', `operator:place:${district}`);
  expect(twice).toMatchObject({ code: 1 });
  expect(twice.out).toContain('is taken');
  for (const role of ['operator:place:nowhere', `handler:place:${district}`, 'emperor:place:x', 'operator']) {
    expect(await add('other', role), role).toMatchObject({ code: 2 });
  }
  expect(await listed()).toHaveLength(2);
});

test('a lost password is set anew by the command line, for staff only', async () => {
  const set = (login: string) =>
    heliu(['user', 'password', login, '--reset-totp', '--env-file', envFile, '--json']);
  const unknown = await set('nobody');
  expect(unknown).toMatchObject({ code: 1 });
  expect(unknown.out).toContain('heliu user list');
  const done = await set('CHIEF');
  expect(done.code).toBe(0);
  const { password } = JSON.parse(done.out) as typeof first;
  expect(password).not.toBe(first.password);
  first = { ...first, password };
});

test('a backup goes to a database that is not there yet, with the settings that init makes for it', async () => {
  const other = join(folder, 'other.env');
  const backup = join(folder, 'backup.tar.zst');
  const own = await readFile(envFile, 'utf8');
  await writeFile(other, own.replace('/heliu_city', '/heliu_moved'));
  const environment = {
    DATABASE_OWNER_URL: ownerUrl.replace('/heliu_city', '/heliu_moved'),
    HELIU_DATA_DIR: join(folder, 'moved'),
  };
  expect(await heliu(['export', backup, '--env-file', envFile])).toMatchObject({ code: 0 });
  const init = () => heliu(['init', '--for-restore', '--file', other, '--lang', 'en'], environment);
  const made = await init();
  expect(made.err).toContain('restore BACKUP');
  expect(made.code).toBe(0);
  const settings = parseEnv(await readFile(other, 'utf8'));
  expect(settings['HELIU_SECRET']).toBe(parseEnv(own)['HELIU_SECRET']);
  const admin = new pg.Client({ connectionString: ownerUrl });
  await admin.connect();
  await admin.query('DROP DATABASE heliu_moved');
  await admin.end();
  const restored = await heliu(['restore', backup, '--env-file', other], environment);
  expect(restored.err).not.toContain('Warning');
  expect(restored.code).toBe(0);
  const { out } = await heliu(['user', 'list', '--env-file', other, '--json'], environment);
  expect(JSON.parse(out)).toMatchObject({ users: [{ login: 'chief' }, { login: 'front-desk' }] });
  expect((await heliu(['user', 'list', '--env-file', envFile])).code).toBe(0);
});

test('the server starts from the settings, has no demo accounts, and lets the administrator in', async () => {
  const server = await startServer({ HELIU_DATA_DIR: join(folder, 'data'), HELIU_DEMO: '', HELIU_CITY: '' }, [
    '--env-file',
    envFile,
  ]);
  try {
    const session = await fetch(`${server.address}/api/session`);
    expect(await session.json()).toMatchObject({ settings: { demoAccounts: [] } });
    const signedIn = await fetch(`${server.address}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-requested-with': 'heliu' },
      body: JSON.stringify({ commandId: crypto.randomUUID(), login: first.login, password: first.password }),
    });
    expect(await signedIn.json()).toEqual({ status: 'signedIn' });
    const cookie = signedIn.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    const own = await fetch(`${server.address}/api/session`, { headers: { cookie } });
    expect(await own.json()).toMatchObject({
      account: { login: 'chief', displayName: 'Head', roles: [{ role: 'administrator' }] },
    });
  } finally {
    server.process.kill('SIGTERM');
  }
  expect(await server.ended).toBe(0);
});
