import {
  changePassword,
  confirmTotp,
  getSession,
  listOwnSessions,
  revokeOwnSession,
  signIn,
  signInTotp,
  signOut,
  startOidc,
  startTotp,
} from '@heliu/contract/people';
import { Secret, TOTP } from 'otpauth';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, browser } from '../../test/browser.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { startTestApp, testApp, type TestApp } from '../../test/harness.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const password = 'correct horse battery';
const minute = 60_000;

const signInAs = (visitor: Browser, { login }: TestAccount, given = password) =>
  visitor.send(signIn, { login, password: given });

const account = async (visitor: Browser) => (await visitor.send(getSession)).body['account'];

test('signing in sets a cookie that names the account, and signing out ends it', async () => {
  const officer = await giveAccount(app, { password, grants: [{ role: 'officer', place: 'd/t1' }] });
  const visitor = browser(app);
  const reply = await visitor.send(signIn, { login: officer.login.toUpperCase(), password });
  expect(reply.body).toEqual({ status: 'signedIn' });
  expect(String(reply.headers['set-cookie'])).toMatch(
    /heliu_session=[\w-]{43};[^,]*HttpOnly;[^,]*SameSite=Lax/,
  );
  expect(await account(visitor)).toMatchObject({
    id: officer.id,
    login: officer.login,
    roles: [{ role: 'officer', scope: { kind: 'place', code: 't1' } }],
  });
  const token = visitor.cookies.get('heliu_session') ?? '';
  expect((await visitor.send(signOut)).body).toEqual({ done: true });
  expect((await app.call(getSession, {}, token)).account).toBeNull();
});

test('over HTTPS the cookie is marked secure', async () => {
  const secure = await testApp({ origin: 'https://city.example' });
  const officer = await giveAccount(secure, { password });
  const reply = await signInAs(browser(secure), officer);
  expect(String(reply.headers['set-cookie'])).toMatch(/heliu_session=[^,]*Secure/);
});

test('a login may also be an e-mail address or a phone number typed without its country code', async () => {
  const email = `Li.${randomUUID().slice(0, 8)}@Example.cn`;
  await giveAccount(app, { kind: 'resident', password, email, phone: '+8613900000001' });
  expect((await browser(app).send(signIn, { login: email, password })).status).toBe(200);
  expect((await browser(app).send(signIn, { login: '13900000001', password })).status).toBe(200);
});

test('a wrong password, an unknown login and a closed account are refused alike', async () => {
  const known = await giveAccount(app, { password });
  const closed = await giveAccount(app, { password });
  await app.db
    .updateTable('people.accounts')
    .set({ status: 'inactive' })
    .where('id', '=', closed.id)
    .execute();
  const replies = [
    await signInAs(browser(app), known, 'not this one, no'),
    await browser(app).send(signIn, { login: 'nobody-here', password }),
    await signInAs(browser(app), closed),
  ];
  expect(replies.map(({ code }) => code)).toEqual(Array(3).fill('auth.credentials'));
  const [first, ...others] = replies.map(({ body }) => ({ ...body, requestId: '' }));
  for (const other of others) expect(other).toEqual(first);
});

test('an unknown login takes as long as a known one', async () => {
  const known = await giveAccount(app, { password });
  const time = async (login: string): Promise<number> => {
    const taken: number[] = [];
    for (let n = 0; n < 5; n += 1) {
      const start = performance.now();
      await browser(app, `203.0.113.${n}`).send(signIn, { login, password: 'wrong, surely wrong' });
      taken.push(performance.now() - start);
    }
    return Math.min(...taken);
  };
  const [unknown, there] = [await time('nobody-at-all'), await time(known.login)];
  expect(unknown / there).toBeGreaterThan(0.5);
  expect(unknown / there).toBeLessThan(2);
});

test('a first password opens nothing but its own change', async () => {
  const clerk = await giveAccount(app, { password, mustChangePassword: true });
  const visitor = browser(app);
  await signInAs(visitor, clerk);
  expect(await account(visitor)).toMatchObject({ mustChangePassword: true });
  expect((await visitor.send(listOwnSessions)).code).toBe('auth.passwordChange');
  expect((await visitor.open(startOidc.path)).code).toBe('resource.notFound');
  const changed = await visitor.send(changePassword, {
    current: password,
    password: 'a wholly other phrase',
  });
  expect(changed.body).toEqual({ done: true });
  expect((await visitor.send(listOwnSessions)).status).toBe(200);
});

