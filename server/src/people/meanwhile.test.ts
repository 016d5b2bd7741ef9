import {
  changePassword,
  confirmTotp,
  getSession,
  signIn,
  signInTotp,
  startTotp,
} from '@heliu/contract/people';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, browser } from '../../test/browser.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';
import { meanwhile } from '../../test/meanwhile.ts';
import type { Trx } from '../kernel/db.ts';
import { createPasswords } from './password.ts';
import { revokeSessions } from './session-store.ts';

let app: TestApp;
let newHash: string;
beforeAll(async () => {
  app = await startTestApp();
  newHash = await createPasswords().hash('another horse, another battery');
});
afterAll(() => app.close());

const password = 'correct horse battery';

/** Begins something while the password of an account is being replaced, as by its recovery. */
const duringRecovery = <T>({ id }: TestAccount, begin: () => Promise<T>): Promise<T> =>
  meanwhile(
    app.db,
    (trx) =>
      trx.updateTable('people.accounts').set({ password_hash: newHash }).where('id', '=', id).execute(),
    begin,
    (trx) => revokeSessions(trx, { accountId: id }, app.clock.now()),
  );

const isSignedIn = async (visitor: Browser) => (await visitor.send(getSession)).body['account'] !== null;

test('a sign-in with a password that is replaced while it is looked at opens no session', async () => {
  const officer = await giveAccount(app, { password });
  const visitor = browser(app);
  const reply = await duringRecovery(officer, () => visitor.send(signIn, { login: officer.login, password }));
  expect(reply.code).toBe('auth.credentials');
  expect(await isSignedIn(visitor)).toBe(false);
});

test('a sign-in to an account that is closed meanwhile leaves no session for the day on which it is opened again', async () => {
  const officer = await giveAccount(app, { password });
  const visitor = browser(app);
  const setStatus = (status: string) => (trx: Trx | TestApp['db']) =>
    trx.updateTable('people.accounts').set({ status }).where('id', '=', officer.id).execute();
  const reply = await meanwhile(app.db, setStatus('inactive'), () =>
    visitor.send(signIn, { login: officer.login, password }),
  );
  expect(reply.code).toBe('auth.credentials');
  await setStatus('active')(app.db);
  expect(await isSignedIn(visitor)).toBe(false);
});

test('a password that is replaced while the code is looked at ends the sign-in that began with it', async () => {
  const officer = await giveAccount(app, { password });
  const visitor = browser(app);
  await visitor.send(signIn, { login: officer.login, password });
  const { body } = await visitor.send(startTotp, { password });
  const totp = new TOTP({ secret: Secret.fromBase32(String(body['secret'])) });
  const codeNow = () => totp.generate({ timestamp: app.clock.now() });
  await visitor.send(confirmTotp, { code: codeNow() });
  await visitor.send(signIn, { login: officer.login, password });
  app.clock.advance(30_000);
  const reply = await duringRecovery(officer, () => visitor.send(signInTotp, { code: codeNow() }));
  expect(reply.code).toBe('auth.stepExpired');
  expect(await isSignedIn(visitor)).toBe(false);
});

test('a change of the password that meets its recovery does not undo it', async () => {
  const officer = await giveAccount(app, { password });
  const visitor = browser(app);
  await visitor.send(signIn, { login: officer.login, password });
  const reply = await duringRecovery(officer, () =>
    visitor.send(changePassword, { current: password, password: 'a third, quite different one' }),
  );
  expect(reply.code).toBe('auth.ownPassword');
  const { password_hash: hash } = await app.db
    .selectFrom('people.accounts')
    .select('password_hash')
    .where('id', '=', officer.id)
    .executeTakeFirstOrThrow();
  expect(hash).toBe(newHash);
});
