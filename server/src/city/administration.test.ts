import { randomUUID } from 'node:crypto';
import {
  getCatalogue,
  importLegalYear,
  listCityVersions,
  listLegalYears,
  listVersionChanges,
} from '@heliu/contract/city-api';
import type { CityPack } from '@heliu/contract/city/pack';
import { registerMatter } from '@heliu/contract/matter';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { startTestApp, type TestApp, testApp } from '../../test/harness.ts';
import { readPack } from '../../test/packs.ts';

const lakeside = readPack('lakeside');
let app: TestApp;
let administrator: TestAccount;
let operator: TestAccount;
beforeAll(async () => {
  app = await startTestApp();
  await giveCity(app, lakeside);
  administrator = await giveAccount(app, { grants: [{ role: 'administrator', place: 'LS' }] });
  operator = await giveAccount(app, { grants: [{ role: 'operator', place: 'LS' }] });
});
afterAll(() => app.close());

const sameText = (word: string) => ({ zh: word, en: word });

test('an import tells entry by entry what it added, changed and removed', async () => {
  const own = await testApp();
  await giveCity(own, lakeside);
  const [lamps, ...units] = lakeside.units.toReversed();
  if (lamps === undefined) throw new Error('the pack has no units');
  const next: CityPack = {
    ...lakeside,
    version: '1.1.0',
    units: [
      ...units.map((unit) =>
        unit.code === 'water' ? { ...unit, phone: '1', name: sameText('Water') } : unit,
      ),
      { ...lamps, code: 'lights', name: sameText('Lights') },
    ],
  };
  await giveCity(own, next);
  const by = await giveAccount(own, { grants: [{ role: 'administrator', place: 'LS' }] });
  const { rows } = await own.call(listCityVersions, {}, by.token);
  const versionId = rows[0]?.versionId ?? 0;
  const ask = (query: { kind: string; limit?: number; cursor?: string }, id = versionId) =>
    own.call(listVersionChanges, { params: { versionId: id }, query }, by.token);
  const changed = await ask({ kind: 'unit' });
  const water = lakeside.units.find(({ code }) => code === 'water');
  const changedWater = [
    { label: { zh: '名称', en: 'name' }, from: water?.name, to: sameText('Water') },
    { label: { zh: '电话', en: 'phone' }, from: null, to: sameText('1') },
  ];
  expect(changed.rows).toEqual(
    [
      { code: 'lights', name: sameText('Lights'), act: 'added', fields: [] },
      { code: lamps.code, name: lamps.name, act: 'removed', fields: [] },
      { code: 'water', name: sameText('Water'), act: 'changed', fields: changedWater },
    ].toSorted((a, b) => (a.code < b.code ? -1 : 1)),
  );
  const first = await ask({ kind: 'unit', limit: 2 });
  expect(first.rows).toEqual(changed.rows.slice(0, 2));
  const second = await ask({ kind: 'unit', limit: 2, cursor: first.next ?? '' });
  expect(second).toEqual({ rows: changed.rows.slice(2) });
  expect((await ask({ kind: 'rule' })).rows).toEqual([]);
  expect((await ask({ kind: 'setting' })).rows).toEqual([
    {
      code: 'version',
      name: { zh: '数据包版本', en: 'Version of the pack' },
      act: 'changed',
      fields: [{ label: null, from: sameText('1.0.0'), to: sameText('1.1.0') }],
    },
  ]);
  const unknown = { params: { versionId: 999 }, query: { kind: 'unit' } };
  expect(await own.refuse(listVersionChanges, unknown, by.token)).toMatchObject({ status: 404 });
});

test('changes are for administrators', async () => {
  const input = { params: { versionId: 1 }, query: { kind: 'unit' } };
  expect(await app.refuse(listVersionChanges, input)).toMatchObject({ status: 401 });
  expect(await app.refuse(listVersionChanges, input, operator.token)).toMatchObject({ status: 403 });
  const bad = { params: { versionId: 1 }, query: { kind: 'unit; --' } };
  expect(await app.refuse(listVersionChanges, bad, administrator.token)).toMatchObject({
    errors: [{ field: 'query.kind' }],
  });
});

