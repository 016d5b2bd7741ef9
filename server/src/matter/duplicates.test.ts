import type { EndpointCall } from '@heliu/contract/endpoint';
import { findDuplicates } from '@heliu/contract/matter/views';
import { matterActs } from '@heliu/contract/matter/endpoints';
import type { Position } from '@heliu/contract/geo';
import CheapRuler from 'cheap-ruler';
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { giveCity, testPack } from '../../test/city.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { type TestApp, testApp } from '../../test/harness.ts';
import { giveMatter } from '../../test/matters.ts';
import { readPack } from '../../test/packs.ts';

type Query = EndpointCall<typeof findDuplicates>['query'];
const here: Position = [106.05, 30.05];
const ruler = new CheapRuler(here[1], 'meters');
/** A point so many metres to the east of `here`. */
const eastBy = (metres: number): Position => {
  const [lng, lat] = ruler.destination([...here], metres, 90);
  return [Number(lng.toFixed(7)), Number(lat.toFixed(7))];
};

const overDistrict = (app: TestApp, role: 'operator' | 'supervisor') =>
  giveAccount(app, { grants: [{ role, place: 'd' }] });

async function stage() {
  const app = await testApp();
  const pack = testPack();
  const [first] = pack.types;
  if (first === undefined) throw new Error('the test city has no types');
  // A second type of the same class, and HAND-02 moved to a class of its own.
  const classes = new Map([['HAND-02', 'OTHER']]);
  const types = pack.types.map((type) => ({ ...type, classCode: classes.get(type.code) ?? type.classCode }));
  await giveCity(app, { ...pack, types: [...types, { ...first, code: 'TWIN-01' }] });
  return { app, operator: await overDistrict(app, 'operator') };
}

const at = (position: Position, more: object = {}) => ({ place: { position, ...more } });
async function found(app: TestApp, { token }: TestAccount, query: Query) {
  const { rows } = await app.call(findDuplicates, { query }, token);
  return rows.map(({ code, distanceM }) => [code, distanceM] as const);
}

test('candidates are of the same class and within 250 m, the nearest first', async () => {
  const { app, operator } = await stage();
  const far = await giveMatter(app, operator, at(eastBy(249)));
  const near = await giveMatter(app, operator, { ...at(eastBy(40)), typeCode: 'TWIN-01' });
  await giveMatter(app, operator, at(eastBy(252)));
  await giveMatter(app, operator, { ...at(eastBy(10)), typeCode: 'HAND-02' });
  const query = { typeCode: 'AUTO-01', lng: here[0], lat: here[1] };
  expect(await found(app, operator, query)).toEqual([
    [near.code, 40],
    [far.code, 249],
  ]);
});

test('so are those at the same address, wherever a point was set, but not in another township', async () => {
  const { app, operator } = await stage();
  const address = '幸福路18号';
  const same = await giveMatter(app, operator, at(eastBy(2000), { address }));
  const typed = await giveMatter(app, operator, { place: { placeCode: 'c1', address } });
  await giveMatter(app, operator, { place: { placeCode: 'g2', address } });
  await giveMatter(app, operator, { place: { placeCode: 'g1', address: '幸福路180号' } });
  const codes = async (query: Query) => (await found(app, operator, query)).map(([code]) => code).toSorted();
  const both = [same.code, typed.code].toSorted();
  expect(await codes({ typeCode: 'AUTO-01', address, placeCode: 't1' })).toEqual(both);
  const point = { lng: here[0], lat: here[1] };
  expect(await codes({ typeCode: 'AUTO-01', address, placeCode: 'g1', ...point })).toEqual(both);
  expect(await codes({ typeCode: 'AUTO-01', placeCode: 'g1' })).toEqual([]);
});

test('recent ones are offered, closed ones too, but none that was voided or is older than 30 days', async () => {
  const { app, operator } = await stage();
  const old = await giveMatter(app, operator, at(here));
  app.clock.advance(30 * 86_400_000 - 1);
  // Nobody's session lasts that long.
  const supervisor = await overDistrict(app, 'supervisor');
  const later = await overDistrict(app, 'operator');
  const query = { typeCode: 'AUTO-01', lng: here[0], lat: here[1] };
  const byHand = { typeCode: 'HAND-02', lng: here[0], lat: here[1] };
  expect((await found(app, later, query)).map(([code]) => code)).toEqual([old.code]);
  app.clock.advance(1);
  expect(await found(app, later, query)).toEqual([]);
  const entered = await giveMatter(app, later, { ...at(here), typeCode: 'HAND-02' });
  expect(await found(app, later, byHand)).toEqual([[entered.code, 0]]);
  const body = { commandId: randomUUID(), reasonCode: 'other', note: '录入错误' };
  await app.call(matterActs.void, { params: { matterId: entered.matterId }, body }, supervisor.token);
  expect(await found(app, later, byHand)).toEqual([]);
});

test('the grids that are looked at reach as far as any grid of the district does', () => {
  const wrong = readPack('hechuan').grids.filter(({ centre, areaM2, outline }) => {
    const own = new CheapRuler(centre[1], 'meters');
    const reach = 3 * Math.sqrt(areaM2 ?? 0);
    return outline?.coordinates[0]?.some((corner) => own.distance([...centre], [...corner]) > reach);
  });
  expect(wrong.map(({ code }) => code)).toEqual([]);
});
