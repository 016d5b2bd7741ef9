import { randomUUID } from 'node:crypto';
import {
  createAccount,
  finishOidc,
  getSession,
  listOwnSessions,
  signIn,
  startOidc,
  updateAccount,
} from '@heliu/contract/people';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, browser, type BrowserReply } from '../../test/browser.ts';
import { giveCity } from '../../test/city.ts';
import { giveAccount } from '../../test/factories.ts';
import { startTestApp, testApp, type TestApp } from '../../test/harness.ts';
import { type Identity, startProvider, type TestProvider } from '../../test/oidc.ts';
import { findByIdentity } from './identity.ts';

const origin = 'https://city.example';
const client = { id: 'heliu', secret: 'a secret of the client', redirectUri: origin + finishOidc.path };

let provider: TestProvider;
let app: TestApp;
beforeAll(async () => {
  provider = await startProvider(client);
  const { issuer } = provider;
  app = await startTestApp({
    origin,
    oidc: { issuer, clientId: client.id, clientSecret: client.secret, name: '市统一身份认证' },
  });
  await giveCity(app);
});
afterAll(async () => {
  await app.close();
  await provider.close();
});

const depart = (visitor: Browser, returnTo = '/console/queue?stage=filed') =>
  visitor.open(`${startOidc.path}?returnTo=${encodeURIComponent(returnTo)}`);

const arrive = (visitor: Browser, { pathname, search }: URL) => visitor.open(pathname + search);

async function signInAs(visitor: Browser, identity: Identity, returnTo?: string): Promise<BrowserReply> {
  provider.be(identity);
  const { location = '' } = await depart(visitor, returnTo);
  return arrive(visitor, await provider.visit(location));
}

const newIdentity = (): Required<Pick<Identity, 'subject' | 'email'>> => {
  const subject = randomUUID();
  return { subject, email: `${subject.slice(0, 8)}@example.cn` };
};

const accountOf = async (visitor: Browser) => (await visitor.send(getSession)).body['account'];

test('the sign-in page names the single sign-on', async () => {
  expect((await browser(app).send(getSession)).body).toMatchObject({
    settings: { oidc: { name: { zh: '市统一身份认证' } } },
  });
});

test('a verified address opens the account that has it, and links the identity for good', async () => {
  const identity = newIdentity();
  const { id } = await giveAccount(app, { email: identity.email.toUpperCase() });
  const visitor = browser(app);
  const back = await signInAs(visitor, identity);
  expect([back.status, back.location]).toEqual([303, '/console/queue?stage=filed']);
  expect(await accountOf(visitor)).toMatchObject({ id });
  await app.db.updateTable('people.accounts').set({ email: null }).where('id', '=', id).execute();
  const later = browser(app);
  await signInAs(later, { subject: identity.subject });
  expect(await accountOf(later)).toMatchObject({ id });
});

test('an identity that an administrator linked beforehand opens its account, and no other', async () => {
  const { token } = await giveAccount(app, { grants: [{ role: 'administrator', place: 'd' }] });
  const identity = newIdentity();
  const made = await app.call(
    createAccount,
    {
      body: {
        commandId: randomUUID(),
        login: `s${identity.subject.slice(0, 8)}`,
        displayName: '经办人 0001',
        email: null,
        singleSignOn: identity.subject,
        language: 'zh',
        password: 'river-lamp-cloud-47',
        unitCode: 'water',
        roles: [{ role: 'handler', scope: { kind: 'unit', code: 'water' } }],
      },
    },
    token,
  );
  expect(made.singleSignOn).toBe(identity.subject);
  const visitor = browser(app);
  await signInAs(visitor, identity);
  expect(await accountOf(visitor)).toMatchObject({ id: made.id, mustChangePassword: false });
  expect((await visitor.send(listOwnSessions)).status).toBe(200);
  const byPassword = browser(app);
  const first = { login: made.login, password: 'river-lamp-cloud-47' };
  expect((await byPassword.send(signIn, first)).code).toBe('auth.credentials');

  const other = await giveAccount(app, { grants: [{ role: 'officer', place: 'd/t1' }] });
  const link = (singleSignOn: string | null) => ({
    params: { id: other.id },
    body: {
      commandId: randomUUID(),
      version: 1,
      displayName: 'x',
      email: null,
      language: 'zh' as const,
      singleSignOn,
    },
  });
  expect((await app.refuse(updateAccount, link(identity.subject), token)).code).toBe('account.identityTaken');
});

test('somebody who comes for the first time twice at the same instant is linked once and let in both times', async () => {
  const identity = newIdentity();
  const { id } = await giveAccount(app, { email: identity.email });
  const [one, two] = [browser(app), browser(app)];
  await Promise.all([signInAs(one, identity), signInAs(two, identity)]);
  expect([await accountOf(one), await accountOf(two)]).toMatchObject([{ id }, { id }]);
  const other = newIdentity();
  const { id: otherId } = await giveAccount(app, { email: other.email });
  const claims = { issuer: 'https://sso.test', subject: other.subject, email: other.email };
  const found = await Promise.all(Array.from({ length: 8 }, () => findByIdentity(app, claims)));
  expect(found.map((account) => account?.id)).toEqual(Array.from({ length: 8 }, () => otherId));
  const { rows } = await app.pool.query(
    `SELECT subject FROM log.events WHERE kind = 'account.identityLinked' AND subject = ANY($1)`,
    [[`account:${id}`, `account:${otherId}`]],
  );
  expect(rows).toHaveLength(2);
});

