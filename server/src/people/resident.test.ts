import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import {
  confirmRecovery,
  confirmSignUp,
  getSession,
  requestRecovery,
  requestSignUp,
  signIn,
  updateAccount,
} from '@heliu/contract/people';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type Browser, browser } from '../../test/browser.ts';
import { giveCity } from '../../test/city.ts';
import { giveAccount } from '../../test/factories.ts';
import { startTestApp, testApp, type TestApp } from '../../test/harness.ts';
import { readMail, type ReceivedMail, startMailServer, type TestMailServer } from '../../test/smtp.ts';

let mail: TestMailServer;
let app: TestApp;
beforeAll(async () => {
  mail = await startMailServer();
  app = await startTestApp({ smtpUrl: mail.url, mailFrom: 'Heliu <noreply@city.example>' });
  await giveCity(app);
});
afterAll(async () => {
  await app.close();
  await mail.close();
});

const password = 'correct horse battery';
const newEmail = () => `r${randomUUID().slice(0, 8)}@example.cn`;

/** The last mail to an address, once the worker has sent it. */
async function mailTo(address: string, nth = 1): Promise<ReceivedMail> {
  const find = () => mail.mails.filter(({ to }) => to.includes(address)).at(nth - 1);
  await expect.poll(find).toBeDefined();
  const found = find();
  if (found === undefined) throw new Error('no mail');
  return found;
}

const codeIn = ({ body }: Pick<ReceivedMail, 'body'>): string =>
  /(?:Code: |验证码：)(\d{6})/.exec(body)?.[1] ?? '';

const person = { displayName: '王女士', password, language: 'zh' as const };

async function signUp(visitor: Browser, email: string) {
  await visitor.send(requestSignUp, { email, language: 'zh' });
  const code = codeIn(await mailTo(email.toLowerCase()));
  return visitor.send(confirmSignUp, { email, code, ...person });
}

test('a resident signs up with the code from the mail and is signed in', async () => {
  const email = newEmail();
  const visitor = browser(app);
  expect((await visitor.send(getSession)).body).toMatchObject({ settings: { mail: true, sms: false } });
  const asked = await visitor.send(requestSignUp, { email, language: 'en' });
  expect(asked.body).toEqual({ expiresAt: new Date(app.clock.now() + 15 * 60_000).toISOString() });
  const received = await mailTo(email);
  expect(received.headers.get('from')).toContain('noreply@city.example');
  expect(received.headers.get('auto-submitted')).toBe('auto-generated');
  expect(received.headers.get('subject')).toBe('Testcity: code to sign up');
  const wrong = await visitor.send(confirmSignUp, { email, code: 'abcdef', ...person });
  expect(wrong.code).toBe('input.invalid');
  const reply = await visitor.send(confirmSignUp, { email, code: codeIn(received), ...person });
  expect(reply.body).toEqual({ status: 'signedIn' });
  expect((await visitor.send(getSession)).body['account']).toMatchObject({
    login: email,
    email,
    roles: [{ role: 'resident', scope: null }],
    permissions: expect.arrayContaining(['matter.report', 'matter.rate']),
  });
  const again = await visitor.send(confirmSignUp, { email, code: codeIn(received), ...person });
  expect(again.code).toBe('auth.sentCode');
});

test('a repeat of the same commands sends one mail, opens one account, and signs in again', async () => {
  const email = newEmail();
  const visitor = browser(app);
  const ask = { commandId: randomUUID(), email, language: 'zh' };
  const first = await visitor.send(requestSignUp, ask);
  // The reply was lost, and with it the cookie: the repeat gives the browser the same name.
  const asker = visitor.cookies.get('heliu_asker');
  visitor.cookies.clear();
  expect((await visitor.send(requestSignUp, ask)).body).toEqual(first.body);
  expect(visitor.cookies.get('heliu_asker')).toBe(asker);
  const confirm = { commandId: randomUUID(), email, code: codeIn(await mailTo(email)), ...person };
  expect((await visitor.send(confirmSignUp, confirm)).status).toBe(200);
  visitor.cookies.delete('heliu_session');
  expect((await visitor.send(confirmSignUp, confirm)).body).toEqual({ status: 'signedIn' });
  expect((await visitor.send(getSession)).body['account']).toMatchObject({ login: email });
  const stolen = browser(app);
  expect((await stolen.send(confirmSignUp, { ...confirm, password: 'somebody else entirely' })).code).toBe(
    'auth.credentials',
  );
  expect(mail.mails.filter(({ to }) => to.includes(email))).toHaveLength(1);
});

