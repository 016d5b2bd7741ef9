import { randomUUID } from 'node:crypto';
import { type ExportFormat, fetchExport, getExport, listExports, startExport } from '@heliu/contract/export';
import { parse } from 'csv-parse/sync';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';
import { giveKey } from '../../test/keys.ts';
import { giveMatter } from '../../test/matters.ts';
import { wordsChore } from './words.ts';

let app: TestApp;
let operator: TestAccount;
let supervisor: TestAccount;
let administrator: TestAccount;
const codes: string[] = [];
beforeAll(async () => {
  app = await startTestApp();
  await giveCity(app);
  operator = await giveAccount(app, { grants: [{ role: 'operator', place: 'd' }] });
  supervisor = await giveAccount(app, { grants: [{ role: 'supervisor', place: 'd/t1' }] });
  administrator = await giveAccount(app, { grants: [{ role: 'administrator', place: 'd' }] });
  for (const placeCode of ['g1', 'g1', 'g2']) {
    const { code } = await giveMatter(app, operator, {
      title: '=1+1 张三家',
      description: '张三的电话打不通',
      place: {
        placeCode,
        address: '幸福路 5 号',
        ...(placeCode === 'g1' ? { position: [106.07, 30.02] } : {}),
      },
      reporter: { name: '张三', phone: '13800000000', email: 'zhang@example.test' },
    });
    codes.push(code);
  }
});
afterAll(() => app.close());

interface Wish {
  readonly personal?: boolean;
  readonly filter?: object;
  readonly language?: string;
}

const body = (format: ExportFormat, { personal = false, filter = {} }: Wish = {}) => ({
  commandId: randomUUID(),
  format,
  personal,
  filter,
  purpose: '季度分析报告',
});

async function take(format: ExportFormat, token: string, wish: Wish = {}) {
  const { exportId, expected } = await app.call(startExport, { body: body(format, wish) }, token);
  const file = await app.inject({
    url: fetchExport.path.replace(':id', exportId),
    headers: { authorization: `Bearer ${token}`, 'accept-language': wish.language ?? 'en' },
  });
  return { exportId, expected, file };
}

const secrets = ['张三', '幸福路', '13800000000', 'zhang@example.test', '106.07'];

