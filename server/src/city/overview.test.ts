import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { CityOverview, getCityGrids, getCityOverview, getStaffOverview } from '@heliu/contract/city-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveAccount } from '../../test/factories.ts';
import { startTestApp, type TestApp, testApp } from '../../test/harness.ts';
import { readPack } from '../../test/packs.ts';
import { importCity } from './import.ts';

const lakeside = readPack('lakeside');
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await giveCity(app, lakeside);
});
afterAll(() => app.close());

const get = (url: string, headers: Record<string, string> = {}) =>
  app.inject({ method: 'GET', url, headers });

test('before the first import the overview says what to do', async () => {
  const empty = await testApp();
  expect(await empty.refuse(getCityOverview, {})).toMatchObject({ status: 503, code: 'city.missing' });
});

test('everybody gets the names of every code and what forms need', async () => {
  const overview = await app.call(getCityOverview, {});
  expect(CityOverview.parse(overview)).toEqual(overview);
  expect(overview).toMatchObject({
    code: 'lakeside',
    timeZone: 'Europe/Helsinki',
    map: { centre: [25, 61], zoom: 12, bounds: [24.97, 60.97, 25.02, 61.031] },
    channels: lakeside.channels,
  });
  expect(overview.divisions).toHaveLength(lakeside.divisions.length);
  expect(overview.units.map(({ code }) => code)).toEqual(lakeside.units.map(({ code }) => code));
  const pothole = overview.types.find(({ code }) => code === 'G0101');
  expect(pothole?.questions[0]?.options).toHaveLength(2);
  expect(pothole?.conditions[0]?.limit).toEqual({ value: expect.any(Number), unit: expect.any(String) });
  expect(JSON.stringify(overview)).not.toContain('handler-roads');
});

test('types come and go with the catalogue on the local date', async () => {
  const own = await testApp();
  await giveCity(own, lakeside);
  const codes = async () => {
    const { types, formerTypes, catalogue } = await own.call(getCityOverview, {});
    return [catalogue.version, types.map(({ code }) => code), formerTypes.map(({ code }) => code)];
  };
  own.clock.set(Date.parse('2025-12-31T21:59:00Z'));
  const before = await codes();
  own.clock.set(Date.parse('2025-12-31T22:00:00Z'));
  const after = await codes();
  expect(before).toEqual(['1', expect.arrayContaining(['G0103']), ['G0102']]);
  expect(after).toEqual(['2', expect.arrayContaining(['G0102']), ['G0103']]);
});

test('an unchanged overview is not sent twice, in whatever coding it was sent', async () => {
  const plain = await get('/api/city');
  const br = await get('/api/city', { 'accept-encoding': 'gzip, br' });
  const gzip = await get('/api/city', { 'accept-encoding': 'gzip, br;q=0' });
  expect(br.headers).toMatchObject({
    'content-encoding': 'br',
    vary: 'accept-encoding',
    'cache-control': 'no-cache',
  });
  expect(gzip.headers['content-encoding']).toBe('gzip');
  expect(brotliDecompressSync(br.rawPayload).equals(plain.rawPayload)).toBe(true);
  expect(gunzipSync(gzip.rawPayload).equals(plain.rawPayload)).toBe(true);
  const tags = [plain, br, gzip].map(({ headers }) => String(headers['etag']));
  expect(new Set(tags).size).toBe(3);
  for (const tag of tags) {
    expect(tag).toMatch(/^"[\w-]+"$/);
    const again = await get('/api/city', { 'if-none-match': `"other", ${tag}` });
    expect([again.statusCode, again.payload]).toEqual([304, '']);
  }
  expect((await get('/api/city', { 'if-none-match': '"other"' })).statusCode).toBe(200);
  expect(plain.headers['content-security-policy']).toBeDefined();
});

test('an import by another process is followed, and what left is still named', async () => {
  const own = await testApp();
  await giveCity(own, lakeside);
  const { headers } = await own.inject({ method: 'GET', url: '/api/city' });
  const withoutLamps = {
    ...lakeside,
    version: '1.1.0',
    grids: lakeside.grids.filter(({ code }) => code !== 'slope'),
    units: lakeside.units.filter(({ code }) => code !== 'lamps'),
    staff: [],
  };
  const { versionId } = await importCity(own.db, withoutLamps, { accountId: null, at: own.clock.now() });
  await expect.poll(() => own.city.current().versionId).toBe(versionId);
  const overview = await own.call(getCityOverview, {});
  expect(overview).toMatchObject({
    version: '1.1.0',
    versionId,
    formerUnits: [{ code: 'lamps', kind: 'enterprise' }],
    formerPlaces: [{ code: 'slope', level: 'grid' }],
  });
  const known = await own.inject({
    method: 'GET',
    url: '/api/city',
    headers: { 'if-none-match': String(headers['etag']) },
  });
  expect(known.statusCode).toBe(200);
});

test('grids are named in a list of their own', async () => {
  const { grids } = await app.call(getCityGrids, {});
  expect(grids.map(({ code, communityCode }) => [code, communityCode])).toEqual([
    ['market', 'harbour'],
    ['quay', 'harbour'],
    ['slope', 'hill'],
  ]);
});

test('the part for staff is for staff', async () => {
  const resident = await giveAccount(app, { kind: 'resident' });
  const handler = await giveAccount(app, { grants: [{ role: 'handler', unit: 'roads', reach: 'LS' }] });
  expect(await app.refuse(getStaffOverview, {})).toMatchObject({ status: 401 });
  expect(await app.refuse(getStaffOverview, {}, resident.token)).toMatchObject({ status: 403 });
  const overview = await app.call(getStaffOverview, {}, handler.token);
  expect(overview.replyTemplates).toEqual(lakeside.replyTemplates);
  expect(overview.workingTime).toMatchObject({ legalYears: [2026], legalUntil: '2026-12-31' });
  expect(overview.unitContacts.find(({ code }) => code === 'centre-lakeside')?.phone).toBe('12345');
});