test('the catalogue holds every type, those that left it too, with who leads', async () => {
  const own = await testApp();
  const hechuan = readPack('hechuan');
  await giveCity(own, hechuan);
  const by = await giveAccount(own, { grants: [{ role: 'operator', place: '500117' }] });
  const { types, current, versions, classes } = await own.call(getCatalogue, {}, by.token);
  expect(types).toHaveLength(hechuan.types.length);
  expect(classes).toEqual(hechuan.classes);
  expect(versions.map(({ version }) => version)).toContain(current);
  const left = hechuan.types.filter(({ exited }) => exited !== null).map(({ code }) => code);
  expect(left.length).toBeGreaterThan(0);
  expect(types.filter(({ inForce }) => !inForce).map(({ code }) => code)).toEqual(
    expect.arrayContaining(left),
  );
  for (const { code, leads, assists } of hechuan.duties.flatMap(({ unit, ...duty }) => ({
    code: unit,
    ...duty,
  }))) {
    for (const type of types.filter((one) => leads.includes(one.code))) expect(type.leadUnitCode).toBe(code);
    for (const type of types.filter((one) => assists.includes(one.code))) {
      expect(type.assistUnitCodes).toContain(code);
    }
  }
  expect(await own.refuse(getCatalogue, {})).toMatchObject({ status: 401 });
  const resident = await giveAccount(own, { kind: 'resident' });
  expect(await own.refuse(getCatalogue, {}, resident.token)).toMatchObject({ status: 403 });
});

test('legal years show their days, where they come from, and what stands on years without', async () => {
  const own = await testApp();
  await giveCity(own, lakeside);
  const by = await giveAccount(own, { grants: [{ role: 'administrator', place: 'LS' }] });
  const clerk = await giveAccount(own, { grants: [{ role: 'operator', place: 'LS' }] });
  const ask = () => own.call(listLegalYears, {}, clerk.token);
  const { calendar } = lakeside;
  expect(await ask()).toMatchObject({
    spans: calendar.spans,
    weekend: calendar.weekend,
    legalUntil: '2026-12-31',
    provisionalMatters: 0,
    years: [{ year: 2026, source: 'pack', holidays: calendar.holidays, makeUpDays: calendar.makeUpDays }],
  });
  own.clock.advance(Date.parse('2026-12-31T21:50:00Z') - own.clock.now());
  const late = await giveAccount(own, { grants: [{ role: 'operator', place: 'LS' }] });
  const type = lakeside.types.find(({ questions, exited }) => questions.length === 0 && exited === null);
  await own.call(
    registerMatter,
    {
      body: {
        commandId: randomUUID(),
        typeCode: type?.code ?? '',
        requestKind: 'report',
        title: 'lamp',
        channel: lakeside.channels.find((channel) => channel.by === 'operator')?.code ?? '',
        place: { placeCode: lakeside.grids[0]?.code ?? '' },
      },
    },
    late.token,
  );
  expect(await own.call(listLegalYears, {}, late.token)).toMatchObject({
    today: '2026-12-31',
    provisionalMatters: 1,
  });
  const keeper = await giveAccount(own, { grants: [{ role: 'administrator', place: 'LS' }] });
  const legalYear = { year: 2027, holidays: [{ date: '2027-01-01' }], makeUpDays: [] };
  await own.call(importLegalYear, { body: { commandId: randomUUID(), legalYear } }, keeper.token);
  const after = await own.call(listLegalYears, {}, late.token);
  expect(after.years).toMatchObject([
    { year: 2027, source: 'entered', holidays: [{ date: '2027-01-01' }] },
    { year: 2026, source: 'pack' },
  ]);
  expect(after.legalUntil).toBe('2027-12-31');
  expect(by.id).not.toBe(keeper.id);
  expect(await own.refuse(listLegalYears, {})).toMatchObject({ status: 401 });
  const resident = await giveAccount(own, { kind: 'resident' });
  expect(await own.refuse(listLegalYears, {}, resident.token)).toMatchObject({ status: 403 });
});