const totpOf = (secret: string): TOTP => new TOTP({ secret: Secret.fromBase32(secret) });

async function enrol(visitor: Browser): Promise<{ totp: TOTP; recoveryCodes: string[] }> {
  const { body } = await visitor.send(startTotp, { password });
  const totp = totpOf(String(body['secret']));
  const code = totp.generate({ timestamp: app.clock.now() });
  const confirmed = await visitor.send(confirmTotp, { code });
  expect(confirmed.status).toBe(200);
  app.clock.advance(minute);
  return { totp, recoveryCodes: confirmed.body['recoveryCodes'] as string[] };
}

test('with an authenticator a code is asked, and each code works once', async () => {
  const clerk = await giveAccount(app, { password });
  const visitor = browser(app);
  await signInAs(visitor, clerk);
  const { totp } = await enrol(visitor);
  const code = totp.generate({ timestamp: app.clock.now() });

  expect((await signInAs(visitor, clerk)).body).toEqual({ status: 'totpRequired' });
  expect((await visitor.send(getSession)).body).toMatchObject({ account: null, step: 'totp' });
  expect((await visitor.send(listOwnSessions)).code).toBe('auth.required');
  expect((await visitor.send(signInTotp, { code: '000000' })).code).toBe('auth.code');
  expect((await visitor.send(signInTotp, { code })).body).toEqual({
    status: 'signedIn',
    recoveryCodesLeft: null,
  });
  expect(await account(visitor)).toMatchObject({ id: clerk.id, totpEnabled: true });

  const other = browser(app, '198.51.100.8');
  await signInAs(other, clerk);
  expect((await other.send(signInTotp, { code })).code).toBe('auth.code');
  app.clock.advance(minute);
  const fresh = totp.generate({ timestamp: app.clock.now() });
  const both = await Promise.all([1, 2].map(() => other.send(signInTotp, { code: fresh })));
  expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
});

test('a recovery code stands in for the authenticator, once, and the number left is told', async () => {
  const clerk = await giveAccount(app, { password });
  const visitor = browser(app);
  await signInAs(visitor, clerk);
  const { recoveryCodes } = await enrol(visitor);
  expect(recoveryCodes).toHaveLength(10);
  expect(new Set(recoveryCodes).size).toBe(10);
  const [code = '', second = '', third = ''] = recoveryCodes;
  await signInAs(visitor, clerk);
  const reply = await visitor.send(signInTotp, { code: code.toLowerCase() });
  expect(reply.body).toEqual({ status: 'signedIn', recoveryCodesLeft: 9 });
  await signInAs(visitor, clerk);
  expect((await visitor.send(signInTotp, { code })).code).toBe('auth.code');
  for (const typed of [second.replace('-', ''), ` ${third.replace('-', ' ')} `]) {
    await signInAs(visitor, clerk);
    expect((await visitor.send(signInTotp, { code: typed })).body).toMatchObject({ status: 'signedIn' });
  }
});

test('the second step ends after five wrong codes or ten minutes, and the password is asked again', async () => {
  const clerk = await giveAccount(app, { password });
  const visitor = browser(app);
  await signInAs(visitor, clerk);
  const { totp } = await enrol(visitor);
  await signInAs(visitor, clerk);
  for (let n = 0; n < 5; n += 1) {
    expect((await visitor.send(signInTotp, { code: '000000' })).code).toBe('auth.code');
  }
  expect((await visitor.send(signInTotp, { code: '000000' })).code).toBe('auth.stepExpired');
  await signInAs(visitor, clerk);
  app.clock.advance(11 * minute);
  const code = totp.generate({ timestamp: app.clock.now() });
  expect((await visitor.send(signInTotp, { code })).code).toBe('auth.stepExpired');
});

test('guessing is slowed down, and the wait is told', async () => {
  const victim = await giveAccount(app, { password });
  const guesser = browser(app, '203.0.113.60');
  for (let n = 0; n < 6; n += 1) {
    expect((await signInAs(guesser, victim, `guess number ${n}`)).code).toBe('auth.credentials');
  }
  const refused = await signInAs(guesser, victim);
  expect(refused.code).toBe('request.tooMany');
  expect(refused.body['params']).toEqual({ seconds: 30 });
  expect(refused.headers['retry-after']).toBe('30');
  app.clock.advance(31_000);
  expect((await signInAs(guesser, victim, 'one more guess')).code).toBe('auth.credentials');
  expect((await signInAs(guesser, victim)).body['params']).toEqual({ seconds: 60 });
});

