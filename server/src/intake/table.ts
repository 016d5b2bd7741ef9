import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { type CsvError, parse } from 'csv-parse';
import type exceljs from 'exceljs';
import { MappingFaults } from './fault.ts';
import { assertUnpacksWithin } from './workbook-size.ts';

export type Cells = Readonly<Record<string, string>>;

/** A row of a file, or what keeps it from being one. `line` is the first line of the row, or its number in a sheet. */
export type TableRow =
  | { readonly line: number; readonly cells: Cells }
  | { readonly line: number; readonly broken: string };

export async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

interface Opening {
  readonly sheet?: string | undefined;
  /** Told how far the file has been read. */
  readonly onBytes?: (bytes: number) => void;
  /** A workbook that unpacks to more than that is not read. */
  readonly unpackedLimitBytes: number;
}

/**
 * A table read as it streams.
 * @throws MappingFaults where a workbook cannot be read, or unpacks to too much, and where a CSV is no text.
 */
export function openTable(
  file: string,
  { sheet, onBytes = () => undefined, unpackedLimitBytes }: Opening,
): AsyncGenerator<readonly string[] | TableRow> {
  return file.toLowerCase().endsWith('.xlsx')
    ? xlsxRows(file, { sheet, onBytes, unpackedLimitBytes })
    : csvRows(file, onBytes);
}

function streamOf(file: string, onBytes: (bytes: number) => void) {
  const stream = createReadStream(file);
  let bytes = 0;
  stream.on('data', (chunk) => {
    bytes += chunk.length;
    onBytes(bytes);
  });
  return stream;
}

interface CsvRecord {
  readonly record: string[];
  readonly raw: string;
  readonly info: { readonly lines: number };
}

/** `info.lines` is the last line of a record; one with line breaks in quotes begins above it. */
const firstLine = ({ raw, info }: CsvRecord): number =>
  info.lines -
  (raw
    .replaceAll('\r\n', '\n')
    .replaceAll(/^\n+|(?<!\n)\n+$/g, '')
    .match(/\n/g)?.length ?? 0);

const looked = 4096;

/** A picture or a workbook under the name of a CSV, or text in units of 16 bits, has a zero byte soon; a CSV has none. */
async function assertText(file: string): Promise<void> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(looked), 0, looked, 0);
    if (!buffer.subarray(0, bytesRead).includes(0)) return;
  } finally {
    await handle.close();
  }
  throw new MappingFaults([
    { line: 0, text: { zh: '不是 UTF-8 文本（CSV）文件', en: 'it is no text file (CSV in UTF-8)' } },
  ]);
}

/** First the names of the columns, then the rows. */
async function* csvRows(file: string, onBytes: (bytes: number) => void) {
  await assertText(file);
  const skipped: { line: number; broken: string }[] = [];
  const parser = parse({
    bom: true,
    info: true,
    raw: true,
    skip_empty_lines: true,
    relax_column_count: true,
    skip_records_with_error: true,
    on_skip: (error: CsvError | undefined) => {
      if (error !== undefined) skipped.push({ line: Number(error['lines'] ?? 0), broken: error.message });
      return undefined;
    },
  });
  const stream = streamOf(file, onBytes);
  stream.on('error', (error) => parser.destroy(error));
  stream.pipe(parser);
  let columns: string[] | undefined;
  for await (const given of parser) {
    const record = given as CsvRecord;
    if (columns === undefined) {
      columns = record.record.map((name) => name.trim());
      yield columns;
      continue;
    }
    while (skipped.length > 0) yield skipped.shift() ?? { line: 0, broken: '' };
    yield rowOf(columns, record.record, firstLine(record));
  }
  yield* skipped;
}

function rowOf(columns: readonly string[], values: readonly string[], line: number): TableRow {
  if (values.length !== columns.length) {
    return { line, broken: `${values.length} cells where the first line names ${columns.length}` };
  }
  return { line, cells: Object.fromEntries(columns.map((name, i) => [name, (values[i] ?? '').trim()])) };
}

/** No table of ours has as many columns; a sheet may have sixteen thousand. */
const mostColumns = 1000;

async function* xlsxRows(file: string, { sheet: wanted, onBytes, unpackedLimitBytes }: Required<Opening>) {
  await assertUnpacksWithin(file, unpackedLimitBytes);
  // Reading worksheets takes as long to load as the rest of the server together; few ever do.
  const { default: excel } = await import('exceljs');
  const reader = new excel.stream.xlsx.WorkbookReader(streamOf(file, onBytes), {
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    worksheets: 'emit',
    entries: 'ignore',
  });
  for await (const sheet of reader) {
    const { name } = sheet as unknown as { name?: string };
    if (wanted !== undefined && name !== wanted) continue;
    let columns: string[] | undefined;
    for await (const row of sheet) {
      const values = Array.from({ length: columns?.length ?? Math.min(row.cellCount, mostColumns) }, (_, i) =>
        textOf(row.getCell(i + 1).value),
      );
      if (values.every((value) => value === '')) continue;
      if (columns === undefined) {
        columns = values;
        yield columns;
        continue;
      }
      yield rowOf(columns, values, row.number);
    }
    return;
  }
}

/** A cell as a person reads it; a date in the form of the mappings' default. */
function textOf(value: exceljs.CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 19).replace('T', ' ');
  if (typeof value !== 'object') return String(value).trim();
  if ('richText' in value)
    return value.richText
      .map(({ text }) => text)
      .join('')
      .trim();
  if ('text' in value) return String(value.text).trim();
  if ('result' in value) return textOf(value.result);
  return '';
}