test('a code works in the browser that asked for it alone, at most five tries, for 15 minutes', async () => {
  const email = newEmail();
  const visitor = browser(app);
  await visitor.send(requestSignUp, { email, language: 'zh' });
  const code = codeIn(await mailTo(email));
  const elsewhere = browser(app, '203.0.113.9');
  for (let n = 0; n < 8; n += 1) {
    expect((await elsewhere.send(confirmSignUp, { email, code, ...person })).code).toBe('auth.sentCode');
  }
  const other = code === '000000' ? '000001' : '000000';
  for (let n = 0; n < 5; n += 1) {
    expect((await visitor.send(confirmSignUp, { email, code: other, ...person })).code).toBe('auth.sentCode');
  }
  expect((await visitor.send(confirmSignUp, { email, code, ...person })).code).toBe('auth.sentCode');
  await visitor.send(requestSignUp, { email, language: 'zh' });
  const second = codeIn(await mailTo(email, 2));
  app.clock.advance(15 * 60_000);
  expect((await visitor.send(confirmSignUp, { email, code: second, ...person })).code).toBe('auth.sentCode');
});

test('an address that has an account is answered alike, and its owner is told by mail', async () => {
  const email = newEmail();
  await signUp(browser(app), email);
  const visitor = browser(app, '203.0.113.10');
  const known = await visitor.send(requestSignUp, { email: email.toUpperCase(), language: 'en' });
  const unknown = await visitor.send(requestSignUp, { email: newEmail(), language: 'en' });
  expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
  const told = await mailTo(email, 2);
  expect(told.body).toContain('您已有账号');
  expect(codeIn(told)).toBe('');
});

test('a weak password, or one that holds the address, is refused before the code is used up', async () => {
  const email = newEmail();
  const visitor = browser(app);
  await visitor.send(requestSignUp, { email, language: 'zh' });
  const code = codeIn(await mailTo(email));
  for (const weak of ['1234567890', 'qwertyuiop', `${email.split('@')[0]}-!!`, 'aaaaaaaaaaaa']) {
    const reply = await visitor.send(confirmSignUp, { email, code, ...person, password: weak });
    expect([weak, reply.code]).toEqual([weak, 'account.password']);
  }
  expect((await visitor.send(confirmSignUp, { email, code, ...person })).status).toBe(200);
});

test('nobody can have an address flooded with codes, and the owner’s own device is exempt', async () => {
  const email = newEmail();
  const home = browser(app, '192.0.2.20');
  await signUp(home, email);
  for (let n = 0; n < 14; n += 1) {
    await browser(app, `203.0.113.${200 + n}`).send(requestRecovery, { login: email });
  }
  const stranger = await browser(app, '203.0.113.250').send(requestRecovery, { login: email });
  expect(stranger.code).toBe('request.tooMany');
  expect((await home.send(requestRecovery, { login: email })).status).toBe(200);
});

test('recovery sets a new password, ends every session, and lets the owner past a stranger’s guesses', async () => {
  const email = newEmail();
  const visitor = browser(app, '192.0.2.30');
  await signUp(visitor, email);
  const lost = browser(app, '192.0.2.31');
  for (let n = 0; n < 40; n += 1) {
    await browser(app, `198.51.100.${100 + n}`).send(signIn, {
      login: email,
      password: 'guess, guess, guess',
    });
  }
  expect((await lost.send(signIn, { login: email, password })).code).toBe('request.tooMany');
  await lost.send(requestRecovery, { login: email });
  const code = codeIn(await mailTo(email, 2));
  const fresh = 'an entirely new phrase';
  const reply = await lost.send(confirmRecovery, { login: email, code, password: fresh });
  expect(reply.body).toEqual({ done: true });
  expect((await visitor.send(getSession)).body['account']).toBeNull();
  expect((await lost.send(signIn, { login: email, password: fresh })).body).toEqual({ status: 'signedIn' });
  const used = await lost.send(confirmRecovery, { login: email, code, password: 'and yet another phrase' });
  expect(used.code).toBe('auth.sentCode');
});