test('guesses made at the same instant are all counted', async () => {
  const victim = await giveAccount(app, { password });
  const guesser = browser(app, '203.0.113.61');
  const replies = await Promise.all(
    Array.from({ length: 20 }, (_, n) => signInAs(guesser, victim, `guess number ${n}`)),
  );
  expect(replies.filter(({ code }) => code === 'auth.credentials')).toHaveLength(6);
});

test('strangers at many addresses cannot lock the owner out of the owner’s own device or network', async () => {
  const owner = await giveAccount(app, { password });
  const home = browser(app, '192.0.2.10');
  expect((await signInAs(home, owner)).status).toBe(200);
  await home.send(signOut);
  for (let n = 0; n < 40; n += 1) {
    await signInAs(browser(app, `203.0.113.${100 + n}`), owner, `guess number ${n}`);
  }
  expect((await signInAs(browser(app, '203.0.113.99'), owner)).code).toBe('request.tooMany');
  // The same browser somewhere else, and another browser at home.
  const travelling = browser(app, '203.0.113.98');
  travelling.cookies.set('heliu_device', home.cookies.get('heliu_device') ?? '');
  expect((await signInAs(travelling, owner)).status).toBe(200);
  expect((await signInAs(browser(app, '192.0.2.10'), owner)).status).toBe(200);
  // A colleague at the same address who guesses blocks the address, and still not the owner's browser.
  const neighbour = browser(app, '192.0.2.10');
  for (let n = 0; n < 8; n += 1) await signInAs(neighbour, owner, `guess number ${n}`);
  expect((await signInAs(neighbour, owner)).code).toBe('request.tooMany');
  expect((await signInAs(home, owner)).status).toBe(200);
});

test('one address that tries many logins is stopped, known or unknown', async () => {
  const sprayer = browser(app, '203.0.113.70');
  for (let n = 0; n < 51; n += 1) await sprayer.send(signIn, { login: `someone-${n}`, password });
  const somebody = await giveAccount(app, { password });
  expect((await signInAs(sprayer, somebody)).code).toBe('request.tooMany');
});

test('a session ends unused after a day, in use after a week, and its list tells the hour', async () => {
  const clerk = await giveAccount(app, { password });
  const visitor = browser(app);
  await signInAs(visitor, clerk);
  for (let hour = 0; hour < 7 * 24 - 1; hour += 23) {
    expect(await account(visitor)).not.toBeNull();
    await expect.poll(() => lastSeen(clerk)).toBe(app.clock.now());
    app.clock.advance(23 * 60 * minute);
  }
  expect(await account(visitor)).toBeNull();
  await signInAs(visitor, clerk);
  app.clock.advance(25 * 60 * minute);
  expect(await account(visitor)).toBeNull();
});

/** Written behind the reply, so it is waited for. */
async function lastSeen({ id }: TestAccount): Promise<number> {
  const row = await app.db
    .selectFrom('people.sessions')
    .select(({ fn }) => fn.max('seen_at').as('seen'))
    .where('account_id', '=', id)
    .executeTakeFirstOrThrow();
  return row.seen?.getTime() ?? 0;
}

test('a revoked session is refused at once by another process too', async () => {
  const clerk = await giveAccount(app, { password });
  const visitor = browser(app);
  await signInAs(visitor, clerk);
  const token = visitor.cookies.get('heliu_session') ?? '';
  const second = await app.twin();
  expect((await second.call(getSession, {}, token)).account?.id).toBe(clerk.id);
  const { rows } = await app.call(listOwnSessions, {}, clerk.token);
  const theirs = rows.find(({ current }) => !current);
  await app.call(
    revokeOwnSession,
    { params: { id: theirs?.id ?? '' }, body: { commandId: randomUUID() } },
    clerk.token,
  );
  expect((await app.call(getSession, {}, token)).account).toBeNull();
  await expect.poll(async () => (await second.call(getSession, {}, token)).account).toBeNull();
  await second.close();
});

test('a write without our header is refused, as another site would send it', async () => {
  const reply = await app.inject({
    method: 'POST',
    url: signOut.path,
    payload: { commandId: randomUUID() },
    cookies: { heliu_session: 'x'.repeat(43) },
  });
  expect(reply.json()).toMatchObject({ status: 403, code: 'auth.origin' });
});