describe('a file of matters', () => {
  test('as CSV that a spreadsheet opens, with the matters in sight and nothing personal', async () => {
    const { file, expected, exportId } = await take('csv', supervisor.token);
    expect(expected).toBe(2);
    expect(file.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(file.headers['content-disposition']).toMatch(/^attachment; filename="matters-2026-11-\d\d\.csv"$/);
    const rows: Record<string, string>[] = parse(file.body, { columns: true, bom: true });
    expect(new Set(rows.map((row) => row['事项编码']))).toEqual(new Set(codes.slice(0, 2)));
    expect(rows[0]).toMatchObject({
      环节: '已派遣',
      网格: 'g1',
      登记时间: '2026-11-25 10:00',
      经度: '106.05',
    });
    for (const secret of secrets) expect(file.body).not.toContain(secret);
    const state = await app.call(getExport, { params: { id: exportId } }, supervisor.token);
    expect(state).toMatchObject({ expected: 2, written: 2, endedAt: expect.any(String) });
  });

  test('as XLSX', async () => {
    const { file } = await take('xlsx', operator.token);
    const book = new exceljs.Workbook();
    await book.xlsx.load(file.rawPayload as unknown as Parameters<typeof book.xlsx.load>[0]);
    const sheet = book.worksheets[0];
    expect(sheet?.rowCount).toBe(4);
    expect(sheet?.getRow(1).getCell(1).value).toBe('事项编码');
    const found = [2, 3, 4].map((row) => sheet?.getRow(row).getCell(1).text ?? '');
    expect(new Set(found)).toEqual(new Set(codes));
  });

  test('as GeoJSON, each in the middle of its grid', async () => {
    const { file } = await take('geojson', operator.token);
    const { type, features } = JSON.parse(file.body) as {
      type: string;
      features: { id: string; geometry: unknown }[];
    };
    expect(type).toBe('FeatureCollection');
    expect(features).toHaveLength(3);
    const one = features.find(({ id }) => id === codes[0]);
    expect(one?.geometry).toEqual({ type: 'Point', coordinates: [106.05, 30.05] });
    for (const secret of secrets) expect(file.body).not.toContain(secret);
  });

  test('narrowed by the filters of the list', async () => {
    expect((await take('csv', operator.token, { filter: { place: 't2' } })).expected).toBe(1);
    expect((await take('csv', operator.token, { filter: { to: '2026-11-24' } })).expected).toBe(0);
    expect((await take('csv', operator.token, { filter: { state: 'closed' } })).expected).toBe(0);
  });
});

describe('personal data', () => {
  test('leave by a permission of their own, with an entry for each matter, and as no formula', async () => {
    const { file, exportId } = await take('csv', supervisor.token, { personal: true });
    const rows: Record<string, string>[] = parse(file.body, { columns: true, bom: true });
    expect(rows[0]).toMatchObject({
      标题: "'=1+1 张三家",
      描述: '张三的电话打不通',
      地址: '幸福路 5 号',
      反映人: '张三',
      电话: '13800000000',
      经度: '106.07',
    });
    const looks = await app.db
      .selectFrom('log.accesses')
      .selectAll()
      .where('endpoint', '=', fetchExport.id)
      .where('account_id', '=', supervisor.id)
      .execute();
    expect(looks).toHaveLength(2);
    expect(looks.every(({ purpose }) => purpose === '季度分析报告')).toBe(true);
    const events = await app.db
      .selectFrom('log.events')
      .select('payload')
      .where('subject', '=', `export:${exportId}`)
      .execute();
    expect(events).toEqual([{ payload: { format: 'csv', personal: true, expected: 2 } }]);
  });

  test('are refused to others, and so is an export without a purpose', async () => {
    const refused = await app.refuse(startExport, { body: body('csv', { personal: true }) }, operator.token);
    expect(refused.code).toBe('auth.forbidden');
    const key = await giveKey(app, ['matter.export']);
    const byKey = await app.refuse(startExport, { body: body('csv', { personal: true }) }, key.token);
    expect(byKey.code).toBe('auth.forbidden');
    const silent = { ...body('csv'), purpose: ' ' };
    expect((await app.refuse(startExport, { body: silent }, operator.token)).errors?.[0]?.field).toBe(
      'purpose',
    );
  });

  test('as XLSX a text that begins as a formula stays a text', async () => {
    const { file } = await take('xlsx', supervisor.token, { personal: true });
    const book = new exceljs.Workbook();
    await book.xlsx.load(file.rawPayload as unknown as Parameters<typeof book.xlsx.load>[0]);
    const cells = book.worksheets[0]?.getSheetValues().flatMap((row) => (Array.isArray(row) ? row : []));
    expect(cells).toContain('=1+1 张三家');
  });
});

describe('the file', () => {
  const fetch = (id: string, token: string) =>
    app.inject({ url: fetchExport.path.replace(':id', id), headers: { authorization: `Bearer ${token}` } });

  test('is given once, to whoever asked for it, for ten minutes', async () => {
    const { exportId } = await take('csv', operator.token);
    expect((await fetch(exportId, operator.token)).statusCode).toBe(404);
    const fresh = await app.call(startExport, { body: body('csv') }, supervisor.token);
    expect((await fetch(fresh.exportId, operator.token)).statusCode).toBe(404);
    const own = { params: { id: fresh.exportId } };
    expect((await app.refuse(getExport, own, operator.token)).code).toBe('resource.notFound');
    app.clock.advance(600_000);
    expect((await fetch(fresh.exportId, supervisor.token)).statusCode).toBe(404);
  });

  test('is in the language that a program asks for, in Chinese without one', async () => {
    const key = await giveKey(app, ['matter.export']);
    const headOf = async (headers: Record<string, string>) => {
      const { exportId } = await app.call(startExport, { body: body('csv') }, key.token);
      const url = fetchExport.path.replace(':id', exportId);
      const file = await app.inject({ url, headers: { authorization: `Bearer ${key.token}`, ...headers } });
      return file.body.split('\n')[0];
    };
    expect(await headOf({ 'accept-language': 'en' })).not.toContain('事项编码');
    expect(await headOf({ 'accept-language': 'zh-CN' })).toContain('事项编码');
    expect(await headOf({})).toContain('事项编码');
  });

  test('is taken by a program with a key of the place, and only within it', async () => {
    const key = await giveKey(app, ['matter.export'], { place: 't2' });
    const { file, expected } = await take('csv', key.token, { language: 'en' });
    expect([expected, file.statusCode]).toEqual([1, 200]);
    expect(file.body).toContain(codes[2]);
    const words = { body: body('csv', { filter: { q: '张三' } }) };
    expect((await app.refuse(startExport, words, key.token)).code).toBe('auth.forbidden');
    expect((await take('csv', key.token, { filter: { q: codes[2] } })).expected).toBe(1);
    const reader = await giveKey(app, ['public.read']);
    expect((await app.refuse(startExport, { body: body('csv') }, reader.token)).code).toBe('auth.forbidden');
  });
});

test('a searched text is kept until the file can no longer be fetched, and not longer', async () => {
  const chore = wordsChore(app);
  await chore.run();
  const asked = { body: body('csv', { filter: { q: '张三' } }) };
  const { exportId } = await app.call(startExport, asked, supervisor.token);
  const kept = async () =>
    JSON.stringify(
      await app.db.selectFrom('export.exports').select('filter').where('id', '=', exportId).execute(),
    );
  app.clock.advance(599_999);
  expect([await chore.count(), await chore.run()]).toEqual([0, 0]);
  expect(await kept()).toContain('张三');
  app.clock.advance(1);
  expect([await chore.count(), await chore.run(), await chore.count()]).toEqual([1, 1, 0]);
  expect(await kept()).toContain('"q":"…"');
});

test('administrators see what left their places: who, what, why; those of elsewhere do not', async () => {
  const { exportId } = await take('csv', supervisor.token, { filter: { q: '张三', stage: ['dispatched'] } });
  const { rows } = await app.call(listExports, { query: { limit: 200 } }, administrator.token);
  expect(rows.find(({ id }) => id === exportId)).toMatchObject({
    by: '测试员',
    format: 'csv',
    personal: false,
    purpose: '季度分析报告',
    filter: { q: '…', stage: '已派遣' },
  });
  const stored = await app.db
    .selectFrom('export.exports')
    .select('filter')
    .where('id', '=', exportId)
    .execute();
  expect(JSON.stringify(stored)).not.toContain('张三');
  const elsewhere = await giveAccount(app, { grants: [{ role: 'administrator', place: 'd/t2' }] });
  const there = await app.call(listExports, { query: { limit: 200 } }, elsewhere.token);
  expect(there.rows.map(({ id }) => id)).not.toContain(exportId);
  const first = await app.call(listExports, { query: { limit: 1 } }, administrator.token);
  const second = await app.call(
    listExports,
    { query: { limit: 1, cursor: first.next } },
    administrator.token,
  );
  expect(second.rows[0]?.id).toBe(rows[1]?.id);
});
