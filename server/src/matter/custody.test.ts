import { randomUUID } from 'node:crypto';
import { getHistory, matterActs } from '@heliu/contract/matter';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';
import { giveMatter } from '../../test/matters.ts';

let app: TestApp;
let operator: TestAccount;
let supervisor: TestAccount;
beforeAll(async () => {
  app = await startTestApp();
  await giveCity(app);
  operator = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
  supervisor = await giveAccount(app, { grants: [{ role: 'supervisor', place: 'd' }] });
});
afterAll(() => app.close());

const register = async () => {
  const { matterId } = await giveMatter(app, operator, {
    typeCode: 'HAND-02',
    title: '路面塌陷',
    description: '路面塌陷，影响通行',
  });
  return matterId;
};

const move = (matterId: string, toUnitId: string) => ({
  params: { matterId },
  body: { commandId: randomUUID(), toUnitId, reasonCode: 'other' },
});

test('a matter goes up to a centre above and down to one below, and each step is told', async () => {
  const matterId = await register();
  await app.call(matterActs.escalate, move(matterId, 'centre-d'), supervisor.token);
  await app.call(matterActs.assignDown, move(matterId, 'centre-c1'), supervisor.token);
  await app.call(matterActs.escalate, move(matterId, 'centre-t1'), supervisor.token);
  const { entries } = await app.call(getHistory, { params: { matterId } }, supervisor.token);
  expect(entries.slice(-3).map(({ kind, data }) => [kind, data['fromUnitId'], data['toUnitId']])).toEqual([
    ['matter.escalated', 'centre-t1', 'centre-d'],
    ['matter.assignedDown', 'centre-d', 'centre-c1'],
    ['matter.escalated', 'centre-c1', 'centre-t1'],
  ]);
});

test.each([
  ['escalate', 'centre-c1', 'custody.notAbove', 'below'],
  ['escalate', 'centre-t2', 'custody.notAbove', 'beside'],
  ['escalate', 'water', 'custody.notAbove', 'no centre'],
  ['assignDown', 'centre-d', 'custody.notBelow', 'above'],
  ['assignDown', 'centre-c2', 'custody.notBelow', 'on another branch'],
  ['assignDown', 'roads', 'custody.notBelow', 'no centre'],
] as const)('%s to %s is refused with %s: it stands %s', async (kind, toUnitId, refusal, _where) => {
  const matterId = await register();
  const refused = await app.refuse(matterActs[kind], move(matterId, toUnitId), supervisor.token);
  expect(refused).toMatchObject({ status: 409, code: 'command.refused', params: { refusal } });
  expect(refused.title).toMatch(/上级|下级/);
});
