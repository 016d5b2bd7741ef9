import { randomUUID } from 'node:crypto';
import { matterActs, reportMatter } from '@heliu/contract/matter/endpoints';
import { openOwnReport } from '@heliu/contract/matter/track';
import { getMatter } from '@heliu/contract/matter/views';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';
import { giveMatter } from '../../test/matters.ts';

let app: TestApp;
let who: Record<'operator' | 'plumber' | 'reader' | 'roads' | 'farOperator' | 'resident', TestAccount>;

beforeAll(async () => {
  app = await startTestApp();
  await giveCity(app);
  who = {
    operator: await giveAccount(app, {
      displayName: '受理员甲',
      displayNameEn: 'Operator A',
      grants: [{ role: 'operator', place: 'd/t1' }],
    }),
    plumber: await giveAccount(app, {
      displayName: '水工甲',
      grants: [{ role: 'handler', unit: 'water', reach: 'd' }],
    }),
    reader: await giveAccount(app, {
      displayName: '督办员',
      language: 'en',
      grants: [{ role: 'supervisor', place: 'd' }],
    }),
    roads: await giveAccount(app, { grants: [{ role: 'handler', unit: 'roads', reach: 'd' }] }),
    farOperator: await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t2' }] }),
    resident: await giveAccount(app, { kind: 'resident', displayName: '王小明' }),
  };
});
afterAll(() => app.close());

const look = (matterId: string, { token }: TestAccount) =>
  app.call(getMatter, { params: { matterId } }, token);

async function namesFor(matterId: string, reader: TestAccount): Promise<Record<string, string>> {
  const { people } = await look(matterId, reader);
  return Object.fromEntries(people.map(({ accountId, name }) => [accountId, name]));
}

/** Registered by the operator, signed for by the plumber, who asks for more time. */
async function inHand(): Promise<string> {
  const { matterId } = await giveMatter(app, who.operator);
  const of = () => ({ commandId: randomUUID(), workOrderNo: 1 });
  await app.call(matterActs.signFor, { params: { matterId }, body: of() }, who.plumber.token);
  const limit = { value: 1, unit: 'work_day' } as const;
  await app.call(
    matterActs.requestExtension,
    { params: { matterId }, body: { ...of(), reasonCode: 'other', note: '缺料', limit } },
    who.plumber.token,
  );
  return matterId;
}

test('whoever sees a matter sees the names of the staff in it, in their own language', async () => {
  const matterId = await inHand();
  const named = { [who.operator.id]: '受理员甲', [who.plumber.id]: '水工甲' };
  expect(await namesFor(matterId, who.operator)).toEqual(named);
  expect(await namesFor(matterId, who.plumber)).toEqual(named);
  expect(await namesFor(matterId, who.reader)).toEqual({ ...named, [who.operator.id]: 'Operator A' });
  const { state } = await look(matterId, who.reader);
  expect(state.workOrders[0]?.extensionRequest?.requestedBy).toBe(String(who.plumber.id));
});

test('whoever sees no matter sees no names', async () => {
  const matterId = await inHand();
  for (const stranger of [who.roads, who.farOperator, who.resident]) {
    const refused = await app.refuse(getMatter, { params: { matterId } }, stranger.token);
    expect(refused).toMatchObject({ status: 404 });
    expect(JSON.stringify(refused)).not.toMatch(/受理员甲|水工甲/);
  }
  expect(await app.refuse(getMatter, { params: { matterId } })).toMatchObject({ status: 401 });
});

test('a resident who reported is named to staff with a mask, and reads no names of staff', async () => {
  const body = {
    commandId: randomUUID(),
    typeCode: 'AUTO-01',
    requestKind: 'help' as const,
    title: '水管漏水',
    description: '幸福路口水管漏水',
    place: { position: [106.05, 30.05] as [number, number] },
    evidence: [],
    reporter: {},
  };
  const { matterId, code } = await app.call(reportMatter, { body }, who.resident.token);
  const sign = { commandId: randomUUID(), workOrderNo: 1 };
  await app.call(matterActs.signFor, { params: { matterId }, body: sign }, who.plumber.token);
  expect(await namesFor(matterId, who.operator)).toEqual({
    [who.resident.id]: '王＊＊',
    [who.plumber.id]: '水工甲',
  });
  const own = await app.call(openOwnReport, { body: { code } }, who.resident.token);
  expect(JSON.stringify(own)).not.toContain('水工甲');
});
