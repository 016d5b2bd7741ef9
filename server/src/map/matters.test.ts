import { randomUUID } from 'node:crypto';
import { getCityOverview } from '@heliu/contract/city-api';
import { getMapMatters, getPlaceMatters } from '@heliu/contract/map';
import { type PlaceInput, registerMatter } from '@heliu/contract/matter';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';
import { readPack } from '../../test/packs.ts';

const hechuan = readPack('hechuan');
const district = '105.9,29.8,106.8,30.5';
let app: TestApp;
let operator: TestAccount;
beforeAll(async () => {
  app = await startTestApp();
  await giveCity(app, hechuan);
  operator = await giveAccount(app, { grants: [{ role: 'operator', place: '500117' }] });
});
afterAll(() => app.close());

const channel = hechuan.channels.find(({ by }) => by === 'operator')?.code ?? '';
const [type, otherType] = hechuan.types.filter(
  ({ questions, exited }) => questions.length === 0 && exited === null,
);

const report = (place: PlaceInput, typeCode = type?.code ?? '') =>
  app.call(
    registerMatter,
    {
      body: {
        commandId: randomUUID(),
        typeCode,
        requestKind: 'report',
        title: '路面破损',
        channel,
        place,
      },
    },
    operator.token,
  );
const ask = (query: { bbox?: string; zoom: number; type?: string; light?: string }, by = operator) =>
  app.call(getMapMatters, { query: { bbox: district, ...query } }, by.token);

const gridOf = (township: string, n: number) => {
  const grid = hechuan.grids.filter(({ path }) => path.startsWith(`500117/${township}/`))[n];
  if (grid === undefined) throw new Error(`no grid ${n} in ${township}`);
  return grid;
};

test('few matters are shown one by one, at their point or at the centre of their place', async () => {
  const [here, there] = [gridOf('001', 0), gridOf('002', 0)];
  const exact = await report({ position: here.centre });
  const vague = await report({ placeCode: there.code });
  const { points, groups, total, capped } = await ask({ zoom: 9 });
  expect({ groups, total, capped }).toEqual({ groups: [], total: 2, capped: false });
  expect(points.find(({ matterId }) => matterId === exact.matterId)).toMatchObject({
    code: exact.code,
    title: '路面破损',
    typeCode: type?.code,
    placeCode: here.code,
    position: here.centre,
    exact: true,
  });
  expect(points.find(({ matterId }) => matterId === vague.matterId)).toMatchObject({
    placeCode: there.code,
    position: there.centre,
    exact: false,
  });
  const [lng, lat] = there.centre;
  const near = await ask({ zoom: 16, bbox: [lng - 0.01, lat - 0.01, lng + 0.01, lat + 0.01].join(',') });
  expect(near.points.map(({ matterId }) => matterId)).toEqual([vague.matterId]);
});

test('many are shown together: by township from afar, by community and grid from near', async () => {
  const grids = [gridOf('003', 0), gridOf('003', 1), gridOf('003', 60)];
  for (let i = 0; i < 210; i++) {
    const grid = grids[i % 3] ?? gridOf('003', 0);
    await report(i % 2 === 0 ? { placeCode: grid.code } : { position: grid.centre });
  }
  const far = await ask({ zoom: 9 });
  const { divisions } = await app.call(getCityOverview, {});
  expect(far).toMatchObject({ total: 212, points: [], capped: false });
  expect(Object.fromEntries(far.groups.map(({ placeCode, count }) => [placeCode, count]))).toEqual({
    '500117001': 1,
    '500117002': 1,
    '500117003': 210,
  });
  const township = far.groups.find(({ placeCode }) => placeCode === '500117003');
  expect(township).toMatchObject({
    level: 'township',
    name: { zh: '南津街街道' },
    position: divisions.find(({ code }) => code === '500117003')?.centre,
  });
  const near = await ask({ zoom: 11 });
  const communities = new Set(grids.map(({ communityCode }) => communityCode));
  expect(
    near.groups
      .filter(({ placeCode }) => communities.has(placeCode))
      .reduce((sum, { count }) => sum + count, 0),
  ).toBe(210);
  const nearer = await ask({ zoom: 14 });
  expect(
    nearer.groups
      .filter(({ count }) => count === 70)
      .map(({ placeCode }) => placeCode)
      .toSorted(),
  ).toEqual(grids.map(({ code }) => code).toSorted());
});