test('an unknown, unverified or closed identity opens nothing, and no account is made', async () => {
  const count = async () =>
    (
      await app.db
        .selectFrom('people.accounts')
        .select(({ fn }) => fn.countAll().as('n'))
        .executeTakeFirst()
    )?.n;
  const unverified = newIdentity();
  await giveAccount(app, { email: unverified.email });
  const closed = newIdentity();
  const { id } = await giveAccount(app, { email: closed.email });
  await app.db.updateTable('people.accounts').set({ status: 'inactive' }).where('id', '=', id).execute();
  const before = await count();
  for (const identity of [newIdentity(), { ...unverified, verified: false }, closed]) {
    const visitor = browser(app);
    const back = await signInAs(visitor, identity);
    expect(back.location).toBe('/console/sign-in?problem=auth.singleSignOnUnknown');
    expect(await accountOf(visitor)).toBeNull();
  }
  expect(await count()).toBe(before);
});

test('an address that is linked to another identity already is not linked to a second', async () => {
  const first = newIdentity();
  await giveAccount(app, { email: first.email });
  await signInAs(browser(app), first);
  const second = { subject: randomUUID(), email: first.email };
  const back = await signInAs(browser(app), second);
  expect(back.location).toContain('auth.singleSignOnUnknown');
});

test('an authenticator of ours is still asked, unless the provider asked for a second factor', async () => {
  const identity = newIdentity();
  const { id } = await giveAccount(app, { email: identity.email });
  await app.db
    .insertInto('people.authenticators')
    .values({
      account_id: id,
      sealed_secret: Buffer.from('sealed'),
      created_at: new Date(app.clock.now()),
      confirmed_at: new Date(app.clock.now()),
    })
    .execute();
  const visitor = browser(app);
  const back = await signInAs(visitor, identity);
  expect(back.location).toBe('/console/sign-in?returnTo=%2Fconsole%2Fqueue%3Fstage%3Dfiled');
  expect((await visitor.send(getSession)).body).toMatchObject({ account: null, step: 'totp' });
  const strong = browser(app);
  await signInAs(strong, { ...identity, methods: ['pwd', 'otp'] });
  expect(await accountOf(strong)).toMatchObject({ id });
});

test('a return is taken once, in the browser that left, for what it left with', async () => {
  const identity = newIdentity();
  await giveAccount(app, { email: identity.email });
  provider.be(identity);
  const visitor = browser(app);
  const { location = '' } = await depart(visitor);
  const asked = new URL(location).searchParams;
  expect(asked.get('code_challenge_method')).toBe('S256');
  expect(asked.get('nonce')).toMatch(/^[\w-]{20,}$/);
  const back = await provider.visit(location);

  // Another browser, as when somebody is made to follow a stranger's link.
  expect((await arrive(browser(app), back)).location).toContain('auth.stepExpired');
  const victim = browser(app);
  await depart(victim);
  expect((await arrive(victim, back)).location).toContain('auth.singleSignOn');
  expect(await accountOf(victim)).toBeNull();

  expect((await arrive(visitor, back)).location).toBe('/console/queue?stage=filed');
  expect((await arrive(visitor, back)).location).toContain('auth.stepExpired');

  const late = browser(app);
  const second = await provider.visit((await depart(late)).location ?? '');
  app.clock.advance(11 * 60_000);
  expect((await arrive(late, second)).location).toContain('auth.stepExpired');
});

test('a refusal of the provider comes back as a message', async () => {
  const visitor = browser(app);
  const { location = '' } = await depart(visitor);
  const state = new URL(location).searchParams.get('state') ?? '';
  const back = new URL(`${client.redirectUri}?error=access_denied&state=${state}`);
  expect((await arrive(visitor, back)).location).toBe('/console/sign-in?problem=auth.singleSignOn');
});

test.each([
  ['/console/matters/1?tab=map#history', '/console/matters/1?tab=map#history'],
  [String.raw`/\evil.example`, '/console'],
  ['/\t/evil.example', '/console'],
  ['/.//evil.example', '/console'],
])('returning to %j leads to %s, on this site', async (given, expected) => {
  const identity = newIdentity();
  await giveAccount(app, { email: identity.email });
  expect((await signInAs(browser(app), identity, given)).location).toBe(expected);
});

test('a provider that cannot be reached is told on the sign-in page', async () => {
  const lost = await testApp({
    origin,
    oidc: { issuer: 'http://127.0.0.1:1', clientId: 'x', clientSecret: 'x', name: undefined },
  });
  expect((await depart(browser(lost))).location).toBe('/console/sign-in?problem=auth.singleSignOn');
});

test('without single sign-on there is nothing to start', async () => {
  const bare = await testApp();
  expect((await depart(browser(bare))).code).toBe('resource.notFound');
});
