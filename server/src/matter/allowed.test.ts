import { randomUUID } from 'node:crypto';
import { getMatter, listAllowed, matterActs, maxTogether } from '@heliu/contract/matter';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';
import { giveMatter } from '../../test/matters.ts';

let app: TestApp;
let operator: TestAccount;
let elsewhere: TestAccount;
let plumber: TestAccount;
let resident: TestAccount;
beforeAll(async () => {
  app = await startTestApp();
  await giveCity(app);
  operator = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
  elsewhere = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t2' }] });
  plumber = await giveAccount(app, { grants: [{ role: 'handler', unit: 'water', reach: 'd' }] });
  resident = await giveAccount(app, { kind: 'resident' });
});
afterAll(() => app.close());

async function register(typeCode: string, lng: number, who: TestAccount, name?: string): Promise<string> {
  const { matterId } = await giveMatter(app, who, {
    typeCode,
    place: { position: [lng, 30.05] },
    ...(name === undefined ? {} : { reporter: { name } }),
  });
  return matterId;
}

const ask = async (who: TestAccount, ...ids: string[]) =>
  (await app.call(listAllowed, { query: { matterIds: ids.join(',') } }, who.token)).matters;

test('each matter with what its page would offer, those of others left out', async () => {
  const auto = await register('AUTO-01', 106.05, operator, '王女士');
  const hand = await register('HAND-02', 106.06, operator);
  const far = await register('HAND-02', 106.15, elsewhere);
  const found = await ask(operator, hand, far, auto, hand, randomUUID());
  expect(found.map(({ matterId, reported }) => [matterId, reported])).toEqual([
    [hand, false],
    [auto, true],
  ]);
  for (const { matterId, version, allowed } of found) {
    const page = await app.call(getMatter, { params: { matterId } }, operator.token);
    expect({ version, allowed }).toEqual({ version: page.version, allowed: page.allowed });
  }
  const possible = (who: (typeof found)[number]) =>
    who.allowed.filter(({ refusal }) => refusal === null).map(({ command }) => command);
  expect(found[0] && possible(found[0])).toContain('accept');
  expect(found[1] && possible(found[1])).not.toContain('accept');
  const [order] = await ask(plumber, auto, hand);
  expect(order?.orders).toEqual([{ workOrderNo: 1, unitId: 'water', holderId: null }]);
  expect(order?.allowed).toContainEqual({ command: 'signFor', workOrderNo: 1, refusal: null });
});

test('a version that was looked at and has passed refuses the command', async () => {
  const matterId = await register('HAND-02', 106.05, operator);
  const [{ version } = { version: 0 }] = await ask(operator, matterId);
  const accept = () => ({
    params: { matterId },
    body: { commandId: randomUUID(), expectedVersion: version },
  });
  await app.call(matterActs.accept, accept(), operator.token);
  const late = await app.refuse(matterActs.accept, accept(), operator.token);
  expect(late).toMatchObject({ code: 'resource.changed', status: 412 });
});

test('nobody, residents, no ids and too many of them', async () => {
  const query = { matterIds: randomUUID() };
  expect((await app.refuse(listAllowed, { query })).code).toBe('auth.required');
  expect((await app.refuse(listAllowed, { query }, resident.token)).code).toBe('auth.forbidden');
  const ids = Array.from({ length: maxTogether + 1 }, () => randomUUID()).join(',');
  for (const matterIds of ['', 'nonsense', ids]) {
    const refused = await app.refuse(listAllowed, { query: { matterIds } }, operator.token);
    expect(refused).toMatchObject({ code: 'input.invalid' });
    expect(refused.errors?.[0]?.field).toContain('matterIds');
  }
});
