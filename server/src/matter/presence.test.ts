import { presenceTtlMs, tellPresence } from '@heliu/contract/matter';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';
import { giveMatter } from '../../test/matters.ts';

let app: TestApp;
let twin: TestApp;
let operator: TestAccount;
let plumber: TestAccount;
let resident: TestAccount;
let elsewhere: TestAccount;
beforeAll(async () => {
  app = await startTestApp();
  await giveCity(app);
  twin = await app.twin();
  operator = await giveAccount(app, {
    displayName: '受理员',
    grants: [{ role: 'operator', place: 'd/t1' }],
  });
  plumber = await giveAccount(app, {
    displayName: '水工',
    grants: [{ role: 'handler', unit: 'water', reach: 'd' }],
  });
  resident = await giveAccount(app, { kind: 'resident' });
  elsewhere = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t2' }] });
});
afterAll(async () => {
  await twin.close();
  await app.close();
});

type Doing = 'looking' | 'acting' | 'gone';
const tell = async (on: TestApp, matterId: string, who: TestAccount, doing: Doing = 'looking') =>
  (await on.call(tellPresence, { params: { matterId }, body: { doing } }, who.token)).people;

async function register(): Promise<{ matterId: string; code: string }> {
  return giveMatter(app, operator);
}

test('colleagues on any process see who looks and who acts, by name and role, and never themselves', async () => {
  const { matterId, code } = await register();
  expect(await tell(app, matterId, operator)).toEqual([]);
  const him = { accountId: String(operator.id), name: '受理员', roles: ['operator'] };
  for (const process of [twin, app]) {
    await expect.poll(() => tell(process, matterId, plumber)).toEqual([{ ...him, doing: 'looking' }]);
  }
  await tell(app, code, operator, 'acting');
  await expect.poll(() => tell(twin, matterId, plumber)).toEqual([{ ...him, doing: 'acting' }]);
  await tell(twin, matterId, operator, 'gone');
  await expect.poll(() => tell(app, matterId, plumber)).toEqual([]);
});

test('whoever gives no sign of life is forgotten within a minute', async () => {
  expect(presenceTtlMs).toBeLessThan(60_000);
  const { matterId } = await register();
  await tell(app, matterId, operator);
  await expect.poll(() => tell(twin, matterId, plumber)).toHaveLength(1);
  app.clock.set(app.clock.now() + presenceTtlMs - 1);
  expect(await tell(twin, matterId, plumber)).toHaveLength(1);
  app.clock.set(app.clock.now() + 1);
  expect(await tell(twin, matterId, plumber)).toEqual([]);
});

test('it is for those who see the matter, and leaves no trace', async () => {
  const { matterId } = await register();
  const rows = async () => {
    const { rows: found } = await app.pool.query<{ n: number }>(`SELECT
      (SELECT count(*) FROM log.events) + (SELECT count(*) FROM log.commands)
      + (SELECT count(*) FROM log.accesses) AS n`);
    return found[0]?.n;
  };
  const before = await rows();
  await tell(app, matterId, operator, 'acting');
  expect(await rows()).toBe(before);
  const input = { params: { matterId }, body: { doing: 'looking' as const } };
  expect((await app.refuse(tellPresence, input)).code).toBe('auth.required');
  expect((await app.refuse(tellPresence, input, resident.token)).code).toBe('auth.forbidden');
  expect((await app.refuse(tellPresence, input, elsewhere.token)).code).toBe('resource.notFound');
  const body = { doing: 'watching' as never };
  expect(await app.refuse(tellPresence, { ...input, body }, operator.token)).toMatchObject({
    code: 'input.invalid',
    errors: [{ field: 'doing' }],
  });
});
