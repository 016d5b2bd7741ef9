import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';
import { isDeepStrictEqual } from 'node:util';
import { createZstdDecompress } from 'node:zlib';
import pg from 'pg';
import { extract, type Extract } from 'tar-stream';
import type { z } from 'zod';
import { migrate, type Migration, readMigrations } from '../../kernel/migrate.ts';
import { CliFault } from '../fault.ts';
import type { Terminal } from '../terminal.ts';
import { readTables, type TableShape } from './catalogue.ts';
import { markOf } from './export.ts';
import { FileIntake } from './file-intake.ts';
import { Header, headerEntry, Totals, totalsEntry } from './manifest.ts';
import { TableIntake } from './table-intake.ts';

export interface RestoreTarget {
  /** As the owner: tables are emptied of what migrations put there, and sequences set. */
  readonly ownerUrl: string;
  readonly filesDir: string;
  readonly secret: string | undefined;
}

export interface Restored {
  readonly createdAt: string;
  readonly rows: number;
  readonly files: number;
}

/**
 * Puts an archive into a database that holds nothing yet, all of it or nothing. The database is first brought to the
 * migrations the archive was made under, and afterwards to those of this version.
 */
export async function restoreFrom(
  input: Readable,
  target: RestoreTarget,
  terminal: Terminal,
): Promise<Restored> {
  const decompress = createZstdDecompress();
  const archive = extract();
  const flow = pipeline(input, decompress, archive);
  // The loop below meets the same failure, with a place to tell it from.
  flow.catch(() => {});
  const entries = archive[Symbol.asyncIterator]();
  try {
    const header = await readHeader(entries);
    await prepare(target, header, terminal);
    const restored = await load(entries, header, target, terminal);
    await flow;
    await migrate(target.ownerUrl);
    return restored;
  } catch (error) {
    archive.destroy();
    throw error instanceof CliFault || !isBroken(error) ? error : brokenArchive(error);
  }
}

type Entries = ReturnType<Extract[typeof Symbol.asyncIterator]>;

async function readHeader(entries: Entries): Promise<Header> {
  const first = await entries.next();
  if (first.done === true || first.value.header.name !== headerEntry) throw brokenArchive();
  return parse(Header, await text(first.value));
}

async function load(
  entries: Entries,
  header: Header,
  target: RestoreTarget,
  terminal: Terminal,
): Promise<Restored> {
  const client = new pg.Client({ connectionString: target.ownerUrl });
  await client.connect();
  const files = new FileIntake(target.filesDir);
  try {
    await client.query('BEGIN');
    const shapes = await readTables(client);
    if (!isDeepStrictEqual(shapes, header.tables)) throw brokenArchive();
    // A server that was started meanwhile, or another restore, may have been quicker.
    await client.query('LOCK TABLE log.events, people.accounts IN ACCESS EXCLUSIVE MODE');
    if (await isUsed(client)) throw notEmpty();
    await empty(client, shapes, header.eventDays);
    const step = terminal.step({ zh: '恢复数据表和文件', en: 'Restoring tables and files' });
    const tables = new TableIntake(client, shapes, (rows) => step.at(rows, Math.max(rows, header.rowsAbout)));
    const totals = await takeAll(entries, tables, files);
    assertComplete(totals, await tables.end(), files);
    for (const [name, { value, called }] of Object.entries(totals.sequences)) {
      await client.query('SELECT setval($1::regclass, $2, $3)', [name, value, called]);
    }
    await client.query('COMMIT');
    step.done();
    await client.query('ANALYZE');
    const rows = Object.values(totals.tables).reduce((sum, table) => sum + table.rows, 0);
    return { createdAt: header.createdAt, rows, files: files.count };
  } catch (error) {
    await files.undo();
    throw error;
  } finally {
    await client.end();
  }
}

async function takeAll(entries: Entries, tables: TableIntake, files: FileIntake): Promise<Totals> {
  for (;;) {
    const next = await entries.next();
    if (next.done === true) throw brokenArchive();
    const entry = next.value;
    const [kind = '', name = ''] = entry.header.name.split('/');
    if (entry.header.name === totalsEntry) {
      const totals = parse(Totals, await text(entry));
      await entries.next();
      return totals;
    }
    if (kind === 'tables') await tables.take(name, bytesOf(entry));
    else if (kind === 'files') await files.take(name, bytesOf(entry));
    else throw brokenArchive();
  }
}

async function* bytesOf(entry: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  for await (const chunk of entry) {
    if (!(chunk instanceof Uint8Array)) throw brokenArchive();
    yield chunk;
  }
}

