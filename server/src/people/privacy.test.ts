import {
  changePassword,
  confirmSignUp,
  getSession,
  requestRecovery,
  requestSignUp,
  signIn,
  signInTotp,
} from '@heliu/contract/people';
import { expect, onTestFinished, test, vi } from 'vitest';
import { browser } from '../../test/browser.ts';
import { giveCity } from '../../test/city.ts';
import { testApp } from '../../test/harness.ts';
import { startMailServer } from '../../test/smtp.ts';

test('nothing that a person typed or was sent appears in the log, at its most talkative', async () => {
  const lines: string[] = [];
  const stderr = vi.spyOn(process.stderr, 'write').mockImplementation((line) => {
    lines.push(String(line));
    return true;
  });
  onTestFinished(() => stderr.mockRestore());
  const mail = await startMailServer();
  onTestFinished(() => mail.close());
  const app = await testApp({
    logLevel: 'debug',
    smtpUrl: mail.url,
    oidc: { issuer: 'http://127.0.0.1:1', clientId: 'x', clientSecret: 'the-client-secret', name: undefined },
  });
  await giveCity(app);
  const email = 'wang.private@example.cn';
  const password = 'correct horse battery';
  const visitor = browser(app, '198.51.100.77');
  mail.failNext(1);
  await visitor.send(requestSignUp, { email, language: 'en' });
  await expect.poll(() => mail.mails.length).toBe(1);
  const code = /Code: (\d{6})/.exec(mail.mails[0]?.body ?? '')?.[1] ?? '';
  const person = { email, displayName: '王秘密', password, language: 'zh' };
  await visitor.send(confirmSignUp, { ...person, code: '000000' });
  await visitor.send(confirmSignUp, { ...person, code });
  await visitor.send(signIn, { login: email, password: 'a wrong secret phrase' });
  await visitor.send(signInTotp, { code: 'ABCDE-FGHJK' });
  await visitor.send(changePassword, { current: 'a wrong secret phrase', password: 'weak-weak-weak' });
  await visitor.send(requestRecovery, { login: email });
  await visitor.send(getSession);
  await visitor.open('/api/session/oidc?returnTo=/console');
  await visitor.open(`/api/session/oidc/callback?code=secret-code&state=${email}`);
  const told = lines.join('');
  expect(told).toContain('The mail server did not take the mail: EMESSAGE 451.');
  expect(told).toContain('single sign-on cannot be reached');
  const secrets = [
    email,
    password,
    code,
    'a wrong secret phrase',
    'weak-weak-weak',
    'ABCDE-FGHJK',
    '王秘密',
    '198.51.100.77',
    'secret-code',
    'the-client-secret',
    ...visitor.cookies.values(),
  ];
  expect(secrets.filter((secret) => told.includes(secret))).toEqual([]);
});
