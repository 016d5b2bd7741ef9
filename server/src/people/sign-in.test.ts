import { randomUUID } from 'node:crypto';
import { getSession, signIn } from '@heliu/contract/people';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveAccount } from '../../test/factories.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const password = 'correct horse battery';
const post = (url: string, payload: object, cookies: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url,
    payload: { commandId: randomUUID(), ...payload },
    headers: { 'x-requested-with': 'heliu' },
    cookies,
  });
const sessionOf = (reply: Awaited<ReturnType<typeof post>>) =>
  reply.cookies.find(({ name }) => name === 'heliu_session');

test('signing in sets a cookie that names the account, and signing out ends it everywhere', async () => {
  const { login, id } = await giveAccount(app, { password, grants: [{ role: 'officer', place: 'd/t1' }] });
  const reply = await post(signIn.path, { login: login.toUpperCase(), password });
  expect(reply.json()).toEqual({ status: 'signedIn' });
  const cookie = sessionOf(reply);
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
  const token = cookie?.value ?? '';
  const session = await app.call(getSession, {}, token);
  expect(session.account).toMatchObject({ id, login, roles: [{ role: 'officer' }] });
  expect(session.account?.permissions).toContain('matter.register');
  const out = await post('/api/session/end', {}, { heliu_session: token });
  expect(out.json()).toEqual({ done: true });
  expect((await app.call(getSession, {}, token)).account).toBeNull();
});

test('a wrong password and an unknown login are refused alike', async () => {
  const { login } = await giveAccount(app, { password });
  const wrong = await post(signIn.path, { login, password: 'not this one, no' });
  const unknown = await post(signIn.path, { login: 'nobody-here', password });
  expect(wrong.statusCode).toBe(401);
  expect({ ...wrong.json(), requestId: '' }).toEqual({ ...unknown.json(), requestId: '' });
  expect(wrong.cookies.filter(({ name }) => name === 'heliu_session')).toEqual([]);
});

test('a first password opens nothing but its own change', async () => {
  const { token } = await giveAccount(app, { password, mustChangePassword: true });
  expect((await app.call(getSession, {}, token)).account?.mustChangePassword).toBe(true);
});
