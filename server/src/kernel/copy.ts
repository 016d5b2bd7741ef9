import { once } from 'node:events';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** A value of a row as COPY's text format writes it. */
function field(value: unknown): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (value instanceof Date) return value.toISOString();
  return escape(typeof value === 'string' ? value : JSON.stringify(value));
}

const special = /[\\\n\r\t]/;
const names: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const escape = (text: string): string =>
  special.test(text) ? text.replaceAll(/[\\\n\r\t]/g, (sign) => names[sign] ?? sign) : text;

/** An array literal for `text[]` columns. */
export const arrayLiteral = (items: readonly string[]): string =>
  `{${items.map((item) => `"${item.replaceAll(/["\\]/g, (sign) => `\\${sign}`)}"`).join(',')}}`;

/** A row as one line of COPY's text format. */
export const copyLine = <Row extends object>(row: Row, columns: readonly (keyof Row & string)[]): string =>
  `${columns.map((column) => field(row[column])).join('\t')}\n`;

/** A COPY under way: rows go in as they come, with the back-pressure of the connection. */
export interface Copy<Row> {
  add(row: Row): Promise<void>;
  /** Rows that are lines already. */
  addLines(lines: Iterable<string>): Promise<void>;
  end(): Promise<void>;
}

const flushAt = 65_536;

/** Begins a COPY of the named columns into a table; values are taken from rows by column name. */
export function beginCopy<Row extends object>(
  client: pg.ClientBase,
  table: string,
  columns: readonly (keyof Row & string)[],
): Copy<Row> {
  const stream = client.query(copyFrom(`COPY ${table} (${columns.join(', ')}) FROM STDIN`));
  let failure: Error | undefined;
  const check = () => {
    if (failure !== undefined) throw failure;
  };
  let proceed = () => {};
  stream.on('error', (error) => {
    failure = error;
    proceed();
  });
  stream.on('drain', () => proceed());
  let buffer = '';
  const flush = async () => {
    check();
    const chunk = buffer;
    buffer = '';
    if (chunk !== '' && !stream.write(chunk)) {
      await new Promise<void>((resume) => {
        proceed = resume;
      });
    }
    check();
  };
  const addLines = async (lines: Iterable<string>) => {
    for (const line of lines) {
      buffer += line;
      if (buffer.length > flushAt) await flush();
    }
  };
  return {
    add: (row) => addLines([copyLine(row, columns)]),
    addLines,
    end: async () => {
      await flush();
      stream.end();
      await once(stream, 'finish');
      check();
    },
  };
}
