import { randomUUID } from 'node:crypto';
import {
  createAccount,
  deactivateAccount,
  endAccountSessions,
  getAccount,
  getSession,
  countAccounts,
  listAccounts,
  resetTotp,
  type RoleGrant,
  searchScopes,
  setPassword,
  setRoles,
  signIn,
  updateAccount,
} from '@heliu/contract/people';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { browser } from '../../test/browser.ts';
import { giveCity } from '../../test/city.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';

let app: TestApp;
let district: TestAccount;
let town: TestAccount;
beforeAll(async () => {
  app = await startTestApp();
  await giveCity(app);
  district = await giveAccount(app, { grants: [{ role: 'administrator', place: 'd' }] });
  town = await giveAccount(app, { grants: [{ role: 'administrator', place: 'd/t1' }] });
});
afterAll(() => app.close());

const command = () => ({ commandId: randomUUID() });
const password = 'correct horse battery';
const over = (role: RoleGrant['role'], code: string): RoleGrant => ({ role, scope: { kind: 'place', code } });
const inUnit = (role: RoleGrant['role'], code: string): RoleGrant => ({
  role,
  scope: { kind: 'unit', code },
});

const newAccount = (roles: RoleGrant[], unitCode: string | null = null) => ({
  ...command(),
  login: `n${randomUUID().slice(0, 12)}`,
  displayName: '网格员 0001',
  email: null,
  language: 'zh' as const,
  password,
  unitCode,
  roles,
});

const idsSeenBy = async ({ token }: TestAccount, query: Record<string, unknown> = {}): Promise<number[]> => {
  const ids: number[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await app.call(
      listAccounts,
      { query: { limit: 3, ...query, ...(cursor === undefined ? {} : { cursor }) } },
      token,
    );
    ids.push(...page.rows.map(({ id }) => id));
    cursor = page.next;
    if (cursor === undefined) return ids;
  }
};

