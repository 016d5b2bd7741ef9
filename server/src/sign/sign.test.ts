import { getSign, getSignSheet, listSigns } from '@heliu/contract/sign';
import { beforeEach, expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { testApp, type TestApp } from '../../test/harness.ts';
import { patrolPack } from '../../test/patrol.ts';

let app: TestApp;
let supervisor: TestAccount;
beforeEach(async () => {
  app = await testApp({ roles: new Set(['web']) });
  await giveCity(app, patrolPack());
  supervisor = await giveAccount(app, { grants: [{ role: 'supervisor', place: 'd/t1' }] });
});

const list = async (who: TestAccount, query: object = {}) => app.call(listSigns, { query }, who.token);
const codes = async (who: TestAccount, query: object = {}) =>
  (await list(who, query)).rows.map(({ code }) => code);
const sheet = (query: string, token: string) =>
  app.inject({ url: `${getSignSheet.path}?${query}`, headers: { authorization: `Bearer ${token}` } });

test('anybody reads where a sign is, and who answers for it; an unknown code says what to do', async () => {
  expect(await app.call(getSign, { params: { code: 'mill' } })).toEqual({
    code: 'mill',
    kind: 'landmark',
    name: { zh: 'mill', en: 'mill' },
    path: { zh: 't1/c1', en: 't1 / c1' },
    placeCode: 'g1',
    position: [106.05, 30.05],
    centre: { name: { zh: 'centre-c1', en: 'centre-c1' }, phone: null },
    hotline: '12345',
  });
  expect(await app.call(getSign, { params: { code: 'g2' } })).toMatchObject({
    kind: 'grid',
    placeCode: 'g2',
  });
  expect((await app.refuse(getSign, { params: { code: 'nowhere' } })).code).toBe('sign.unknown');
});

test('signs are printed for the own places: a town’s, or those that a department works in', async () => {
  expect(await codes(supervisor)).toEqual(['mill']);
  expect(await codes(supervisor, { kind: 'grid' })).toEqual(['g1']);
  const water = await giveAccount(app, { grants: [{ role: 'handler', unit: 'water', reach: 'd' }] });
  expect(await codes(water)).toEqual(['mill', 'quay']);
  expect(await codes(water, { place: 't2' })).toEqual(['quay']);
  expect((await app.refuse(listSigns, { query: { place: 't2' } }, supervisor.token)).code).toBe(
    'auth.forbidden',
  );
  expect((await app.refuse(listSigns, { query: { place: 'x' } }, supervisor.token)).code).toBe(
    'place.unknown',
  );
  const first = await list(water, { limit: 1 });
  expect(first).toMatchObject({ total: 2, place: { code: 'd' }, rows: [{ code: 'mill' }] });
  expect(await codes(water, { limit: 1, cursor: first.next })).toEqual(['quay']);
  expect((await list(supervisor)).places.map(({ code, depth }) => [code, depth])).toEqual([
    ['t1', 1],
    ['c1', 2],
  ]);
});

test('a sheet is a PDF with the font embedded, for the own places alone', async () => {
  const reply = await sheet('kind=landmark', supervisor.token);
  expect(reply.headers['content-type']).toBe('application/pdf');
  expect(reply.headers['content-disposition']).toBe('attachment; filename="signs-landmark-t1.pdf"');
  expect(reply.rawPayload.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  expect(reply.rawPayload.toString('latin1')).toContain('NotoSansHans');
  expect((await sheet('place=t2', supervisor.token)).statusCode).toBe(403);
});

test('a sheet of more signs than anybody hangs up is refused, and one page holds eight', async () => {
  const pack = patrolPack();
  const [mill] = pack.landmarks;
  if (mill === undefined) throw new Error('the pack has no landmark');
  const many = (count: number) =>
    Array.from({ length: count }, (_, no) => ({ ...mill, code: `m${String(no).padStart(3, '0')}` }));
  await giveCity(app, { ...pack, version: '1.1.0', landmarks: many(401) });
  expect((await sheet('kind=landmark', supervisor.token)).json().code).toBe('sign.tooMany');
  await giveCity(app, { ...pack, version: '1.2.0', landmarks: many(17) });
  const text = (await sheet('kind=landmark', supervisor.token)).rawPayload.toString('latin1');
  expect(text.match(/\/Type \/Page\b/g)).toHaveLength(3);
});
