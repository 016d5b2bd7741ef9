import { CsvError, parse } from 'csv-parse/sync';
import type { z } from 'zod';
import type { Faults, Spot } from './fault.ts';
import { issueTexts } from './issue.ts';
import { readText } from './yaml-file.ts';

export interface Row<T> {
  readonly value: T;
  readonly spot: Spot;
}

interface Record {
  readonly record: { [column: string]: string };
  readonly raw: string;
  readonly info: { readonly lines: number };
}

/** `info.lines` is the last line of a record; one with line breaks in quotes begins above it. */
const firstLine = ({ raw, info }: Record): number =>
  info.lines - (raw.replaceAll(/^\n+|\n$/g, '').match(/\n/g)?.length ?? 0);

function columnsFault(faults: Faults, file: string, missing: readonly string[]): void {
  faults.add(
    { file, line: 1 },
    {
      what: { zh: `缺少列 ${missing.join('、')}`, en: `columns are missing: ${missing.join(', ')}` },
      why: { zh: '每行都要有这些内容', en: 'every row needs them' },
      fix: {
        zh: '在首行补上列名，没有内容的格留空',
        en: 'name them in the first line; leave empty cells where there is nothing',
      },
    },
  );
}

export interface CsvOptions {
  readonly isOptional?: boolean;
  /** Told the cells of a row that did not fit, so that its code is known and references to it raise no fault. */
  readonly onBroken?: (cells: Readonly<{ [column: string]: string }>, spot: Spot) => void;
}

/** Rows that fit, each with its line; faults for the others. An absent optional file has no rows. */
export function readCsv<S extends z.ZodObject>(
  folder: string,
  file: string,
  schema: S,
  faults: Faults,
  { isOptional = false, onBroken }: CsvOptions = {},
): Row<z.output<S>>[] {
  const text = readText(folder, file, faults, !isOptional)?.replaceAll(/\r\n?/g, '\n');
  if (text === undefined) return [];
  const wanted = Object.keys(schema.shape);
  let header: string[] = [];
  let records: Record[];
  try {
    records = parse(text, {
      columns: (names: string[]) => {
        header = names.map((name) => name.trim());
        return header;
      },
      skip_empty_lines: true,
      trim: true,
      info: true,
      raw: true,
    }) as unknown as Record[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    faults.add(
      { file, line: Number(error['lines'] ?? 1) },
      {
        what: { zh: `CSV 格式错误：${error.message}`, en: `this is not CSV: ${error.message}` },
        why: { zh: '表格无法解析', en: 'the table cannot be parsed' },
        fix: {
          zh: '检查本行的引号和逗号个数',
          en: 'look at the quotes and the number of commas in this line',
        },
      },
    );
    return [];
  }
  const missing = wanted.filter((name) => !header.includes(name));
  if (missing.length > 0) {
    columnsFault(faults, file, missing);
    return [];
  }
  const rows: Row<z.output<S>>[] = [];
  for (const entry of records) {
    const spot = { file, line: firstLine(entry) };
    const result = schema.safeParse(entry.record);
    if (result.success) rows.push({ value: result.data, spot });
    else {
      onBroken?.(entry.record, spot);
      for (const issue of result.error.issues) {
        faults.add(spot, issueTexts(issue, entry.record[String(issue.path[0])]));
      }
    }
  }
  return rows;
}