test('lights are counted, and filters are those of the queue', async () => {
  const before = await ask({ zoom: 9 });
  const group = before.groups.find(({ placeCode }) => placeCode === '500117003');
  expect((group?.green ?? 0) + (group?.yellow ?? 0) + (group?.red ?? 0)).toBe(210);
  app.clock.advance(365 * 86_400_000);
  const late = await giveAccount(app, { grants: [{ role: 'operator', place: '500117' }] });
  const after = await ask({ zoom: 9 }, late);
  expect(after.groups.find(({ placeCode }) => placeCode === '500117003')).toMatchObject({
    count: 210,
    green: 0,
    red: 210,
  });
  expect((await ask({ zoom: 9, light: 'green' }, late)).total).toBe(0);
  expect((await ask({ zoom: 9, light: 'red', type: type?.code ?? '' }, late)).total).toBe(212);
  expect((await ask({ zoom: 9, type: otherType?.code ?? '' }, late)).total).toBe(0);
});

test('each sees what they may see, and nobody without an account anything', async () => {
  const town = await giveAccount(app, { grants: [{ role: 'operator', place: '500117/001' }] });
  expect(await ask({ zoom: 9 }, town)).toMatchObject({
    total: 1,
    points: [{ placeCode: gridOf('001', 0).code }],
  });
  const resident = await giveAccount(app, { kind: 'resident' });
  expect((await ask({ zoom: 9 }, resident)).total).toBe(0);
  const administrator = await giveAccount(app, { grants: [{ role: 'administrator', place: '500117' }] });
  const query = { bbox: district, zoom: 9 };
  expect(await app.refuse(getMapMatters, { query }, administrator.token)).toMatchObject({ status: 403 });
  expect(await app.refuse(getMapMatters, { query })).toMatchObject({ status: 401 });
  const bad = { bbox: '1,2,3', zoom: 9 };
  expect(await app.refuse(getMapMatters, { query: bad }, town.token)).toMatchObject({
    errors: [{ field: 'query.bbox' }],
  });
});

test('one place tells how its open matters stand, and which press most', async () => {
  const late = await giveAccount(app, { grants: [{ role: 'operator', place: '500117' }] });
  const of = (code: string, by = late) => app.call(getPlaceMatters, { params: { code } }, by.token);
  const grid = gridOf('003', 60);
  const before = await of(grid.code);
  expect(before).toMatchObject({ count: 70, red: 70, green: 0, yellow: 0 });
  expect(before.first).toHaveLength(5);
  expect(before.first.map(({ dueAt }) => dueAt)).toEqual(
    before.first.map(({ dueAt }) => dueAt).toSorted((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1)),
  );
  expect(await of(grid.communityCode)).toMatchObject({ count: 70 });
  expect(await of('500117')).toMatchObject({ placeCode: '500117', count: 212 });
  expect(await of(gridOf('004', 0).code)).toMatchObject({ count: 0, first: [] });
  const town = await giveAccount(app, { grants: [{ role: 'operator', place: '500117/001' }] });
  expect(await of('500117', town)).toMatchObject({ count: 1 });
  expect(await of(grid.code, town)).toMatchObject({ count: 0 });
  const params = { code: 'nowhere' };
  expect(await app.refuse(getPlaceMatters, { params }, late.token)).toMatchObject({ code: 'place.unknown' });
  expect(await app.refuse(getPlaceMatters, { params })).toMatchObject({ status: 401 });
  const administrator = await giveAccount(app, { grants: [{ role: 'administrator', place: '500117' }] });
  expect(await app.refuse(getPlaceMatters, { params }, administrator.token)).toMatchObject({ status: 403 });
});
