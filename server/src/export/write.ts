import { PassThrough, Readable } from 'node:stream';
import type { ExportFormat } from '@heliu/contract/export';
import type { Language } from '@heliu/contract/text';
import { stringify } from 'csv-stringify';
import type { City } from '../city/index.ts';
import { type Column, pointOf } from './columns.ts';
import type { ExportedRow } from './rows.ts';
import { sheetName } from './texts.ts';

export interface Written {
  readonly rows: AsyncIterable<ExportedRow>;
  readonly columns: readonly Column[];
  readonly city: City;
  readonly language: Language;
}

export const mediaTypes: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  geojson: 'application/geo+json; charset=utf-8',
};

export const writers: Readonly<Record<ExportFormat, (written: Written) => Readable>> = {
  csv: writeCsv,
  xlsx: writeXlsx,
  geojson: writeGeoJson,
};

/** With the mark by which spreadsheets know UTF-8, and nothing that they would take for a formula. */
function writeCsv({ rows, columns, language }: Written): Readable {
  async function* lines() {
    yield columns.map(({ head }) => head[language]);
    for await (const row of rows) yield columns.map(({ value }) => value(row));
  }
  const csv = stringify({ bom: true, record_delimiter: '\r\n', escape_formulas: true });
  const source = Readable.from(lines());
  source.on('error', (error) => csv.destroy(error));
  csv.on('close', () => source.destroy());
  return source.pipe(csv);
}

const columnWidth = 18;
const settleEvery = 200;

function writeXlsx({ rows, columns, language }: Written): Readable {
  const stream = new PassThrough();
  const work = async () => {
    const { default: exceljs } = await import('exceljs');
    const book = new exceljs.stream.xlsx.WorkbookWriter({ stream, useSharedStrings: false });
    const sheet = book.addWorksheet(sheetName[language], { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.columns = columns.map(({ head }) => ({ header: head[language], width: columnWidth }));
    let n = 0;
    for await (const row of rows) {
      if (stream.destroyed) return;
      sheet.addRow(columns.map(({ value }) => value(row))).commit();
      n += 1;
      // The writer takes rows without waiting for the network; it is let to catch up now and then.
      if (n % settleEvery === 0 && stream.writableNeedDrain) await drained(stream);
    }
    sheet.commit();
    await book.commit();
  };
  work().catch((error: unknown) => stream.destroy(error instanceof Error ? error : new Error(String(error))));
  return stream;
}

const drained = (stream: PassThrough): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      stream.off('drain', done);
      stream.off('close', done);
      resolve();
    };
    stream.on('drain', done);
    stream.on('close', done);
  });

function writeGeoJson({ rows, columns, city }: Written): Readable {
  const properties = columns.filter(({ name }) => name !== 'lng' && name !== 'lat');
  async function* text() {
    yield '{"type":"FeatureCollection","features":[';
    let first = true;
    for await (const row of rows) {
      const point = pointOf(row, city);
      const feature = {
        type: 'Feature',
        id: row.code,
        geometry: point === null ? null : { type: 'Point', coordinates: point },
        properties: Object.fromEntries(properties.map(({ name, value }) => [name, value(row)])),
      };
      yield `${first ? '' : ','}\n${JSON.stringify(feature)}`;
      first = false;
    }
    yield '\n]}\n';
  }
  return Readable.from(text());
}
