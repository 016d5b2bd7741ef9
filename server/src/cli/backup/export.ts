import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { pack, type Pack } from 'tar-stream';
import { diskFiles } from '../../kernel/files.ts';
import { createSecrets } from '../../kernel/secret.ts';
import type { Terminal } from '../terminal.ts';
import { readSequences, readTables, type TableShape } from './catalogue.ts';
import {
  archiveFormat,
  fileEntry,
  type Header,
  headerEntry,
  tableEntry,
  type Totals,
  totalsEntry,
} from './manifest.ts';

export interface ExportSource {
  readonly url: string;
  /** Folder of uploaded files. */
  readonly filesDir: string;
  readonly secret: string | undefined;
}

/** Size of one entry of a table; tar must know it before the first byte. */
const partBytes = 4 * 1_048_576;

/**
 * Writes everything a city has into one compressed archive, while the server runs: one snapshot of all tables, then
 * the files. A file is on the disk before the row that names it commits, so that none is missing.
 */
export async function exportTo(source: ExportSource, output: Writable, terminal: Terminal): Promise<Totals> {
  const archive = pack();
  const written = pipeline(archive, createZstdCompress(), output);
  try {
    const totals = await fill(archive, source, terminal);
    await addText(archive, totalsEntry, totals);
    archive.finalize();
    await written;
    return totals;
  } catch (error) {
    archive.destroy(error instanceof Error ? error : new Error(String(error)));
    await written.catch(() => {});
    throw error;
  }
}

async function fill(archive: Pack, source: ExportSource, terminal: Terminal): Promise<Totals> {
  const client = new pg.Client({ connectionString: source.url });
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const tables = await readTables(client);
    const header = await headerOf(client, tables, source.secret);
    await addText(archive, headerEntry, header);
    const counts: Totals['tables'] = {};
    const step = terminal.step({ zh: '导出数据表', en: 'Exporting tables' });
    const { rowsAbout } = header;
    let rows = 0;
    const onRows = (more: number) => {
      rows += more;
      step.at(rows, Math.max(rows, rowsAbout));
    };
    for (const table of tables) counts[table.name] = await addTable(archive, client, table, onRows);
    step.done(
      { zh: '{tables} 个数据表，{rows} 行', en: '{tables} tables, {rows} rows' },
      { tables: tables.length, rows },
    );
    const sequences = await readSequences(client);
    await client.query('COMMIT');
    return { tables: counts, sequences, files: await addFiles(archive, source.filesDir, terminal) };
  } finally {
    await client.end();
  }
}

async function headerOf(
  client: pg.Client,
  tables: readonly TableShape[],
  secret: string | undefined,
): Promise<Header> {
  const migrations = await client.query<{ name: string; checksum: string }>(
    'SELECT name, checksum FROM kernel.migrations ORDER BY name',
  );
  const days = await client.query<{ first: string | null; last: string | null }>(
    `SELECT to_char(min(at) AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS first,
      to_char(max(at) AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS last FROM log.events`,
  );
  const version = await client.query<{ number: number }>(
    `SELECT current_setting('server_version_num')::int / 10000 AS number`,
  );
  const { first, last } = days.rows[0] ?? { first: null, last: null };
  return {
    format: archiveFormat,
    createdAt: new Date().toISOString(),
    postgres: version.rows[0]?.number ?? 0,
    migrations: migrations.rows,
    eventDays: first === null || last === null ? null : { first, last },
    secretMark: markOf(secret),
    tables: tables.map(({ name, columns }) => ({ name, columns: [...columns] })),
    rowsAbout: await guessRows(client, tables),
  };
}

async function guessRows(client: pg.Client, tables: readonly TableShape[]): Promise<number> {
  const { rows } = await client.query<{ rows: number }>(
    `SELECT coalesce(sum(greatest(c.reltuples, 0)), 0)::bigint AS rows
     FROM unnest($1::regclass[]) AS t(oid)
     JOIN pg_class c ON c.oid = t.oid OR c.oid IN (SELECT relid FROM pg_partition_tree(t.oid) WHERE isleaf)
     WHERE c.relkind = 'r'`,
    [tables.map(({ name }) => name)],
  );
  return rows[0]?.rows ?? 0;
}

export const markOf = (secret: string | undefined): string | null =>
  secret === undefined ? null : createSecrets(secret).mac('archive', 'mark').toString('base64url');

async function addTable(
  archive: Pack,
  client: pg.Client,
  { name, columns }: TableShape,
  onRows: (more: number) => void,
): Promise<{ rows: number; sha256: string }> {
  const stream: AsyncIterable<Buffer> = client.query(
    copyTo(`COPY (SELECT ${columns.join(', ')} FROM ${name}) TO STDOUT`),
  );
  const hash = createHash('sha256');
  let held: Buffer[] = [];
  let [part, rows, size] = [0, 0, 0];
  const flush = async () => {
    if (held.length === 0) return;
    await addBytes(archive, tableEntry(name, part), Buffer.concat(held));
    [held, size, part] = [[], 0, part + 1];
  };
  for await (const chunk of stream) {
    hash.update(chunk);
    held.push(chunk);
    size += chunk.length;
    const more = lines(chunk);
    rows += more;
    onRows(more);
    if (size >= partBytes) await flush();
  }
  await flush();
  return { rows, sha256: hash.digest('hex') };
}

/** COPY's text format ends every row with a line feed and has none inside one. */
function lines(chunk: Buffer): number {
  let count = 0;
  for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) count += 1;
  return count;
}

/** A file that a sweep removes meanwhile belongs to nothing in the snapshot any more. */
async function addFiles(archive: Pack, folder: string, terminal: Terminal): Promise<Totals['files']> {
  const files = diskFiles(folder);
  const digests = (await readdir(folder, { recursive: true }).catch(() => []))
    .map((path) => path.split('/').at(-1) ?? '')
    .filter((name) => /^[0-9a-f]{64}$/.test(name));
  const step = terminal.step({ zh: '导出文件', en: 'Exporting files' });
  let [count, total] = [0, 0];
  for (const sha256 of digests) {
    const found = await files.open(sha256).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (found === undefined) continue;
    await pipeline(found.stream, archive.entry({ name: fileEntry(sha256), size: found.bytes }));
    count += 1;
    total += found.bytes;
    step.at(count, digests.length);
  }
  step.done({ zh: '文件：{count} 个', en: 'files: {count}' }, { count });
  return { count, bytes: total };
}

const addText = (archive: Pack, name: string, value: unknown): Promise<void> =>
  addBytes(archive, name, Buffer.from(`${JSON.stringify(value, null, 2)}\n`));

function addBytes(archive: Pack, name: string, bytes: Buffer): Promise<void> {
  return new Promise((done, fail) => {
    archive.entry({ name, size: bytes.length }, bytes, (error) => {
      if (error === undefined || error === null) done();
      else fail(error);
    });
  });
}

export const filesDirOf = (dataDir: string): string => join(dataDir, 'files');