test('an address that an administrator takes off an account is told, once, and gets no codes any more', async () => {
  const { token } = await giveAccount(app, { grants: [{ role: 'administrator', place: 'd' }] });
  const [before, after] = [newEmail(), newEmail()];
  const { id, login } = await giveAccount(app, { kind: 'resident', email: before });
  const correct = (version: number, email: string, displayName: string) =>
    app.call(
      updateAccount,
      {
        params: { id },
        body: { commandId: randomUUID(), version, displayName, email, language: 'zh' },
      },
      token,
    );
  await correct(1, before, '王小姐');
  await correct(2, after, '王小姐');
  await correct(3, after, '王女士');
  const told = await mailTo(before);
  expect(told.body).toContain('管理员更改了您在Testcity的账号的联系方式');
  await browser(app).send(requestRecovery, { login });
  expect(codeIn(await mailTo(after))).toMatch(/^\d{6}$/);
  const to = (address: string) => mail.mails.filter((one) => one.to.includes(address)).length;
  expect([to(before), to(after)]).toEqual([1, 1]);
});

test('recovery of an unknown login answers alike and sends nothing', async () => {
  const known = await giveAccount(app, { email: newEmail(), password });
  const silent = await giveAccount(app, { password });
  const count = mail.mails.length;
  const replies = [];
  for (const login of ['nobody-here', silent.login, known.login]) {
    const { status, body } = await browser(app, '192.0.2.40').send(requestRecovery, { login });
    replies.push({ status, body });
  }
  expect(replies[1]).toEqual(replies[0]);
  expect(replies[2]).toEqual(replies[0]);
  await expect.poll(() => mail.mails.length).toBe(count + 1);
});

test('a mail that the server refuses for now is sent later', async () => {
  mail.failNext(1);
  const email = newEmail();
  const visitor = browser(app);
  await visitor.send(requestSignUp, { email, language: 'zh' });
  await expect.poll(() => mail.mails.filter(({ to }) => to.includes(email)).length).toBe(1);
});

test('neither address nor code is readable in the tables of jobs, codes and commands', async () => {
  const email = newEmail();
  await signUp(browser(app), email);
  const code = codeIn(await mailTo(email));
  for (const table of ['pgboss.job', 'people.contact_codes', 'log.commands', 'log.events']) {
    const { rows } = await app.pool.query<{ line: string }>(
      `SELECT row_to_json(t)::text AS line FROM ${table} t`,
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { line } of rows) {
      expect(line).not.toContain(email);
      expect(line).not.toContain(person.displayName);
      expect(line).not.toMatch(new RegExp(`\\b${code}\\b`));
    }
  }
});

test('without a mail server nothing is offered, and asking says what to do instead', async () => {
  const bare = await testApp();
  const visitor = browser(bare);
  expect((await visitor.send(getSession)).body).toMatchObject({ settings: { mail: false, sms: false } });
  const refused = await visitor.send(requestSignUp, { email: newEmail(), language: 'zh' });
  expect([refused.status, refused.code]).toEqual([409, 'mail.notConfigured']);
  const phone = await visitor.send(requestSignUp, { phone: '13800138000', language: 'zh' });
  expect(phone.code).toBe('sms.notConfigured');
  expect((await visitor.send(requestRecovery, { login: 'somebody' })).code).toBe('mail.notConfigured');
});

test('the demo without a mail server writes mails into a folder', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'heliu-outbox-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const demo = await testApp({ demo: true, dataDir });
  await giveCity(demo);
  const visitor = browser(demo);
  const email = newEmail();
  await visitor.send(requestSignUp, { email, language: 'zh' });
  const outbox = join(dataDir, 'outbox');
  const files = () => readdir(outbox).catch(() => []);
  await expect.poll(files).toHaveLength(1);
  const [name = ''] = await files();
  const { headers, body } = readMail(await readFile(join(outbox, name), 'utf8'));
  expect(headers.get('to')).toBe(email);
  const reply = await visitor.send(confirmSignUp, { email, code: codeIn({ body }), ...person });
  expect(reply.body).toEqual({ status: 'signedIn' });
});

