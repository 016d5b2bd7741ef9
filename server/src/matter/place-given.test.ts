import { randomUUID } from 'node:crypto';
import type { EndpointCall } from '@heliu/contract/endpoint';
import { reportMatter } from '@heliu/contract/matter/endpoints';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await giveCity(app);
});
afterAll(() => app.close());

type Place = EndpointCall<typeof reportMatter>['body']['place'];
const reportAt = (place: Place) => ({
  body: {
    commandId: randomUUID(),
    typeCode: 'HAND-02',
    requestKind: 'help' as const,
    title: '路灯不亮',
    place,
  },
});
const refusal = async (place: Place) => (await app.refuse(reportMatter, reportAt(place))).code;

async function placed(place: Place) {
  const { matterId } = await app.call(reportMatter, reportAt(place));
  return app.db
    .selectFrom('matter.matters')
    .select(['place_path', 'address', 'centre_unit_id'])
    .where('id', '=', matterId)
    .executeTakeFirstOrThrow();
}

test('a place that is typed and not found falls to the community that was chosen, and to its township’s centre', async () => {
  const address = '没有登记的小路7号';
  expect(await placed({ placeCode: 'c2', address })).toMatchObject({
    place_path: 'd/t2/c2',
    address,
    centre_unit_id: 'centre-t2',
  });
  // A township alone is enough, and a point that lies nowhere in the city does not count.
  expect((await placed({ placeCode: 't2', address })).place_path).toBe('d/t2');
  expect((await placed({ placeCode: 'c2', position: [90, 20] })).place_path).toBe('d/t2/c2');
});

test('a point tells the place better than what was chosen', async () => {
  expect(await placed({ placeCode: 'c2', position: [106.05, 30.05] })).toMatchObject({
    place_path: 'd/t1/c1/g1',
    centre_unit_id: 'centre-t1',
  });
});

test('a report without a place in the city is refused with what to do', async () => {
  expect(await refusal({ position: [90, 20] })).toBe('place.outside');
  expect(await refusal({ placeCode: 'nowhere' })).toBe('place.unknown');
  expect(await refusal({ address: '某处' })).toBe('input.invalid');
});
