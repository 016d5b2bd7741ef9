import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { Problem } from '@heliu/contract/problem';
import type { Text } from '@heliu/contract/text';
import type pg from 'pg';
import type { City } from '../city/index.ts';
import { arrayLiteral, beginCopy } from '../kernel/copy.ts';
import { copyStories } from '../matter/index.ts';
import { assertCodes, assertColumns, columnNames } from './check.ts';
import { MappingFaults } from './fault.ts';
import type { Flag } from './flags.ts';
import type { ReadMapping } from './mapping.ts';
import { asRecorded, replay, type Replayed } from './replay.ts';
import { readRequest, type Request } from './request.ts';
import { type Cells, hashOf, openTable, type TableRow } from './table.ts';

export interface RejectedRow {
  readonly line: number;
  readonly sourceId: string | null;
  readonly reason: Text;
}

export interface FlaggedRow {
  readonly line: number;
  readonly sourceId: string;
  readonly flags: readonly Flag[];
}

/** What became of every row: `rows` is the sum of imported, repeated and rejected. */
export interface ImportReport {
  readonly source: string;
  readonly fileHash: string;
  rows: number;
  imported: number;
  /** There already from an earlier run; nothing changed. */
  repeated: number;
  readonly rejected: RejectedRow[];
  /** Kept rows with something missing, wrong or inferred; those of earlier runs among them. */
  readonly flagged: FlaggedRow[];
}

export interface ImportTask {
  readonly pool: pg.Pool;
  readonly city: City;
  readonly file: string;
  readonly mapping: ReadMapping;
  readonly now: number;
  onProgress(bytes: number, total: number): void;
}

const batchSize = 500;
/** A sheet of a million rows unpacks to some 600 MB. */
const unpackedLimitBytes = 1024 * 1_048_576;
const lockKey = 7_290_114_381;

interface Kept {
  readonly line: number;
  readonly request: Request;
  readonly contentHash: string;
}

/**
 * Brings the requests of a file in, batch by batch, each whole or not at all with the record of its rows; a run that
 * was cut off goes on with the rest, and a repeat changes nothing.
 * @throws MappingFaults where the mapping does not fit the file or the city; then nothing was imported.
 */
export async function importRequests(task: ImportTask): Promise<ImportReport> {
  assertCodes(task.mapping, task.city);
  const lock = await task.pool.connect();
  try {
    const { rows } = await lock.query<{ free: boolean }>('SELECT pg_try_advisory_lock($1) AS free', [
      lockKey,
    ]);
    if (rows[0]?.free !== true) throw new Problem('command.refused', { text: busy });
    return await importAll(task);
  } finally {
    await lock.query('SELECT pg_advisory_unlock($1)', [lockKey]).catch(() => {});
    lock.release();
  }
}

const busy: Text = {
  zh: '另一个导入正在进行。请等它结束后再运行。',
  en: 'Another import is running. Wait until it has ended, then run this one.',
};

async function importAll(task: ImportTask): Promise<ImportReport> {
  const { mapping } = task.mapping;
  const { size } = await stat(task.file);
  const fileHash = await hashOf(task.file);
  const report: ImportReport = {
    source: mapping.source,
    fileHash,
    rows: 0,
    imported: 0,
    repeated: 0,
    rejected: [],
    flagged: [],
  };
  const recorded = asRecorded(task.city);
  const seen = new Map<string, number>();
  let batch: Kept[] = [];
  let read = 0;
  const flush = async () => {
    await importBatch(task, recorded, batch, report);
    batch = [];
    task.onProgress(read, size);
  };
  let columns: readonly string[] | undefined;
  const onBytes = (bytes: number) => void (read = bytes);
  const opening = { sheet: mapping.sheet, onBytes, unpackedLimitBytes };
  for await (const given of openTable(task.file, opening)) {
    if (columns === undefined) {
      columns = columnsIn(given);
      assertColumns(task.mapping, columns);
      continue;
    }
    if (!('line' in given)) continue;
    report.rows += 1;
    const kept = keep(given, task, seen, report);
    if (kept !== undefined) batch.push(kept);
    if (batch.length >= batchSize) await flush();
  }
  if (columns === undefined) throw new MappingFaults([{ line: 0, text: noRows }]);
  await flush();
  report.rejected.sort((a, b) => a.line - b.line);
  return report;
}

const noRows: Text = {
  zh: '文件中没有表格，或没有映射所说的工作表。请核对文件和 sheet。',
  en: 'The file holds no table, or not the worksheet that the mapping names. Check the file and sheet.',
};

const columnsIn = (given: readonly string[] | TableRow): readonly string[] => ('line' in given ? [] : given);