function assertComplete(
  totals: Totals,
  taken: ReadonlyMap<string, { rows: number; sha256: string }>,
  files: FileIntake,
): void {
  const differing = Object.entries(totals.tables).filter(([name, wanted]) => {
    const there = taken.get(name);
    return there?.rows !== wanted.rows || there.sha256 !== wanted.sha256;
  });
  if (differing.length === 0 && files.count === totals.files.count && files.bytes === totals.files.bytes)
    return;
  throw brokenArchive();
}

/** Migrations put a few rows of their own in; the archive has them as they were. */
async function empty(
  client: pg.Client,
  tables: readonly TableShape[],
  eventDays: Header['eventDays'],
): Promise<void> {
  await client.query(`TRUNCATE ${tables.map(({ name }) => name).join(', ')}`);
  if (eventDays === null) return;
  await client.query('SELECT log.ensure_months($1::date, $2::date)', [eventDays.first, eventDays.last]);
}

async function prepare(target: RestoreTarget, header: Header, terminal: Terminal): Promise<void> {
  if (header.secretMark !== null && header.secretMark !== markOf(target.secret)) {
    terminal.tell({
      zh: '注意：HELIU_SECRET 与备份时不同。恢复后，已启用的验证器须重新设置；如有原密钥，请先配置再恢复。',
      en: 'Note: HELIU_SECRET is not the one of the backup. Authenticators must be set up again afterwards, unless you set the old secret first.',
    });
  }
  const wanted = migrationsOf(header, await readMigrations());
  await assertEmpty(target.ownerUrl, wanted);
  await migrate(target.ownerUrl, wanted);
}

/** The migrations the archive was made under. @throws CliFault when this version is older, or does not know them. */
function migrationsOf(header: Header, known: readonly Migration[]): Migration[] {
  const byName = new Map(known.map((migration) => [migration.name, migration]));
  return header.migrations.map(({ name, checksum }) => {
    const migration = byName.get(name);
    if (migration?.checksum === checksum) return migration;
    throw new CliFault({
      zh: `备份来自另一个版本：本版本没有迁移 ${name}，或内容不同。请用与备份相同或更新的版本恢复。`,
      en: `The archive is of another version: this one has no migration ${name}, or another one of that name. Restore with the same version or a later one.`,
    });
  });
}

/** Nothing has ever happened in the database, and its tables are not ahead of the archive. */
async function assertEmpty(ownerUrl: string, wanted: readonly Migration[]): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const there = await client.query<{ there: boolean }>(
      `SELECT to_regclass('kernel.migrations') IS NOT NULL AS there`,
    );
    if (there.rows[0]?.there !== true) return;
    const { rows: applied } = await client.query<{ name: string }>('SELECT name FROM kernel.migrations');
    const names = new Set(wanted.map(({ name }) => name));
    const ahead = applied.filter(({ name }) => !names.has(name));
    if (ahead.length > 0) throw aheadOfArchive(ahead.map(({ name }) => name));
    if (await isUsed(client)) throw notEmpty();
  } finally {
    await client.end();
  }
}

async function isUsed(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ used: boolean }>(`
    SELECT (to_regclass('log.events') IS NOT NULL AND EXISTS (SELECT FROM log.events))
      OR (to_regclass('people.accounts') IS NOT NULL AND EXISTS (SELECT FROM people.accounts)) AS used`);
  return rows[0]?.used === true;
}

function parse<T>(schema: z.ZodType<T>, json: string): T {
  try {
    return schema.parse(JSON.parse(json));
  } catch (cause) {
    throw brokenArchive(cause);
  }
}

/** Errors of the decompressor and of the tar reader, as opposed to those of the database and the disk. */
const isBroken = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && /^(ERR_ZSTD|ZSTD|Z_|ERR_STREAM_PREMATURE)/.test(String(error.code))) ||
    /Unexpected end of data|Invalid tar header/.test(error.message));

const brokenArchive = (cause?: unknown): CliFault =>
  new CliFault(
    {
      zh: '备份文件不完整或已损坏，数据库没有改动。请换用另一份备份。',
      en: 'The archive is incomplete or damaged; the database was not changed. Use another backup.',
    },
    { cause },
  );

const notEmpty = (): CliFault =>
  new CliFault({
    zh: '数据库中已有数据，只能恢复到空的数据库，以免覆盖。请为恢复新建一个数据库（内置数据库：用 HELIU_DATA_DIR 指定新的文件夹）。',
    en: 'The database holds data already; only an empty one is restored into, so that nothing is overwritten. Make a new one (embedded: set HELIU_DATA_DIR to a new folder).',
  });

const aheadOfArchive = (names: readonly string[]): CliFault =>
  new CliFault({
    zh: `数据库的表比备份新（${names.join(', ')}）。请恢复到新建的空数据库，恢复后会自动升级。`,
    en: `The tables of the database are newer than the archive (${names.join(', ')}). Restore into a new, empty database; it is brought forward afterwards.`,
  });
