import { randomUUID } from 'node:crypto';
import { countRulings, listRulings, matterActs } from '@heliu/contract/matter';
import { beforeEach, expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { testApp, type TestApp } from '../../test/harness.ts';
import { giveMatter } from '../../test/matters.ts';

let app: TestApp;
let operator: TestAccount;
let plumber: TestAccount;
let chief: TestAccount;
beforeEach(async () => {
  app = await testApp({ roles: new Set(['web']) });
  await giveCity(app);
  operator = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
  plumber = await giveAccount(app, {
    grants: [{ role: 'handler', unit: 'water', reach: 'd' }],
    displayName: '水工乙',
  });
  chief = await giveAccount(app, { grants: [{ role: 'supervisor', place: 'd/t1' }] });
});

const act = (
  matterId: string,
  kind: 'returnBack' | 'dispatch' | 'rule' | 'accept' | 'file',
  body: object,
  who: TestAccount,
) =>
  app.call(matterActs[kind], { params: { matterId }, body: { commandId: randomUUID(), ...body } }, who.token);

async function fileIt(matterId: string): Promise<void> {
  await act(matterId, 'accept', {}, operator);
  await act(matterId, 'file', { filingCondition: 'HAND-02-1' }, operator);
}

/** Returned as often as it takes. */
async function returnedTwice(): Promise<string> {
  const { matterId } = await giveMatter(app, operator, { place: { placeCode: 'g1' } });
  const back = (note: string) =>
    act(matterId, 'returnBack', { workOrderNo: 1, reasonCode: 'other', note }, plumber);
  await back('不归水务管');
  app.clock.advance(60_000);
  await act(matterId, 'dispatch', { lead: { unitId: 'water' }, assists: [] }, operator);
  await back('已说明不归我们');
  return matterId;
}

const list = (who: TestAccount, query: Parameters<typeof app.call<typeof listRulings>>[1]['query'] = {}) =>
  app.call(listRulings, { query }, who.token);

test('what units returned too often waits with who returned it and whom the rules name, and is gone once ruled', async () => {
  const matterId = await returnedTwice();
  const found = await list(chief);
  expect(found).toMatchObject({ counts: { pingPong: 1, noOwner: 0 }, more: false });
  expect(found.rows).toMatchObject([
    {
      matterId,
      why: 'pingPong',
      act: 'rule',
      role: 'lead',
      returns: [
        { unitId: 'water', by: '水工乙', reasonCode: 'other', words: '已说明不归我们' },
        { unitId: 'water', words: '不归水务管' },
      ],
      candidates: [
        { unitId: 'water', rule: { en: 'by duty' }, returned: true },
        { unitId: 'centre-t1', rule: { en: 'Fallback owner' }, returned: false },
      ],
    },
  ]);
  expect(await app.call(countRulings, {}, chief.token)).toEqual({ waiting: 1 });
  await act(matterId, 'rule', { role: 'lead', order: { unitId: 'roads' }, note: '路面由道路负责' }, chief);
  expect((await list(chief)).rows).toEqual([]);
  expect(await app.call(countRulings, {}, chief.token)).toEqual({ waiting: 0 });
});

test('an assisting unit that returned its order too often waits as well', async () => {
  const { matterId } = await giveMatter(app, operator, { typeCode: 'HAND-02' });
  await fileIt(matterId);
  const roadman = await giveAccount(app, { grants: [{ role: 'handler', unit: 'roads', reach: 'd' }] });
  const lead = { unitId: 'water' };
  await act(matterId, 'dispatch', { lead, assists: [{ unitId: 'roads' }] }, operator);
  const back = () =>
    act(matterId, 'returnBack', { workOrderNo: 2, reasonCode: 'other', note: '无路可修' }, roadman);
  await back();
  expect((await list(chief)).counts.pingPong).toBe(0);
  await app.call(
    matterActs.addAssist,
    { params: { matterId }, body: { commandId: randomUUID(), order: { unitId: 'roads' } } },
    operator.token,
  );
  await back();
  expect((await list(chief, { why: 'pingPong' })).rows).toMatchObject([
    { matterId, role: 'assist', act: 'rule' },
  ]);
});

test('what no rule names a unit for waits to be dispatched by hand, and what a rule names one for does not', async () => {
  const { matterId } = await giveMatter(app, operator, { typeCode: 'HAND-02' });
  expect((await list(chief)).rows).toEqual([]);
  await fileIt(matterId);
  expect((await list(chief, { why: 'noOwner' })).rows).toMatchObject([
    { matterId, why: 'noOwner', act: 'dispatch', returns: [], candidates: [{ unitId: 'centre-t1' }] },
  ]);
  expect((await list(chief, { why: 'pingPong' })).rows).toEqual([]);
  const { matterId: ruled } = await giveMatter(app, operator, { place: { placeCode: 'g1' } });
  const back = { workOrderNo: 1, reasonCode: 'other', note: '先退回' };
  await act(ruled, 'returnBack', back, plumber);
  expect((await list(chief)).rows.map((row) => row.matterId)).toEqual([matterId]);
});

test('each sees what their own centres have to settle, and below a place what lies there', async () => {
  const matterId = await returnedTwice();
  const far = await giveAccount(app, { grants: [{ role: 'supervisor', place: 'd/t2' }] });
  const below = await giveAccount(app, { grants: [{ role: 'supervisor', place: 'd/t1/c1' }] });
  const head = await giveAccount(app, { grants: [{ role: 'supervisor', place: 'd' }] });
  expect((await list(far)).rows).toEqual([]);
  expect(await app.call(countRulings, {}, far.token)).toEqual({ waiting: 0 });
  expect((await list(below)).rows).toEqual([]);
  expect((await list(head)).rows.map((row) => row.matterId)).toEqual([matterId]);
  expect((await list(head, { place: 't1' })).rows).toHaveLength(1);
  expect((await list(head, { place: 't2' })).rows).toEqual([]);
  expect((await app.refuse(listRulings, {}, operator.token)).code).toBe('auth.forbidden');
  expect((await app.refuse(listRulings, {})).code).toBe('auth.required');
});
