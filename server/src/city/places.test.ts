import { randomUUID } from 'node:crypto';
import { getPlace, locatePlace, searchPlaces } from '@heliu/contract/city-api';
import { registerMatter } from '@heliu/contract/matter';
import type { Role } from '@heliu/contract/permission';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveAccount } from '../../test/factories.ts';
import { startTestApp, type TestApp, testApp } from '../../test/harness.ts';
import { readPack } from '../../test/packs.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await giveCity(app, readPack('hechuan'));
});
afterAll(() => app.close());

const find = async (q: string, more: { near?: string; limit?: number } = {}) => {
  // One search after another from one address: time goes by between them.
  app.clock.advance(60_000);
  const { rows } = await app.call(searchPlaces, { query: { q, ...more } });
  return rows;
};
const names = async (q: string, more: { near?: string; limit?: number } = {}) =>
  (await find(q, more)).map(({ name }) => name.zh);

test('a place is found by part of its name, the wider before the narrower', async () => {
  const rows = await find('鹞子村');
  expect(rows[0]).toMatchObject({
    kind: 'community',
    code: '500117003214',
    name: { zh: '鹞子村村民委员会' },
    path: { zh: '南津街街道', en: 'Nanjin Subdistrict' },
    position: [106.306534, 29.92705],
    placeCode: '500117003214',
  });
  expect(rows.at(-1)).toMatchObject({ kind: 'grid', path: { zh: '南津街街道/鹞子村村民委员会' } });
  expect(await names('子村村民', { limit: 3 })).toContain('鹞子村村民委员会');
});

test('further words narrow down by what lies above, in any order and script', async () => {
  expect((await names('南津街 鹞子'))[0]).toBe('鹞子村村民委员会');
  expect((await names('鹞子 南津街'))[0]).toBe('鹞子村村民委员会');
  expect((await names('nanjin yzc'))[0]).toBe('鹞子村村民委员会');
  expect(await names('钓鱼城 鹞子村')).toEqual([]);
});

test('pinyin, its initials and English names find what Chinese names say', async () => {
  expect((await names('hyc'))[0]).toBe('合阳城街道');
  expect((await names('heyangcheng'))[0]).toBe('合阳城街道');
  expect((await names('Diaoyucheng Sub'))[0]).toBe('钓鱼城街道');
  expect((await names('yaozicun'))[0]).toBe('鹞子村村民委员会');
  expect((await names('YPJSQ'))[0]).toBe('营盘街社区居民委员会');
  expect(await names('aozicun')).toEqual([]);
});

test('codes and numbers of grids find them', async () => {
  expect((await names('500117001005001'))[0]).toBe('营盘街社区第001网格');
  const [community, grid] = await find('500117001005');
  expect([community?.kind, grid?.kind]).toEqual(['community', 'grid']);
  expect(await names('鹞子村3')).toEqual(['鹞子村第003网格']);
  expect((await names('鹞子村第3网格'))[0]).toBe('鹞子村第003网格');
});

test('landmarks are found and lead to the grid they stand in', async () => {
  const [office] = await find('合阳城街道办事处');
  expect(office).toMatchObject({ kind: 'landmark', code: 'L500117001' });
  const located = await app.call(locatePlace, { query: { lng: 106.25604, lat: 29.99968 } });
  expect(office?.placeCode).toBe(located.placeCode);
});

test('a slip of a character is forgiven when nothing fits better', async () => {
  expect((await names('南津街道'))[0]).toBe('南津街街道');
});

test('of equal names the nearer comes first', async () => {
  const [far] = await find('村', { limit: 1, near: '106.0,30.3' });
  const [near] = await find('村', { limit: 1, near: '106.306534,29.92705' });
  expect(near?.name.zh).toBe('鹞子村村民委员会');
  expect(far?.code).not.toBe(near?.code);
});

test('a query has to hold a word, and bad ones say what is wrong', async () => {
  expect(await find('！？')).toEqual([]);
  expect(await app.refuse(searchPlaces, { query: { q: ' ' } })).toMatchObject({
    code: 'input.invalid',
    errors: [{ field: 'query.q' }],
  });
  expect(await app.refuse(searchPlaces, { query: { q: '村', near: '91,181,3' } })).toMatchObject({
    errors: [{ field: 'query.near', message: '坐标，如 106.27,29.98' }],
  });
});

test('too many searches from one address have to wait', async () => {
  const own = await testApp();
  await giveCity(own, readPack('lakeside'));
  for (let i = 0; i < 200; i++) await own.call(searchPlaces, { query: { q: 'quay' } });
  expect(await own.refuse(searchPlaces, { query: { q: 'quay' } })).toMatchObject({
    status: 429,
    code: 'request.tooMany',
  });
});

