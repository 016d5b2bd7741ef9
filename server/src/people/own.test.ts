import { randomUUID } from 'node:crypto';
import {
  changePassword,
  confirmTotp,
  disableTotp,
  getSession,
  listOwnSessions,
  renewRecoveryCodes,
  revokeOtherSessions,
  revokeOwnSession,
  setLanguage,
  signIn,
  signInTotp,
  startTotp,
} from '@heliu/contract/people';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { browser, type Browser } from '../../test/browser.ts';
import { giveAccount } from '../../test/factories.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const password = 'correct horse battery';
const command = () => ({ commandId: randomUUID() });

async function signedIn(): Promise<{ visitor: Browser; login: string; id: number }> {
  const { login, id } = await giveAccount(app, { password });
  const visitor = browser(app);
  await visitor.send(signIn, { login, password });
  return { visitor, login, id };
}

test('the list names my sessions, and I end one or all the others', async () => {
  const { login } = await giveAccount(app, { password });
  const [mine, second, third] = [browser(app), browser(app), browser(app)];
  for (const one of [mine, second, third]) await one.send(signIn, { login, password });
  const { body } = await mine.send(listOwnSessions);
  const rows = body['rows'] as { id: string; current: boolean; userAgent: string }[];
  expect(rows.filter(({ current }) => current)).toHaveLength(1);
  expect(rows.every(({ userAgent }) => userAgent === 'Test Browser 1.0' || userAgent === 'test')).toBe(true);
  const url = (id: string) => ({ ...revokeOwnSession, path: `/api/me/sessions/${id}/revoke` as const });
  const strangers = await signedIn();
  const foreign = (await strangers.visitor.send(listOwnSessions)).body['rows'] as { id: string }[];
  expect((await mine.send(url(foreign[0]?.id ?? ''))).code).toBe('resource.notFound');
  expect((await mine.send(url('x'))).code).toBe('resource.notFound');
  const ask = command();
  expect((await mine.send(revokeOtherSessions, ask)).body).toEqual({ ended: 3 });
  expect((await mine.send(revokeOtherSessions, ask)).body).toEqual({ ended: 3 });
  expect((await second.send(getSession)).body['account']).toBeNull();
  expect((await strangers.visitor.send(getSession)).body['account']).not.toBeNull();
  expect((await mine.send(listOwnSessions)).body['rows']).toHaveLength(1);
});

test('a new password needs the old one, is not weak, and ends the other sessions; a repeat changes nothing', async () => {
  const { visitor, login } = await signedIn();
  const other = browser(app);
  await other.send(signIn, { login, password });
  const change = (current: string, next: string) => visitor.send(changePassword, { current, password: next });
  expect((await change('not the password', 'an entirely new phrase')).code).toBe('auth.ownPassword');
  expect((await change(password, '1234567890')).code).toBe('account.password');
  expect((await change(password, `${login}-${login}`)).code).toBe('account.password');
  expect((await change(password, password)).code).toBe('account.passwordSame');
  const body = { ...command(), current: password, password: 'an entirely new phrase' };
  expect((await visitor.send(changePassword, body)).body).toEqual({ done: true });
  expect((await visitor.send(changePassword, body)).body).toEqual({ done: true });
  expect((await other.send(getSession)).body['account']).toBeNull();
  expect((await visitor.send(getSession)).body['account']).toMatchObject({ login });
  expect((await other.send(signIn, { login, password })).code).toBe('auth.credentials');
});

test('the language of my screens is mine to choose, at once', async () => {
  const { visitor } = await signedIn();
  await visitor.send(setLanguage, { language: 'en' });
  expect((await visitor.send(getSession)).body['account']).toMatchObject({ language: 'en' });
});

