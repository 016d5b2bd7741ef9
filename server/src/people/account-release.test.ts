import { randomUUID } from 'node:crypto';
import { matterActs } from '@heliu/contract/matter';
import {
  deactivateAccount,
  getHoldings,
  getSession,
  reactivateAccount,
  type RoleGrant,
  setRoles,
  signIn,
} from '@heliu/contract/people';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { browser } from '../../test/browser.ts';
import { giveCity } from '../../test/city.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { startTestApp, testApp, type TestApp } from '../../test/harness.ts';
import { giveMatter } from '../../test/matters.ts';

let app: TestApp;
let district: TestAccount;
beforeAll(async () => {
  app = await startTestApp();
  await giveCity(app);
  district = await giveAccount(app, { grants: [{ role: 'administrator', place: 'd' }] });
});
afterAll(() => app.close());

const command = () => ({ commandId: randomUUID() });
const password = 'correct horse battery';
const over = (role: RoleGrant['role'], code: string): RoleGrant => ({ role, scope: { kind: 'place', code } });
const inUnit = (role: RoleGrant['role'], code: string): RoleGrant => ({
  role,
  scope: { kind: 'unit', code },
});

async function eventsOf(id: number): Promise<string[]> {
  const rows = await app.db
    .selectFrom('log.events')
    .select('kind')
    .where('subject', '=', `account:${id}`)
    .orderBy('id')
    .execute();
  return rows.map(({ kind }) => kind);
}

/** A matter that the test city sends to water, signed for by this handler. */
async function heldMatter(plumber: TestAccount): Promise<string> {
  const operator = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
  const { matterId } = await giveMatter(app, operator, {
    reporter: { name: '王女士', phone: '13800000000' },
  });
  await app.call(
    matterActs.signFor,
    { params: { matterId }, body: { ...command(), workOrderNo: 1 } },
    plumber.token,
  );
  return matterId;
}

const holderOf = async (matterId: string): Promise<number | null> =>
  (
    await app.db
      .selectFrom('matter.work_orders')
      .select('holder_id')
      .where('matter_id', '=', matterId)
      .executeTakeFirstOrThrow()
  ).holder_id;

test('closing an account ends its sessions and returns its open work to the unit in the same transaction', async () => {
  const plumber = await giveAccount(app, {
    password,
    grants: [{ role: 'handler', unit: 'water', reach: 'd' }],
  });
  const matterId = await heldMatter(plumber);
  expect(await holderOf(matterId)).toBe(plumber.id);
  const params = { id: plumber.id };
  expect(await app.call(getHoldings, { params }, district.token)).toEqual({
    units: [{ code: 'water', name: { zh: 'water', en: 'water' }, openMatters: 1 }],
    organisations: [],
    sessions: 1,
  });
  const body = { ...command(), version: 1, reason: 'moved away' };
  const closed = await app.call(deactivateAccount, { params, body }, district.token);
  expect(closed).toMatchObject({ active: false, returned: 1, allowed: ['reactivate'] });
  expect(await holderOf(matterId)).toBeNull();
  expect((await app.call(getSession, {}, plumber.token)).account).toBeNull();
  const told = await app.db
    .selectFrom('log.events')
    .select(['kind', 'unit_ids'])
    .where('subject', '=', `matter:${matterId}`)
    .where('kind', '=', 'matter.holderReleased')
    .execute();
  expect(told).toHaveLength(1);
  expect(told[0]?.unit_ids).toContain('water');
  expect((await app.call(deactivateAccount, { params, body }, district.token)).returned).toBe(1);
  const again = { ...command(), version: closed.version, reason: 'again' };
  expect((await app.refuse(deactivateAccount, { params, body: again }, district.token)).code).toBe(
    'account.inactive',
  );
  expect((await browser(app).send(signIn, { login: plumber.login, password })).code).toBe('auth.credentials');
  await app.call(
    reactivateAccount,
    { params, body: { ...command(), version: closed.version } },
    district.token,
  );
  const back = browser(app);
  expect((await back.send(signIn, { login: plumber.login, password })).status).toBe(200);
  expect((await back.send(getSession)).body['account']).toMatchObject({ roles: [{ role: 'handler' }] });
});

test('taking a role away returns what was held through it, and tells the log', async () => {
  const plumber = await giveAccount(app, { grants: [{ role: 'handler', unit: 'water', reach: 'd' }] });
  const matterId = await heldMatter(plumber);
  const params = { id: plumber.id };
  const more = await app.call(
    setRoles,
    {
      params,
      body: {
        ...command(),
        version: 1,
        unitCode: 'water',
        roles: [inUnit('handler', 'water'), over('verifier', 't1')],
      },
    },
    district.token,
  );
  expect([more.returned, await holderOf(matterId)]).toEqual([0, plumber.id]);
  const moved = await app.call(
    setRoles,
    { params, body: { ...command(), version: 2, unitCode: 'roads', roles: [inUnit('handler', 'roads')] } },
    district.token,
  );
  expect(moved).toMatchObject({ returned: 1, unit: { code: 'roads' }, version: 3 });
  expect(await holderOf(matterId)).toBeNull();
  expect((await app.call(getSession, {}, plumber.token)).account?.roles).toMatchObject([
    { role: 'handler', scope: { code: 'roads' } },
  ]);
  expect(await eventsOf(plumber.id)).toEqual([
    'grant.given',
    'grant.revoked',
    'grant.revoked',
    'grant.given',
  ]);
});

test('two last administrators who close each other at the same instant do not both succeed', async () => {
  const lonely = await testApp();
  await giveCity(lonely);
  const pair = await Promise.all(
    [1, 2].map(() => giveAccount(lonely, { grants: [{ role: 'administrator', place: 'd' }] })),
  );
  const replies = await Promise.all(
    pair.map(({ token }, index) =>
      lonely
        .call(
          deactivateAccount,
          {
            params: { id: pair[1 - index]?.id ?? 0 },
            body: { ...command(), version: 1, reason: 'quarrel' },
          },
          token,
        )
        .then(
          () => 'closed',
          (error: Error) => error.message,
        ),
    ),
  );
  expect(replies.filter((reply) => reply === 'closed')).toHaveLength(1);
  expect(replies.find((reply) => reply !== 'closed')).toMatch(/account\.lastAdministrator|auth\.required/);
});

test('work taken by a request that was on its way is given back by the second look', async () => {
  const plumber = await giveAccount(app, { grants: [{ role: 'handler', unit: 'water', reach: 'd' }] });
  const matterId = await heldMatter(plumber);
  await app.db
    .updateTable('people.accounts')
    .set({ status: 'inactive', closed_at: new Date(app.clock.now()) })
    .where('id', '=', plumber.id)
    .execute();
  const due_at = new Date(app.clock.now());
  await app.db.insertInto('people.releases').values({ account_id: plumber.id, due_at }).execute();
  await expect.poll(() => holderOf(matterId)).toBeNull();
});
