import { randomUUID } from 'node:crypto';
import { getMatter, matterActs } from '@heliu/contract/matter';
import { listOwnSessions } from '@heliu/contract/people';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveCity } from '../../../test/city.ts';
import { giveAccount, type TestAccount } from '../../../test/factories.ts';
import { startTestApp, type TestApp } from '../../../test/harness.ts';
import { giveMatter } from '../../../test/matters.ts';
import { heliu } from '../test-cli.ts';

let app: TestApp;
let operator: TestAccount;
beforeAll(async () => {
  app = await startTestApp();
  await giveCity(app);
  operator = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
});
afterAll(() => app.close());

const user = async (...args: string[]) => {
  const spoken = await heliu(['--lang', 'en', 'user', ...args, '--json'], {
    DATABASE_URL: app.database.url,
    HELIU_SECRET: 'a secret of the tests, long enough',
  });
  const said: unknown = spoken.out === '' ? null : JSON.parse(spoken.out);
  return { code: spoken.code, said };
};

const statusOf = async (login: string): Promise<string | undefined> => {
  const { said } = await user('list');
  const { users } = said as { users: { login: string; status: string }[] };
  return users.find((one) => one.login === login)?.status;
};

test('a closed account loses its sessions and gives its work back; opened again it has its roles', async () => {
  const plumber = await giveAccount(app, {
    login: 'plumber-1',
    grants: [{ role: 'handler', unit: 'water', reach: 'd' }],
  });
  const { matterId } = await giveMatter(app, operator);
  const sign = { params: { matterId }, body: { commandId: randomUUID(), workOrderNo: 1 } };
  await app.call(matterActs.signFor, sign, plumber.token);
  // The command line goes by real time, the test's worker by its own.
  app.clock.set(Date.now() + 60_000);

  expect(await user('disable', 'Plumber-1')).toEqual({
    code: 0,
    said: { login: 'Plumber-1', status: 'inactive' },
  });
  expect(await statusOf('plumber-1')).toBe('inactive');
  const fresh = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
  await expect
    .poll(
      async () => (await app.call(getMatter, { params: { matterId } }, fresh.token)).state.holder.accountId,
      {
        timeout: 90_000,
        interval: 500,
      },
    )
    .toBeNull();
  expect((await app.refuse(listOwnSessions, {}, plumber.token)).status).toBe(401);

  expect((await user('disable', 'plumber-1')).code).toBe(0);
  expect(await user('enable', 'plumber-1')).toMatchObject({ said: { status: 'active' } });
  expect((await user('enable', 'plumber-1')).code).toBe(0);
  const { said } = await user('list', '--role', 'handler');
  expect(said).toMatchObject({ users: [{ login: 'plumber-1', status: 'active', roles: ['handler:water'] }] });
  const { rows } = await app.pool.query<{ kind: string }>(
    `SELECT kind FROM log.events WHERE subject = $1 ORDER BY id`,
    [`account:${plumber.id}`],
  );
  expect(rows.map(({ kind }) => kind)).toEqual(['account.deactivated', 'account.reactivated']);
});

test('the last administrator of a place cannot be closed, and an unknown login is named', async () => {
  await giveAccount(app, { login: 'admin-only', grants: [{ role: 'administrator', place: 'd' }] });
  const refused = await user('disable', 'admin-only');
  expect(refused).toMatchObject({ code: 1, said: { error: { code: 'account.lastAdministrator' } } });
  expect(await statusOf('admin-only')).toBe('active');
  for (const verb of ['disable', 'enable', 'password']) {
    expect(await user(verb, 'nobody-here')).toMatchObject({ code: 1 });
  }
});