test('an authenticator: enrolled with its first code, codes renewed, switched off with password and code', async () => {
  const { visitor, login, id } = await signedIn();
  const factor = async () => (await visitor.send(getSession)).body['account'] as { totpEnabled: boolean };
  expect((await visitor.send(startTotp, { password: 'wrong password' })).code).toBe('auth.ownPassword');
  expect((await visitor.send(confirmTotp, { code: '123456' })).code).toBe('account.totpOff');
  const started = await visitor.send(startTotp, { password });
  expect((await visitor.send(startTotp, { password })).body).toEqual(started.body);
  expect(started.body['uri']).toMatch(new RegExp(`^otpauth://totp/.*${login}.*secret=`));
  const totp = new TOTP({ secret: Secret.fromBase32(String(started.body['secret'])) });
  const code = () => totp.generate({ timestamp: app.clock.now() });
  const wrong = String((Number(code()) + 1) % 1_000_000).padStart(6, '0');
  expect((await visitor.send(confirmTotp, { code: wrong })).code).toBe('auth.code');
  expect((await factor()).totpEnabled).toBe(false);
  const confirm = { ...command(), code: code() };
  expect((await visitor.send(confirmTotp, confirm)).body['recoveryCodes']).toHaveLength(10);
  expect((await visitor.send(confirmTotp, confirm)).body).toEqual({ recoveryCodes: [] });
  expect((await factor()).totpEnabled).toBe(true);
  expect((await visitor.send(startTotp, { password })).code).toBe('account.totpOn');

  app.clock.advance(60_000);
  const { body } = await visitor.send(renewRecoveryCodes, { code: code() });
  const [first = ''] = body['recoveryCodes'] as string[];
  expect((await visitor.send(disableTotp, { password: 'wrong password', code: first })).code).toBe(
    'auth.ownPassword',
  );
  expect((await visitor.send(disableTotp, { password, code: '000000' })).code).toBe('auth.code');
  expect((await visitor.send(disableTotp, { password, code: first })).body).toEqual({ done: true });
  expect((await factor()).totpEnabled).toBe(false);
  expect((await visitor.send(renewRecoveryCodes, { code: first })).code).toBe('account.totpOff');
  expect((await visitor.send(signIn, { login, password })).body).toEqual({ status: 'signedIn' });
  const left = await app.db
    .selectFrom('people.recovery_codes')
    .where('account_id', '=', id)
    .selectAll()
    .execute();
  expect(left).toEqual([]);
});

test('the authenticator key is kept sealed for its account', async () => {
  const { visitor, id } = await signedIn();
  const { body } = await visitor.send(startTotp, { password });
  const row = await app.db
    .selectFrom('people.authenticators')
    .select('sealed_secret')
    .where('account_id', '=', id)
    .executeTakeFirstOrThrow();
  expect(row.sealed_secret.toString('latin1')).not.toContain(String(body['secret']));
  const other = await signedIn();
  await other.visitor.send(startTotp, { password });
  await app.db
    .updateTable('people.authenticators')
    .set({ sealed_secret: row.sealed_secret })
    .where('account_id', '=', other.id)
    .execute();
  const stolen = await other.visitor.send(startTotp, { password });
  expect(stolen.status).toBe(500);
});

test('a code cannot be tried without end at a session that is already open', async () => {
  const { visitor, login } = await signedIn();
  const { body } = await visitor.send(startTotp, { password });
  const totp = new TOTP({ secret: Secret.fromBase32(String(body['secret'])) });
  await visitor.send(confirmTotp, { code: totp.generate({ timestamp: app.clock.now() }) });
  for (let n = 0; n < 6; n += 1) {
    expect((await visitor.send(renewRecoveryCodes, { code: '000000' })).code).toBe('auth.code');
  }
  expect((await visitor.send(renewRecoveryCodes, { code: '000000' })).code).toBe('request.tooMany');
  // The same back-off holds for signing in from here.
  await visitor.send(signIn, { login, password });
  expect((await visitor.send(signInTotp, { code: '000000' })).code).toBe('request.tooMany');
});
