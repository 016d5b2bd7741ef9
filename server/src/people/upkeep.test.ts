import { randomUUID } from 'node:crypto';
import { listAccounts, signIn } from '@heliu/contract/people';
import { expect, test } from 'vitest';
import { browser } from '../../test/browser.ts';
import { giveCity, testPack } from '../../test/city.ts';
import { giveAccount } from '../../test/factories.ts';
import { testApp, type TestApp } from '../../test/harness.ts';
import { forgetOld, moveScopes } from './upkeep.ts';

const day = 86_400_000;
const byNumber = (a: number, b: number): number => a - b;
const password = 'correct horse battery';

const counts = async ({ db }: TestApp, id: number) => {
  const count = async (table: 'people.sessions' | 'people.known_devices' | 'people.recovery_codes') => {
    const row = await db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('account_id', '=', id)
      .executeTakeFirstOrThrow();
    return row.n;
  };
  return [
    await count('people.sessions'),
    await count('people.known_devices'),
    await count('people.recovery_codes'),
  ];
};

test('sessions, devices and counters are deleted when their time has come, not before', async () => {
  const app = await testApp();
  const { id, login } = await giveAccount(app, { password });
  const visitor = browser(app);
  await visitor.send(signIn, { login, password: 'wrong, surely wrong' });
  await visitor.send(signIn, { login: 'nobody-here', password });
  await visitor.send(signIn, { login, password });
  const attempts = async () =>
    (await app.db.selectFrom('people.attempts').selectAll().execute()).filter(({ count }) => count > 0)
      .length;
  await forgetOld(app);
  expect(await counts(app, id)).toEqual([2, 1, 0]);
  expect(await attempts()).toBeGreaterThan(0);
  app.clock.advance(2 * day);
  await forgetOld(app);
  expect(await attempts()).toBe(0);
  expect(await counts(app, id)).toEqual([2, 1, 0]);
  app.clock.advance(37 * day);
  await forgetOld(app);
  expect(await counts(app, id)).toEqual([0, 1, 0]);
  app.clock.advance(60 * day);
  await forgetOld(app);
  expect(await counts(app, id)).toEqual([0, 0, 0]);
});

test('90 days after it was closed, an account keeps nothing by which its owner could be reached', async () => {
  const app = await testApp();
  const email = `c${randomUUID().slice(0, 8)}@example.cn`;
  const resident = await giveAccount(app, {
    kind: 'resident',
    login: email,
    email,
    password,
    displayName: '王女士',
  });
  const clerk = await giveAccount(app, { email: `x${email}`, phone: '+8613900000009', password });
  const closed_at = new Date(app.clock.now());
  await app.db.updateTable('people.accounts').set({ status: 'inactive', closed_at }).execute();
  const rows = () =>
    app.db
      .selectFrom('people.accounts')
      .select(['id', 'login', 'display_name', 'email', 'phone', 'password_hash'])
      .orderBy('id')
      .execute();
  app.clock.advance(89 * day);
  await forgetOld(app);
  expect((await rows())[0]).toMatchObject({ login: email, email, display_name: '王女士' });
  app.clock.advance(2 * day);
  await forgetOld(app);
  const nothing = { email: null, phone: null, password_hash: null };
  expect(await rows()).toEqual([
    { id: resident.id, login: `closed-${resident.id}`, display_name: '已注销', ...nothing },
    { id: clerk.id, login: clerk.login, display_name: '测试员', ...nothing },
  ]);
});

test('when the city moves a place or a unit, roles and reach move with it', async () => {
  const app = await testApp();
  await giveCity(app);
  const officer = await giveAccount(app, { grants: [{ role: 'officer', place: 'd/t1/c1/g1' }] });
  const clerk = await giveAccount(app, {
    unit: 'water',
    home: 'd',
    grants: [{ role: 'handler', unit: 'water', reach: 'd' }],
  });
  const admin = await giveAccount(app, { grants: [{ role: 'administrator', place: 'd/t2' }] });
  const seen = async () => {
    const { rows } = await app.call(listAccounts, { query: {} }, admin.token);
    return rows.map(({ id }) => id).toSorted(byNumber);
  };
  expect(await seen()).toEqual([admin.id]);
  const pack = testPack();
  const moved = {
    ...pack,
    version: '1.1.0',
    divisions: pack.divisions.map((one) =>
      one.code === 'c1' ? { ...one, parentCode: 't2', path: 'd/t2/c1' } : one,
    ),
    grids: pack.grids.map((one) => (one.code === 'g1' ? { ...one, path: 'd/t2/c1/g1' } : one)),
    units: pack.units.map((one) => (one.code === 'water' ? { ...one, divisionCode: 't2' } : one)),
  };
  await giveCity(app, moved);
  await moveScopes(app.db, app.city.current());
  expect(await seen()).toEqual([officer.id, clerk.id, admin.id].toSorted(byNumber));
  const grants = await app.db
    .selectFrom('people.grants')
    .select(['account_id', 'place_path', 'reach_path'])
    .where('account_id', 'in', [officer.id, clerk.id])
    .orderBy('account_id')
    .execute();
  expect(grants).toEqual([
    { account_id: officer.id, place_path: 'd/t2/c1/g1', reach_path: 'd/t2/c1/g1' },
    { account_id: clerk.id, place_path: null, reach_path: 'd/t2' },
  ]);
});