/** A row to be imported; undefined, and a line in the report, where it is not. */
function keep(
  row: TableRow,
  { mapping: { mapping }, city }: ImportTask,
  seen: Map<string, number>,
  report: ImportReport,
): Kept | undefined {
  const { line } = row;
  const reject = (sourceId: string | null, reason: Text) => {
    report.rejected.push({ line, sourceId, reason });
    return undefined;
  };
  if ('broken' in row) {
    return reject(null, {
      zh: `这一行无法读取：${row.broken}`,
      en: `this row cannot be read: ${row.broken}`,
    });
  }
  const result = readRequest(row.cells, mapping, city);
  if (!result.ok) return reject(result.sourceId, result.reason);
  const { request } = result;
  const earlier = seen.get(request.sourceId);
  if (earlier !== undefined) {
    return reject(request.sourceId, {
      zh: `编号 ${request.sourceId} 与第 ${earlier} 行重复`,
      en: `the id ${request.sourceId} is that of line ${earlier} already`,
    });
  }
  seen.set(request.sourceId, line);
  return { line, request, contentHash: contentHash(row.cells, columnNames(mapping)) };
}

const contentHash = (cells: Cells, columns: readonly string[]): string =>
  createHash('sha256')
    .update(JSON.stringify(columns.map((column) => cells[column] ?? '')))
    .digest('hex');

const rowColumns = [
  'source',
  'source_id',
  'matter_id',
  'file_hash',
  'line',
  'content_hash',
  'flags',
  'facts',
  'imported_at',
] as const;
type RowRecord = Record<(typeof rowColumns)[number], unknown>;

async function importBatch(
  task: ImportTask,
  recorded: City,
  batch: readonly Kept[],
  report: ImportReport,
): Promise<void> {
  const fresh = await withoutKnown(task, batch, report);
  const told = fresh.flatMap((kept) => {
    const replayed = tell(recorded, kept, task, report);
    return replayed === undefined ? [] : [{ kept, replayed }];
  });
  await copyStories(
    task.pool,
    told.map(({ replayed }) => replayed.story),
    async (client) => {
      const copy = beginCopy<RowRecord>(client, 'intake.rows', rowColumns);
      for (const { kept, replayed } of told) await copy.add(recordOf(kept, replayed, task, report));
      await copy.end();
    },
  );
  report.imported += told.length;
}

function tell(
  recorded: City,
  { line, request }: Kept,
  { mapping: { mapping } }: ImportTask,
  report: ImportReport,
): Replayed | undefined {
  try {
    const replayed = replay(recorded, request, mapping.unsolvableReason);
    noteFlags(report, line, request);
    return replayed;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const reason = { zh: error.text('zh'), en: error.text('en') };
    report.rejected.push({ line, sourceId: request.sourceId, reason });
    return undefined;
  }
}

function noteFlags(report: ImportReport, line: number, { sourceId, flags }: Request): void {
  if (flags.length > 0) report.flagged.push({ line, sourceId, flags });
}

const recordOf = (
  { line, request, contentHash: content }: Kept,
  { matterId }: Replayed,
  { now }: ImportTask,
  { source, fileHash }: ImportReport,
): RowRecord => ({
  source,
  source_id: request.sourceId,
  matter_id: matterId,
  file_hash: fileHash,
  line,
  content_hash: content,
  flags: arrayLiteral([...new Set(request.flags.map(({ code }) => code))]),
  facts: request.facts,
  imported_at: new Date(now),
});

/** Rows that are no matters yet; one that came before with other content is rejected, since history is not rewritten. */
async function withoutKnown(
  { pool }: ImportTask,
  batch: readonly Kept[],
  report: ImportReport,
): Promise<Kept[]> {
  const { rows } = await pool.query<{ source_id: string; content_hash: string; line: number }>(
    'SELECT source_id, content_hash, line FROM intake.rows WHERE source = $1 AND source_id = ANY($2)',
    [report.source, batch.map(({ request }) => request.sourceId)],
  );
  const known = new Map(rows.map((row) => [row.source_id, row]));
  return batch.filter(({ line, request, contentHash: content }) => {
    const there = known.get(request.sourceId);
    if (there === undefined) return true;
    if (there.content_hash === content) {
      report.repeated += 1;
      noteFlags(report, line, request);
    } else {
      const { sourceId } = request;
      report.rejected.push({
        line,
        sourceId,
        reason: {
          zh: `编号 ${sourceId} 已导入（当时为第 ${there.line} 行），内容不同；已有事项未改动，请在系统中办理`,
          en: `the id ${sourceId} was imported before (line ${there.line} then) with other content; the matter stays as it is, change it here`,
        },
      });
    }
    return false;
  });
}
