import { createHash, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import { giveAccount } from '../../../test/factories.ts';
import { startTestApp, type TestApp } from '../../../test/harness.ts';
import { testPack } from '../../../test/city.ts';
import { meanwhile } from '../../../test/meanwhile.ts';
import { importCity } from '../../city/index.ts';
import { openDatabase } from '../../kernel/db.ts';
import { appendEvents } from '../../kernel/events.ts';
import { insertAccounts } from '../../people/account-store.ts';
import { placeEvents } from '../../kernel/sequencer.ts';
import { heliu } from '../test-cli.ts';

const secret = 's'.repeat(40);
const photo = Buffer.from('a photo');
const photoName = createHash('sha256').update(photo).digest('hex');

let app: TestApp;
let folder: string;

const sourceEnvironment = () => ({
  DATABASE_URL: app.database.url,
  DATABASE_OWNER_URL: app.database.ownerUrl,
  HELIU_DATA_DIR: join(folder, 'source'),
  HELIU_SECRET: secret,
});

beforeAll(async () => {
  // No background work: what is compared must stand still.
  app = await startTestApp({ roles: new Set(['web']) });
  folder = await mkdtemp(join(tmpdir(), 'heliu-backup-'));
  await importCity(app.db, testPack(), { accountId: null, at: app.clock.now() });
  await giveAccount(app, {
    displayName: '王\t小\\明\n「网格员」',
    grants: [{ role: 'officer', place: 'd' }],
  });
  for (const month of ['2025-12', '2026-03', '2026-11']) {
    const at = Date.parse(`${month}-15T00:00:00Z`);
    await appendEvents(app.db, [
      { kind: 'test.happened', subject: 'test:1', at, payload: { text: '“é”\\n' } },
    ]);
  }
  await placeEvents(app.db);
  const home = join(folder, 'source', 'files', photoName.slice(0, 2), photoName.slice(2, 4));
  await mkdir(home, { recursive: true });
  await writeFile(join(home, photoName), photo);
});

afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

/** An empty database on the same server, with nothing migrated. */
async function emptyDatabase(): Promise<{
  environment: Record<string, string>;
  ownerUrl: string;
  dataDir: string;
}> {
  const name = `r_${randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client({ connectionString: inject('ownerUrl') });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  onTestFinished(async () => {
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.end();
  });
  const on = (url: string) => url.replace('/postgres?', `/${name}?`);
  const ownerUrl = on(inject('ownerUrl'));
  const dataDir = join(folder, name);
  return {
    ownerUrl,
    dataDir,
    environment: {
      DATABASE_URL: on(inject('appUrl')),
      DATABASE_OWNER_URL: ownerUrl,
      HELIU_DATA_DIR: dataDir,
      HELIU_SECRET: secret,
    },
  };
}

async function makeArchive(): Promise<string> {
  const file = join(folder, `${randomUUID()}.tar.zst`);
  const made = await heliu(['export', file], sourceEnvironment());
  expect(made).toMatchObject({ code: 0, out: `${file}\n` });
  return file;
}

/** Rows of every table and state of every sequence, as text that does not depend on their order on disk. */
async function contentOf(url: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows: names } = await client.query<{ name: string; sequence: boolean }>(`
    SELECT format('%I.%I', n.nspname, c.relname) AS name, c.relkind = 'S' AS sequence
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'S') AND NOT c.relispartition AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pgboss', 'kernel')
      AND n.nspname NOT LIKE 'pg\\_%' ORDER BY 1`);
  const content: Record<string, string> = {};
  for (const { name, sequence } of names) {
    const text = sequence ? 'last_value::text' : 't::text';
    const { rows } = await client.query<{ all: string | null }>(
      `SELECT string_agg(${text}, E'\\n' ORDER BY ${text}) AS all FROM ${name} t`,
    );
    content[name] = rows[0]?.all ?? '';
  }
  await client.end();
  return content;
}

/** Partitions of the event log that hold something. */
async function partitionsWithRows(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    'SELECT DISTINCT tableoid::regclass::text AS name FROM log.events ORDER BY 1',
  );
  await client.end();
  return rows.map(({ name }) => name.replace('log.', ''));
}

test('a city moves whole to another database: every row, partition, sequence and file', async () => {
  const before = await contentOf(app.database.ownerUrl);
  const archive = await makeArchive();
  expect((await stat(archive)).mode & 0o777).toBe(0o600);
  const target = await emptyDatabase();
  const restored = await heliu(['restore', archive, '--json'], target.environment);
  expect(restored.code).toBe(0);
  expect(JSON.parse(restored.out)).toMatchObject({ files: 1 });
  const after = await contentOf(target.ownerUrl);
  expect(after).toEqual(before);
  expect(await partitionsWithRows(target.ownerUrl)).toEqual([
    'events_202512',
    'events_202603',
    'events_202611',
  ]);
  expect(Object.values(after).filter((rows) => rows !== '').length).toBeGreaterThan(8);
  const path = join(target.dataDir, 'files', photoName.slice(0, 2), photoName.slice(2, 4), photoName);
  expect(await readFile(path)).toEqual(photo);
});

test('the archive is an ordinary tar that other programs read', async () => {
  const bytes = zstdDecompressSync(await readFile(await makeArchive()));
  expect(bytes.subarray(0, 10).toString()).toBe('heliu.json');
  expect(bytes.subarray(257, 262).toString()).toBe('ustar');
});

test('through a pipe', async () => {
  const exported = await heliu(['export', '-'], sourceEnvironment());
  expect(exported.code).toBe(0);
  const target = await emptyDatabase();
  expect(await heliu(['restore', '-'], target.environment, exported.bytes)).toMatchObject({ code: 0 });
  expect(await contentOf(target.ownerUrl)).toEqual(await contentOf(app.database.ownerUrl));
});

test('a backup that exists is not overwritten, and no half-written one is left', async () => {
  const archive = await makeArchive();
  const again = await heliu(['export', archive], sourceEnvironment());
  expect(again).toMatchObject({ code: 1 });
  expect(again.err).toContain('is not overwritten');
  const failed = await heliu(['export', join(folder, 'gone.tar.zst')], {
    ...sourceEnvironment(),
    DATABASE_OWNER_URL: 'postgresql://heliu_app@localhost:1/none',
  });
  expect(failed.code).toBe(1);
  expect((await readdir(folder)).filter((name) => name.startsWith('gone'))).toEqual([]);
});

test('a backup that cannot be written is refused, and says so', async () => {
  const refused = await heliu(
    ['export', join(folder, 'no-such-folder', 'city.tar.zst')],
    sourceEnvironment(),
  );
  expect(refused).toMatchObject({ code: 1 });
  expect(refused.err).toContain('cannot be written');
});

test('only an empty database is restored into', async () => {
  const archive = await makeArchive();
  const before = await contentOf(app.database.ownerUrl);
  const refused = await heliu(['restore', archive], sourceEnvironment());
  expect(refused).toMatchObject({ code: 1 });
  expect(refused.err).toContain('holds data already');
  expect(await contentOf(app.database.ownerUrl)).toEqual(before);
});

test('a database that somebody begins to use while the archive is read is not restored into', async () => {
  const archive = await makeArchive();
  const target = await emptyDatabase();
  await heliu(['migrate'], target.environment);
  const { db, close } = openDatabase(target.ownerUrl, 3);
  onTestFinished(close);
  const account = {
    kind: 'staff' as const,
    login: 'first',
    displayName: '管理员',
    passwordHash: null,
    language: 'zh' as const,
    homePath: 'd',
    grants: [],
  };
  const refused = await meanwhile(
    db,
    (trx) => insertAccounts(trx, [account], { at: app.clock.now(), accountId: null }),
    () => heliu(['restore', archive], target.environment),
  );
  expect(refused).toMatchObject({ code: 1 });
  expect(refused.err).toContain('holds data already');
  expect(await db.selectFrom('people.accounts').select('login').execute()).toEqual([{ login: 'first' }]);
});

test('an archive that was cut off or damaged changes nothing, wherever the damage is', async () => {
  const whole = await readFile(await makeArchive());
  const tar = zstdDecompressSync(whole);
  const damaged: [string, Buffer][] = [
    ['cut in the middle', whole.subarray(0, Math.floor(whole.length / 2))],
    ['cut near the end', whole.subarray(0, whole.length - 20)],
    ['cut after the tables', zstdCompressSync(tar.subarray(0, tar.indexOf('totals.json')))],
    ['not an archive', Buffer.from('hello')],
    ['one letter of a row changed', zstdCompressSync(changed(tar, '网格员', '网格圆'))],
    ['one letter of a file changed', zstdCompressSync(changed(tar, 'a photo', 'a phota'))],
  ];
  for (const [what, bytes] of damaged) {
    const file = join(folder, `${randomUUID()}.tar.zst`);
    await writeFile(file, bytes);
    const target = await emptyDatabase();
    const refused = await heliu(['restore', file], target.environment);
    expect.soft(refused, what).toMatchObject({ code: 1 });
    expect.soft(refused.err, what).toMatch(/database was not changed/);
    const left = Object.entries(await contentOf(target.ownerUrl)).filter(([name]) =>
      name.startsWith('people.'),
    );
    expect
      .soft(
        left.every(([, rows]) => rows === '' || /^\d+$/.test(rows)),
        what,
      )
      .toBe(true);
    const files = await readdir(join(target.dataDir, 'files'), { recursive: true }).catch(() => []);
    expect
      .soft(
        files.filter((name) => name.endsWith(photoName)),
        what,
      )
      .toEqual([]);
  }
});

function changed(tar: Buffer, from: string, to: string): Buffer {
  const copy = Buffer.from(tar);
  const at = copy.indexOf(from);
  expect(at).toBeGreaterThan(0);
  copy.write(to, at);
  return copy;
}

test('an archive of a later version is refused by the name of what is missing here', async () => {
  const tar = zstdDecompressSync(await readFile(await makeArchive()));
  const file = join(folder, 'later.tar.zst');
  await writeFile(file, zstdCompressSync(changed(tar, '0001_log.sql', '0009_log.sql')));
  const target = await emptyDatabase();
  const refused = await heliu(['restore', file], target.environment);
  expect(refused).toMatchObject({ code: 1 });
  expect(refused.err).toContain('0009_log.sql');
});

test('another secret is said before authenticators turn out to be unreadable', async () => {
  const archive = await makeArchive();
  const target = await emptyDatabase();
  const restored = await heliu(['restore', archive], { ...target.environment, HELIU_SECRET: 't'.repeat(40) });
  expect(restored.code).toBe(0);
  expect(restored.err).toContain('HELIU_SECRET is not the one of the backup');
});
