import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';
import { heliu } from '../cli/test-cli.ts';
import type { ImportReport } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'heliu-intake-'));
const path = (name: string) => join(folder, name);
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await giveCity(app);
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

const mapping = (source: string) => `source: ${source}
id: 编号
opened: { column: 时间 }
target: { column: 期限, format: yyyy-MM-dd, timeOfDay: "18:00" }
closed: { column: 办结 }
type:
  columns: [类型]
  codes: { 漏水: AUTO-01, 道路: HAND-02 }
kind: { default: help }
channel: { default: hotline }
place: { columns: [社区], codes: { 一: c1, 二: c2 }, default: d }
title: "{类型}：{社区}社区"
reply: 答复
`;

const head = ['编号', '时间', '期限', '办结', '类型', '社区', '答复'];
const rows = [
  ['1', '2026-03-02 09:00:00', '2026-03-05', '2026-03-04 10:00:00', '漏水', '一', '已修好\n请放心'],
  ['2', '2026-03-02 09:00:00', '2026-03-05', '2026-03-06 10:00:00', '道路', '二', ''],
  ['3', '2026-03-02 09:00', '', '', '漏水', '一', ''],
  ['4', '2026-03-02 09:00:00', '', '', '噪声', '一', ''],
  ['5', '2026-03-02 09:00:00', '', '2026-03-01 09:00:00', '漏水', '', ''],
  ['1', '2026-03-02 09:00:00', '', '', '漏水', '一', ''],
  ['', '2026-03-02 09:00:00', '', '', '漏水', '一', ''],
];
const csv = (table: readonly (readonly string[])[]) =>
  table.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\n');

const tell = (file: string, map: string) =>
  heliu(['--lang', 'en', 'import', 'requests', file, '--map', map, '--json'], {
    DATABASE_URL: app.database.url,
    HELIU_SECRET: 'a secret of the tests, long enough',
  });

const run = async (file: string, map: string) => {
  const { code, out, err } = await tell(file, map);
  expect(code, err).toBe(0);
  return { err, report: JSON.parse(out) as ImportReport };
};

test('rows become matters at their own times; the others are named by line and reason', async () => {
  writeFileSync(path('a.yaml'), mapping('old-hotline'));
  writeFileSync(path('a.csv'), `\uFEFF${csv([head, ...rows])}`);
  const { report, err } = await run(path('a.csv'), path('a.yaml'));
  expect(report, err).toMatchObject({ rows: 7, imported: 3, repeated: 0 });
  expect(report.rejected.map(({ line, reason }) => [line, reason])).toEqual([
    [5, '时间 is “2026-03-02 09:00”, which is not of the form yyyy-MM-dd HH:mm:ss'],
    [6, 'type.codes of the mapping does not name “噪声”, and there is no default'],
    [8, 'the id 1 is that of line 2 already'],
    [9, '编号 is blank: the row has no id'],
  ]);
  const codesOf = report.flagged.map(({ line, flags }) => [line, flags.map(({ code }) => code)]);
  expect(codesOf).toEqual([
    [2, ['time.inferred']],
    [4, ['time.inferred']],
    [7, ['target.missing', 'closed.beforeOpened', 'value.blank']],
  ]);
  const { rows: matters } = await app.pool.query(`
    SELECT r.source_id, m.title, m.place_path, m.stage, m.on_time, m.closed_at, m.state->'closing'->'dueAt' AS due
    FROM intake.rows r JOIN matter.matters m ON m.id = r.matter_id ORDER BY r.source_id`);
  expect(matters).toMatchObject([
    { title: '漏水：一社区', place_path: 'd/t1/c1', on_time: true, due: Date.parse('2026-03-05T10:00:00Z') },
    { stage: 'closed', on_time: false, closed_at: new Date('2026-03-06T02:00:00Z') },
    { place_path: 'd', on_time: true, closed_at: new Date('2026-03-02T01:00:00Z'), due: null },
  ]);

  const again = await run(path('a.csv'), path('a.yaml'));
  expect(again.report).toMatchObject({ rows: 7, imported: 0, repeated: 3 });
  expect(again.report.flagged).toEqual(report.flagged);
  const changed = rows.with(1, rows[1]?.with(6, '另一答复') ?? []);
  writeFileSync(path('b.csv'), csv([head, ...changed]));
  const other = await run(path('b.csv'), path('a.yaml'));
  expect(other.report).toMatchObject({ imported: 0, repeated: 2 });
  expect(other.report.rejected[0]).toMatchObject({ line: 4, sourceId: '2' });
});

test('a worksheet gives the same as the text file', async () => {
  const book = new exceljs.Workbook();
  book.addWorksheet('说明').addRow(['另一张表']);
  const sheet = book.addWorksheet('诉求');
  sheet.addRow(head);
  for (const row of rows) {
    const [id, time = '', ...rest] = row;
    sheet.addRow([id, time.length === 19 ? new Date(`${time.replace(' ', 'T')}Z`) : time, ...rest]);
  }
  await book.xlsx.writeFile(path('c.xlsx'));
  writeFileSync(path('c.yaml'), `${mapping('old-hotline-sheet')}sheet: 诉求\n`);
  const { report, err } = await run(path('c.xlsx'), path('c.yaml'));
  expect(report, err).toMatchObject({ rows: 7, imported: 3 });
  expect(report.rejected.map(({ line }) => line)).toEqual([4, 5, 7, 8]);
});

test('a mapping that does not fit is refused with the line of every fault, and nothing is imported', async () => {
  const before = await app.pool.query('SELECT count(*) FROM intake.rows');
  writeFileSync(path('d.csv'), csv([head, ...rows]));
  const refused = async (text: string) => {
    writeFileSync(path('d.yaml'), text);
    const { code, out, err } = await tell(path('d.csv'), path('d.yaml'));
    expect(code).toBe(2);
    return out + err;
  };
  const slips = mapping('old').replace('id: 编号', 'ids: 编号').replace('yyyy-MM-dd,', 'dd.MM,');
  const shape = await refused(slips);
  expect(shape).toContain('d.yaml:2: mapping has no field named ids');
  expect(shape).toContain('d.yaml:4: target.format');
  const codes = await refused(mapping('old').replace('HAND-02', 'NONE-99').replace('二: c2', '二: c9'));
  expect(codes).toContain('d.yaml:8: type.codes.道路: the city has no type of matter with the code NONE-99');
  expect(codes).toContain('d.yaml:11: place.codes.二');
  const columns = await refused(mapping('old').replace('reply: 答复', 'reply: 回复'));
  expect(columns).toContain('d.yaml:13: reply: the file has no column “回复”');
  expect((await app.pool.query('SELECT count(*) FROM intake.rows')).rows).toEqual(before.rows);
});
