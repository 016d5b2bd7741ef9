import { randomUUID } from 'node:crypto';
import { matterActs } from '@heliu/contract/matter';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';
import { giveMatter } from '../../test/matters.ts';

let app: TestApp;
let twin: TestApp;
let operator: TestAccount;
let plumber: TestAccount;
beforeAll(async () => {
  app = await startTestApp();
  await giveCity(app);
  twin = await app.twin();
  operator = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
  plumber = await giveAccount(app, { grants: [{ role: 'handler', unit: 'water', reach: 'd' }] });
});
afterAll(async () => {
  await twin.close();
  await app.close();
});

const signFor = (process: TestApp, matterId: string) => {
  const body = { commandId: randomUUID(), workOrderNo: 1 };
  return process.call(matterActs.signFor, { params: { matterId }, body }, plumber.token);
};
const feedBack = (process: TestApp, matterId: string, commandId: string = randomUUID()) => {
  const body = { commandId, workOrderNo: 1, outcome: 'solved' as const, note: '已更换水管' };
  return process.call(matterActs.feedBack, { params: { matterId }, body }, plumber.token);
};

test('what another process did meanwhile is seen before a command is decided or refused', async () => {
  const { matterId, version } = await giveMatter(app, operator);
  expect(app.matter.recent.recall(matterId)?.matter.version).toBe(version);
  // Signed elsewhere: here the order still seems unsigned, and feeding back before signing would be refused.
  const signed = await signFor(twin, matterId);
  expect(app.matter.recent.recall(matterId)?.matter.version).toBe(version);
  const fed = await feedBack(app, matterId);
  expect(fed.version).toBe(signed.version + 1);
});

test('a command decided on an old state is not written; it is decided again, and then refused', async () => {
  const { matterId } = await giveMatter(app, operator);
  await signFor(twin, matterId);
  const body = { commandId: randomUUID(), workOrderNo: 1 };
  const refused = await app.refuse(matterActs.signFor, { params: { matterId }, body }, plumber.token);
  expect(refused).toMatchObject({ code: 'command.refused', status: 409 });
});

test('a repeat gets its first reply, whichever process it reaches', async () => {
  const { matterId } = await giveMatter(app, operator);
  await signFor(app, matterId);
  const commandId = randomUUID();
  const first = await feedBack(app, matterId, commandId);
  expect(await feedBack(app, matterId, commandId)).toEqual(first);
  expect(await feedBack(twin, matterId, commandId)).toEqual(first);
});

test('what is remembered is what reading gives', async () => {
  const { matterId } = await giveMatter(app, operator);
  expect(app.matter.recent.recall(matterId)).toEqual(await app.matter.read(matterId));
  await signFor(app, matterId);
  await feedBack(app, matterId);
  expect(app.matter.recent.recall(matterId)).toEqual(await app.matter.read(matterId));
});