test('a point is located, and one outside is refused with what to do', async () => {
  const reply = await app.call(locatePlace, { query: { lng: 106.196639, lat: 30.022249 } });
  expect(reply).toMatchObject({
    placeCode: '500117001005001',
    grid: { code: '500117001005001', level: 'grid' },
    community: { code: '500117001005', level: 'community' },
    township: { code: '500117001', level: 'township' },
    path: { zh: '合阳城街道/营盘街社区居民委员会' },
  });
  expect(await app.refuse(locatePlace, { query: { lng: 116.4, lat: 39.9 } })).toMatchObject({
    status: 400,
    code: 'place.outside',
  });
  expect(await app.refuse(locatePlace, { query: { lng: 200, lat: 0 } })).toMatchObject({
    errors: [{ field: 'query.lng' }],
  });
});

test('a grid tells its line, its place on the map and, to staff, its officers', async () => {
  const params = { code: '500117001005001' };
  const open = await app.call(getPlace, { params });
  expect(open).toMatchObject({
    level: 'grid',
    line: [{ code: '500117' }, { code: '500117001' }, { code: '500117001005' }],
    outline: null,
    officers: null,
  });
  const [west, south, east, north] = open.bounds ?? [0, 0, 0, 0];
  const [lng, lat] = open.centre ?? [0, 0];
  expect(west < lng && lng < east && south < lat && lat < north).toBe(true);
  const drawn = await app.call(getPlace, { params, query: { outline: 'true' } });
  expect(drawn.outline?.type).toBe('Polygon');
  const resident = await giveAccount(app, { kind: 'resident' });
  expect((await app.call(getPlace, { params }, resident.token)).officers).toBeNull();
  const operator = await giveAccount(app, { grants: [{ role: 'operator', place: '500117/001' }] });
  const officers = async () => (await app.call(getPlace, { params }, operator.token)).officers;
  expect(await officers()).toEqual([]);
  const give = (displayName: string, place: string, role: Role = 'officer') =>
    giveAccount(app, { displayName, unit: 'centre-500117001005', grants: [{ role, place }] });
  await give('全社区', '500117/001/005');
  const own = await give('网格员', '500117/001/005/001');
  await give('邻格', '500117/001/005/002');
  await give('监督员', '500117/001/005/001', 'supervisor');
  const unitCode = 'centre-500117001005';
  expect(await officers()).toEqual([
    { name: '网格员', unitCode },
    { name: '全社区', unitCode },
  ]);
  await app.db.updateTable('people.accounts').set({ status: 'inactive' }).where('id', '=', own.id).execute();
  expect(await officers()).toEqual([{ name: '全社区', unitCode }]);
  const [named, other] = ['500117001005001', '500117001005002'].map(
    (grid) => app.city.current().pack.staff.find(({ gridCodes }) => gridCodes.includes(grid))?.login ?? '',
  );
  const grants = [{ role: 'officer' as const, place: '500117/001/005' }];
  await giveAccount(app, { login: named ?? '', displayName: '本格', unit: unitCode, grants });
  await giveAccount(app, { login: other ?? '', displayName: '另一格', unit: unitCode, grants });
  expect((await officers())?.map(({ name }) => name)).toEqual(['全社区', '本格']);
});

test('a division tells how many lie below it and how large it is', async () => {
  const district = await app.call(getPlace, { params: { code: '500117' }, query: { outline: 'true' } });
  expect(district).toMatchObject({ level: 'district', line: [], childCount: 30, path: { zh: '', en: '' } });
  expect(district.outline?.type).toBe('MultiPolygon');
  expect(district.areaM2).toBeGreaterThan(2.3e9);
  expect(district.areaM2).toBeLessThan(2.4e9);
  expect(await app.refuse(getPlace, { params: { code: 'nowhere' } })).toMatchObject({ status: 404 });
});

test('staff find addresses of matters that they may see, nobody else does', async () => {
  const operator = await giveAccount(app, { grants: [{ role: 'operator', place: '500117' }] });
  const elsewhere = await giveAccount(app, { grants: [{ role: 'operator', place: '500117/002' }] });
  const resident = await giveAccount(app, { kind: 'resident' });
  const { pack } = app.city.current();
  const type = pack.types.find(({ questions, exited }) => questions.length === 0 && exited === null);
  for (const title of ['路灯不亮', '路灯又不亮']) {
    await app.call(
      registerMatter,
      {
        body: {
          commandId: randomUUID(),
          typeCode: type?.code ?? '',
          requestKind: 'report',
          title,
          channel: pack.channels.find(({ by }) => by === 'operator')?.code ?? '',
          place: { placeCode: '500117001005001', address: '人民路 88 号院' },
        },
      },
      operator.token,
    );
  }
  const search = (token?: string) => app.call(searchPlaces, { query: { q: '人民路 88' } }, token);
  await expect.poll(async () => (await search(operator.token)).rows).toHaveLength(1);
  expect((await search(operator.token)).rows).toMatchObject([
    {
      kind: 'address',
      name: { zh: '人民路 88 号院' },
      path: { zh: '合阳城街道/营盘街社区居民委员会' },
      placeCode: '500117001005001',
    },
  ]);
  for (const token of [elsewhere.token, resident.token, undefined])
    expect((await search(token)).rows).toEqual([]);
});