/** A text-message gateway on the loopback, and what it was sent. */
async function startGateway(answer: (nth: number) => number) {
  const texts: { headers: Record<string, unknown>; body: Record<string, unknown> }[] = [];
  const gateway = createServer((request, reply) => {
    void text(request).then((raw) => {
      texts.push({ headers: request.headers, body: JSON.parse(raw) });
      reply.writeHead(answer(texts.length)).end();
    });
  });
  await new Promise<void>((ready) => gateway.listen(0, '127.0.0.1', ready));
  onTestFinished(() => void gateway.close());
  const { port } = gateway.address() as AddressInfo;
  return { texts, sms: { url: `http://127.0.0.1:${port}/send`, token: 'gateway-token' } };
}

test('with a gateway a resident signs up and recovers by phone', async () => {
  // The first answer is lost on the way: the message comes again under the same key.
  const { texts, sms } = await startGateway((nth) => (nth === 1 ? 502 : 202));
  const bySms = await testApp({ sms });
  await giveCity(bySms);
  const visitor = browser(bySms);
  expect((await visitor.send(getSession)).body).toMatchObject({ settings: { mail: false, sms: true } });
  await visitor.send(requestSignUp, { phone: '138 0013 8000', language: 'zh' });
  await expect.poll(() => texts.length).toBe(2);
  const [first, second] = texts;
  expect(second?.headers['idempotency-key']).toBe(first?.headers['idempotency-key']);
  expect(second?.headers['authorization']).toBe('Bearer gateway-token');
  expect(second?.body).toMatchObject({ to: '+8613800138000', template: 'signUp', language: 'zh' });
  const { code } = (second?.body['parameters'] ?? {}) as { code?: string };
  if (code === undefined) throw new Error('the second text carries no code');
  expect(String(second?.body['text'])).toContain(code);
  const reply = await visitor.send(confirmSignUp, { phone: '+8613800138000', code, ...person });
  expect(reply.body).toEqual({ status: 'signedIn' });
  expect((await visitor.send(getSession)).body['account']).toMatchObject({
    phone: '+8613800138000',
    email: null,
  });

  await visitor.send(requestRecovery, { login: ' 138 0013-8000' });
  await expect.poll(() => texts.length).toBe(3);
  const recovery = texts[2]?.body['parameters'] as { code: string };
  const fresh = 'an entirely new phrase';
  const recovered = await visitor.send(confirmRecovery, {
    login: '138 0013-8000',
    code: recovery.code,
    password: fresh,
  });
  expect(recovered.body).toEqual({ done: true });
  for (const login of ['13800138000', '138 0013 8000', '+86 138-0013-8000'])
    expect((await visitor.send(signIn, { login, password: fresh })).status).toBe(200);
});

test('who asks by number is sent the code there, who asks otherwise by mail', async () => {
  const { texts, sms } = await startGateway(() => 202);
  const both = await testApp({ sms, smtpUrl: mail.url, mailFrom: 'Heliu <noreply@city.example>' });
  await giveCity(both);
  const email = newEmail();
  const { login } = await giveAccount(both, { email, phone: '+8613800138001' });
  const visitor = browser(both);
  await visitor.send(requestRecovery, { login });
  expect((await mailTo(email)).body).toContain('您正在找回');
  expect(texts).toHaveLength(0);
  await visitor.send(requestRecovery, { login: '138 0013 8001' });
  await expect.poll(() => texts.length).toBe(1);
  expect(texts[0]?.body).toMatchObject({ to: '+8613800138001', template: 'recovery' });
});

test('exactly one address is asked for', async () => {
  const both = await browser(app).send(requestSignUp, {
    email: newEmail(),
    phone: '13800138000',
    language: 'zh',
  });
  expect(both.body['errors']).toEqual([{ field: 'email', message: '请填写电子邮箱或手机号码' }]);
});