test('an administrator opens an account, whose owner signs in with the first password and must change it', async () => {
  const body = newAccount([over('officer', 'g1'), inUnit('handler', 'water')], 'water');
  const made = await app.call(createAccount, { body }, district.token);
  expect(made).toMatchObject({
    login: body.login,
    unit: { code: 'water' },
    roles: [
      { role: 'officer', scope: { kind: 'place', code: 'g1', path: { zh: 't1/c1' } } },
      { role: 'handler', scope: { kind: 'unit', code: 'water' } },
    ],
    mustChangePassword: true,
    version: 1,
  });
  expect((await app.call(createAccount, { body }, district.token)).id).toBe(made.id);
  const owner = browser(app);
  expect((await owner.send(signIn, { login: body.login, password })).status).toBe(200);
  expect((await owner.send(getSession)).body['account']).toMatchObject({ mustChangePassword: true });
  const events = await eventsOf(made.id);
  expect(events).toEqual(['account.created', 'grant.given', 'grant.given', 'session.opened']);
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

test('a login or address that somebody has is refused, in any letter case, with or without country code', async () => {
  const email = `o${randomUUID().slice(0, 8)}@example.cn`;
  const phone = '+8613700137000';
  const first = await app.call(
    createAccount,
    { body: { ...newAccount([over('officer', 'g1')]), email, phone } },
    district.token,
  );
  await giveAccount(app, { login: '13700137001' });
  const refusal = async (given: object) =>
    (
      await app.refuse(
        createAccount,
        { body: { ...newAccount([over('officer', 'g1')]), ...given } },
        district.token,
      )
    ).code;
  expect(await refusal({ login: first.login.toUpperCase() })).toBe('account.loginTaken');
  expect(await refusal({ login: email })).toBe('account.loginTaken');
  expect(await refusal({ login: '13700137000' })).toBe('account.loginTaken');
  expect(await refusal({ login: '+8613700137001' })).toBe('account.loginTaken');
  expect(await refusal({ email: email.toUpperCase() })).toBe('account.emailTaken');
  expect(await refusal({ phone: '137 0013 7000' })).toBe('account.emailTaken');
  expect(await refusal({ phone: '+8613700137001' })).toBe('account.emailTaken');
  expect(await refusal({ password: '1234567890' })).toBe('account.password');
  const both = newAccount([over('officer', 'g1')]);
  const replies = await Promise.all(
    [1, 2].map(() =>
      app.call(createAccount, { body: { ...both, ...command() } }, district.token).catch(() => null),
    ),
  );
  expect(replies.filter((reply) => reply !== null)).toHaveLength(1);
});

test('codes that the city does not have are named, and nothing is made', async () => {
  const body = newAccount([over('officer', 'nowhere'), inUnit('handler', 'nobody')], 'none');
  const refused = await app.refuse(createAccount, { body }, district.token);
  expect(refused.errors?.map(({ field }) => field)).toEqual([
    'roles.0.scope.code',
    'roles.1.scope.code',
    'unitCode',
  ]);
  const wrongScope = await app.refuse(
    createAccount,
    { body: newAccount([over('handler', 'd')]) },
    district.token,
  );
  expect(wrongScope).toMatchObject({ code: 'input.invalid', errors: [{ field: 'roles.0.scope' }] });
});

test('an administrator of a town gives roles in the town and nowhere above or beside it', async () => {
  const refusal = async (roles: RoleGrant[], unit: string | null = null) =>
    (await app.refuse(createAccount, { body: newAccount(roles, unit) }, town.token)).code;
  expect(await refusal([over('supervisor', 'd')])).toBe('account.beyondReach');
  expect(await refusal([over('administrator', 'd')])).toBe('account.beyondReach');
  expect(await refusal([over('officer', 'c2')])).toBe('account.beyondReach');
  expect(await refusal([inUnit('handler', 'water')])).toBe('account.beyondReach');
  expect(await refusal([over('officer', 'c1')], 'water')).toBe('account.beyondReach');
  const made = await app.call(
    createAccount,
    { body: newAccount([over('administrator', 't1'), inUnit('handler', 'centre-c1')], 'centre-t1') },
    town.token,
  );
  const change = await app.refuse(
    setRoles,
    {
      params: { id: made.id },
      body: { ...command(), version: 1, unitCode: null, roles: [over('leader', 'd')] },
    },
    town.token,
  );
  expect(change.code).toBe('account.beyondReach');
});

test('an administrator sees the accounts of the place, and manages those with nothing outside it', async () => {
  const inside = await giveAccount(app, { grants: [{ role: 'officer', place: 'd/t1/c1/g1' }] });
  const beside = await giveAccount(app, { grants: [{ role: 'officer', place: 'd/t2/c2' }] });
  const above = await giveAccount(app, { grants: [{ role: 'leader', place: 'd' }] });
  const lookAlike = await giveAccount(app, { grants: [{ role: 'officer', place: 'd/t10/c1' }] });
  const resident = await giveAccount(app, { kind: 'resident', home: 'd' });
  const both = await giveAccount(app, {
    grants: [
      { role: 'officer', place: 'd/t1/c1' },
      { role: 'officer', place: 'd/t2/c2' },
    ],
  });
  const seen = await idsSeenBy(town);
  expect(seen).toEqual(expect.arrayContaining([inside.id, both.id, town.id]));
  for (const { id } of [beside, above, resident, lookAlike, district]) expect(seen).not.toContain(id);
  expect(new Set(seen).size).toBe(seen.length);
  expect(await idsSeenBy(district)).toEqual(expect.arrayContaining([beside.id, above.id, resident.id]));

  for (const { id } of [beside, above, resident]) {
    expect((await app.refuse(getAccount, { params: { id } }, town.token)).code).toBe('resource.notFound');
  }
  expect((await app.call(getAccount, { params: { id: inside.id } }, town.token)).allowed).toEqual(
    expect.arrayContaining(['update', 'setRoles', 'deactivate', 'setPassword', 'endSessions']),
  );
  expect((await app.call(getAccount, { params: { id: both.id } }, town.token)).allowed).toEqual([]);
  expect((await app.call(getAccount, { params: { id: resident.id } }, district.token)).allowed).toEqual([
    'update',
    'deactivate',
    'endSessions',
  ]);
  const acts = [
    [updateAccount, { version: 1, displayName: 'x', email: null, language: 'zh' }],
    [setRoles, { version: 1, unitCode: null, roles: [] }],
    [deactivateAccount, { version: 1, reason: 'x' }],
    [setPassword, { password: 'a wholly other phrase' }],
    [resetTotp, { reason: 'x' }],
    [endAccountSessions, {}],
  ] as const;
  for (const [endpoint, body] of acts) {
    const refusal = async (id: number) =>
      (await app.refuse(endpoint, { params: { id }, body: { ...command(), ...body } }, town.token)).code;
    expect([endpoint.id, await refusal(both.id)]).toEqual([endpoint.id, 'account.beyondReach']);
    expect([endpoint.id, await refusal(above.id)]).toEqual([endpoint.id, 'resource.notFound']);
  }
});

test('filters find by text, role, place, unit and status', async () => {
  const mark = randomUUID().slice(0, 8);
  const email = `${mark}@example.cn`;
  const one = await giveAccount(app, {
    login: `${mark}_a`,
    email,
    unit: 'roads',
    grants: [{ role: 'verifier', place: 'd/t2/c2' }],
  });
  const two = await giveAccount(app, {
    login: `${mark}xb`,
    grants: [{ role: 'handler', unit: 'roads', reach: 'd' }],
  });
  const find = (query: Record<string, unknown>) => idsSeenBy(district, { q: mark, ...query });
  expect(await find({})).toEqual([two.id, one.id]);
  expect(await idsSeenBy(district, { q: `${mark}_` })).toEqual([one.id]);
  expect(await idsSeenBy(district, { q: email.toUpperCase() })).toEqual([one.id]);
  expect(await find({ role: 'verifier' })).toEqual([one.id]);
  expect(await find({ role: 'verifier', place: 't1' })).toEqual([]);
  expect(await find({ place: 't2' })).toEqual([one.id]);
  expect(await find({ unit: 'roads' })).toEqual([two.id, one.id]);
  expect(await find({ role: 'resident' })).toEqual([]);
  expect(await find({ status: 'inactive' })).toEqual([]);
  expect(await find({ level: 'community' })).toEqual([one.id]);
  expect(await find({ level: 'district', role: 'verifier' })).toEqual([]);
  const count = (query: object) => app.call(countAccounts, { query: { q: mark, ...query } }, district.token);
  const verifiers = await count({ role: 'verifier' });
  expect(verifiers.roles).toMatchObject({ verifier: 1, handler: 1, officer: 0, resident: 0 });
  expect(verifiers.levels).toEqual({ district: 0, township: 0, community: 1, grid: 0 });
  expect((await count({ level: 'district' })).roles).toMatchObject({ verifier: 0, handler: 1 });
  expect((await count({})).levels).toEqual({ district: 1, township: 0, community: 1, grid: 0 });
  expect((await app.refuse(listAccounts, { query: { place: 'nowhere' } }, district.token)).code).toBe(
    'place.unknown',
  );
  expect((await app.refuse(listAccounts, { query: { cursor: 'x' } }, district.token)).code).toBe(
    'input.invalid',
  );
});

test('a place’s own staff come first, then those below, residents last, over as many pages as it takes', async () => {
  const mark = randomUUID().slice(0, 8);
  const give = (name: string, rest: Parameters<typeof giveAccount>[1]) =>
    giveAccount(app, { login: `${mark}${name}`, ...rest });
  const resident = await give('a', { kind: 'resident', home: 'd' });
  const officers = await Promise.all(
    ['b', 'c', 'e', 'f'].map((name) =>
      give(name, { home: 'd/t1/c1', grants: [{ role: 'officer', place: 'd/t1/c1' }] }),
    ),
  );
  const clerk = await give('y', { home: 'd/t1', grants: [{ role: 'operator', place: 'd/t1' }] });
  const head = await give('z', { home: 'd', grants: [{ role: 'leader', place: 'd' }] });
  expect(await idsSeenBy(district, { q: mark })).toEqual(
    [head, clerk, ...officers, resident].map(({ id }) => id),
  );
});

test('a look at contact details is recorded, a look at oneself or at nothing is not', async () => {
  const email = `l${randomUUID().slice(0, 8)}@example.cn`;
  const shown = await giveAccount(app, { email, grants: [{ role: 'officer', place: 'd/t1/c1' }] });
  const bare = await giveAccount(app, { grants: [{ role: 'officer', place: 'd/t1/c1' }] });
  const { rows } = await app.call(listAccounts, { query: { q: shown.login } }, town.token);
  expect(JSON.stringify(rows)).not.toContain(email);
  expect((await app.call(getAccount, { params: { id: shown.id } }, town.token)).email).toBe(email);
  await app.call(getAccount, { params: { id: bare.id } }, town.token);
  const looks = await app.db
    .selectFrom('log.accesses')
    .select(['account_id', 'endpoint', 'subject', 'purpose'])
    .where('subject', 'in', [`account:${shown.id}`, `account:${bare.id}`])
    .execute();
  expect(looks).toEqual([
    {
      account_id: town.id,
      endpoint: 'account.get',
      subject: `account:${shown.id}`,
      purpose: 'account.manage',
    },
  ]);
});

test('two administrators who change the same account do not overwrite each other', async () => {
  const { id } = await giveAccount(app, { grants: [{ role: 'officer', place: 'd/t1/c1' }] });
  const change = (displayName: string, version: number) => ({
    params: { id },
    body: { ...command(), version, displayName, email: null, phone: '13900000002', language: 'en' as const },
  });
  const changed = await app.call(updateAccount, change('甲', 1), town.token);
  expect(changed).toMatchObject({ displayName: '甲', phone: '+8613900000002', version: 2 });
  expect((await app.refuse(updateAccount, change('乙', 1), district.token)).code).toBe('resource.changed');
});

test('nobody closes, demotes or resets oneself', async () => {
  const refusal = async (endpoint: Parameters<typeof app.refuse>[0], body: object) =>
    (
      await app.refuse(
        endpoint,
        { params: { id: district.id }, body: { ...command(), ...body } },
        district.token,
      )
    ).code;
  expect(await refusal(deactivateAccount, { version: 1, reason: 'x' })).toBe('account.self');
  expect(await refusal(setRoles, { version: 1, unitCode: null, roles: [] })).toBe('account.self');
  expect(await refusal(setPassword, { password: 'a wholly other phrase' })).toBe('account.self');
});

test('a lost password and a lost authenticator are set anew by an administrator, and every session ends', async () => {
  const clerk = await giveAccount(app, { password, grants: [{ role: 'operator', place: 'd/t1' }] });
  const params = { id: clerk.id };
  await app.db
    .insertInto('people.authenticators')
    .values({
      account_id: clerk.id,
      sealed_secret: Buffer.from('sealed'),
      created_at: new Date(app.clock.now()),
      confirmed_at: new Date(app.clock.now()),
    })
    .execute();
  const visitor = browser(app);
  expect((await visitor.send(signIn, { login: clerk.login, password })).body).toEqual({
    status: 'totpRequired',
  });
  const reset = await app.call(
    resetTotp,
    { params, body: { ...command(), reason: 'phone lost' } },
    town.token,
  );
  expect(reset.totpEnabled).toBe(false);
  const fresh = 'river-lamp-cloud-47';
  await app.call(setPassword, { params, body: { ...command(), password: fresh } }, town.token);
  expect((await app.call(getSession, {}, clerk.token)).account).toBeNull();
  expect((await visitor.send(signIn, { login: clerk.login, password: fresh })).body).toEqual({
    status: 'signedIn',
  });
  expect((await visitor.send(getSession)).body['account']).toMatchObject({ mustChangePassword: true });
  expect(await app.call(endAccountSessions, { params, body: command() }, town.token)).toEqual({ ended: 1 });
  expect((await visitor.send(getSession)).body['account']).toBeNull();
});

test('scopes within reach are found by code and name, and their names told for codes from an address', async () => {
  const find = async (query: Record<string, unknown>, { token }: TestAccount) =>
    (await app.call(searchScopes, { query: { kind: 'place', ...query } }, token)).rows.map(
      ({ code }) => code,
    );
  expect(await find({ kind: 'place' }, district)).toEqual(['d', 't1', 't2']);
  expect(await find({ kind: 'place' }, town)).toEqual(['t1', 'c1']);
  expect(await find({ kind: 'place', q: 'g' }, district)).toEqual(['g1', 'g2']);
  expect(await find({ kind: 'place', q: 'g' }, town)).toEqual(['g1']);
  expect(await find({ kind: 'unit', q: 'water' }, town)).toEqual([]);
  expect(await find({ kind: 'unit' }, town)).toEqual(['centre-t1', 'centre-c1']);
  expect(await find({ kind: 'unit', codes: 'water,nothing' }, town)).toEqual(['water']);
});
