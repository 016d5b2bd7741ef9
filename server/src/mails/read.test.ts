import { randomUUID } from 'node:crypto';
import type { CityPack } from '@heliu/contract/city/pack';
import { getEvidence } from '@heliu/contract/evidence';
import {
  attachMail,
  getMail,
  getMailboxAlarm,
  listMails,
  type MailView,
  registerMail,
  restoreMail,
  setMailAside,
  takeMailFiles,
} from '@heliu/contract/mails';
import { getMatter } from '@heliu/contract/matter/views';
import { getSession } from '@heliu/contract/people';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveCity, testPack } from '../../test/city.ts';
import { startMailbox, type TestMailbox } from '../../test/dovecot.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';
import { giveMatter, leak } from '../../test/matters.ts';
import { type TestMailServer, startMailServer } from '../../test/smtp.ts';
import { picture, secret, telling } from '../evidence/test-photos.ts';

let box: TestMailbox;
let post: TestMailServer;
let app: TestApp;
let operator: TestAccount;
let townsOwn: TestAccount;
beforeAll(async () => {
  box = await startMailbox();
  post = await startMailServer();
  app = await startTestApp({ imap: box.config, smtpUrl: post.url });
  await giveCity(app, withLink());
  operator = await giveAccount(app, { grants: [{ role: 'operator', place: 'd' }] });
  townsOwn = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
});
afterAll(async () => {
  await app.close();
  await post.close();
  await box.close();
});

const patience = { timeout: 90_000, interval: 100 };
const listed = async (view: MailView = 'open', who = operator) =>
  (await app.call(listMails, { query: { view } }, who.token)).rows;
const command = () => ({ commandId: randomUUID() });

/** The test city, whose acknowledgement says where the report is opened. */
function withLink(): CityPack {
  const pack = testPack();
  const { acknowledgement } = pack.mailDesk;
  const { zh, en } = acknowledgement.body;
  const body = { zh: `${zh} {link}`, en: `${en} {link}` };
  return { ...pack, mailDesk: { ...pack.mailDesk, acknowledgement: { ...acknowledgement, body } } };
}

let number = 0;
const letter = (headers = '', body = 'It is dark.') => {
  number += 1;
  const subject = `lamp ${number}`;
  const raw = `From: Wang <wang@sender.test>\r\nSubject: ${subject}\r\nMessage-ID: <${number}@sender>\r\n${headers}\r\n${body}`;
  return { subject, raw };
};

/** Delivers a mail and waits until it is on the desk. */
async function receive({ subject, raw }: { subject: string; raw: string }, view: MailView = 'open') {
  await box.deliver(raw);
  const find = async () => (await listed(view)).find((row) => row.subject === subject);
  await expect.poll(find, patience).toBeDefined();
  return (await find())?.mailId ?? '';
}
const open = (mailId: string, who = operator) => app.call(getMail, { params: { mailId } }, who.token);

test('a mail comes to the desk of the district once, and is marked as read in the mailbox', async () => {
  const mailId = await receive(letter());
  expect(await open(mailId)).toMatchObject({ body: 'It is dark.', senderAddress: 'wang@sender.test' });
  await expect.poll(() => box.flags(), patience).toEqual([['\\Seen']]);
  const refusals = [
    await app.refuse(listMails, { query: {} }, townsOwn.token),
    await app.refuse(getMail, { params: { mailId } }, townsOwn.token),
  ];
  expect(refusals.map(({ code }) => code)).toEqual(['auth.forbidden', 'auth.forbidden']);
});

test('the mailbox is the district’s: operators of a town have it in no menu, who supervises above it is no operator there', async () => {
  const mixed = await giveAccount(app, {
    grants: [
      { role: 'operator', place: 'd/t1' },
      { role: 'supervisor', place: 'd' },
    ],
  });
  const held = async (who: TestAccount) =>
    (await app.call(getSession, {}, who.token)).account?.permissions.includes('mail.handle');
  expect(await Promise.all([operator, townsOwn, mixed].map(held))).toEqual([true, false, false]);
});

test('numbers that begin anew bring no mail twice', async () => {
  const before = (await listed()).length;
  const [again, fresh] = [letter(), letter()];
  await receive(again);
  await box.renew([again.raw]);
  await receive(fresh);
  expect(await listed()).toHaveLength(before + 2);
});

test('automatic replies are set aside and nobody is answered', async () => {
  const sent = post.mails.length;
  const mailId = await receive(letter('Auto-Submitted: auto-replied\r\n'), 'setAside');
  expect(await open(mailId)).toMatchObject({ state: 'setAside', reason: 'autoReply' });
  expect(post.mails).toHaveLength(sent);
});

const withFiles = () =>
  letter(
    'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n',
    [
      '--b\r\nContent-Type: text/plain\r\n\r\nSee the list.',
      '--b\r\nContent-Type: text/plain; name=list.txt\r\nContent-Disposition: attachment; filename=list.txt\r\n\r\nlamp 1',
      '--b\r\nContent-Type: application/x-msdownload\r\nContent-Disposition: attachment; filename=run.exe\r\n\r\nMZ',
      '--b--',
    ].join('\r\n'),
  );

test('a matter is registered from it with its files, once, and whoever wrote is told the receipt code', async () => {
  const mailId = await receive(withFiles());
  const { evidence, refusals } = await open(mailId);
  expect(evidence.map(({ name }) => name)).toEqual(['list.txt']);
  expect(refusals.map(({ name }) => name)).toEqual(['run.exe']);
  const { files } = await app.call(takeMailFiles, { params: { mailId }, body: command() }, operator.token);
  const { channel: _channel, ...facts } = leak({ reporter: { email: 'wang@sender.test' } });
  const body = { ...facts, evidence: files.map(({ id }) => ({ fileId: id })) };
  const receipt = await app.call(registerMail, { params: { mailId }, body }, operator.token);
  expect(await app.call(registerMail, { params: { mailId }, body }, operator.token)).toEqual(receipt);
  const late = { ...facts, commandId: randomUUID() };
  expect(await app.refuse(registerMail, { params: { mailId }, body: late }, operator.token)).toMatchObject({
    code: 'mail.handled',
  });
  const view = await app.call(getMatter, { params: { matterId: receipt.matterId } }, operator.token);
  expect(view).toMatchObject({ channel: 'mail', evidence: [{ name: 'list.txt' }] });
  await expect.poll(() => post.mails.length, patience).toBe(1);
  expect(post.mails[0]?.to).toEqual(['wang@sender.test']);
  expect(post.mails[0]?.headers.get('auto-submitted')).toBe('auto-generated');
  expect(post.mails[0]?.body).toMatch(/([0-9A-Z]{5}-){3}/);
  // Where number and receipt code open the report, not where a lost code is asked for; whole, to be clicked.
  expect(post.mails[0]?.body).toMatch(/ http:\/\/[^/\s]+\/r\/mine(?!\/)/);
});

test('a photo in a mail becomes evidence of the matter, drawn anew', async () => {
  const photo = await telling(picture()).jpeg().toBuffer();
  const mailId = await receive(
    letter(
      'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n',
      [
        '--b\r\nContent-Type: text/plain\r\n\r\nThe lamp.',
        '--b\r\nContent-Type: image/jpeg; name=lamp.jpg\r\nContent-Transfer-Encoding: base64\r\n' +
          `Content-Disposition: attachment; filename=lamp.jpg\r\n\r\n${photo.toString('base64')}`,
        '--b--',
      ].join('\r\n'),
    ),
  );
  expect(await open(mailId)).toMatchObject({ evidence: [{ kind: 'photo' }], refusals: [], fault: null });
  const { files } = await app.call(takeMailFiles, { params: { mailId }, body: command() }, operator.token);
  const { channel: _channel, ...facts } = leak({});
  const body = { ...facts, evidence: files.map(({ id }) => ({ fileId: id })) };
  const { matterId } = await app.call(registerMail, { params: { mailId }, body }, operator.token);
  const { evidence } = await app.call(getMatter, { params: { matterId } }, operator.token);
  expect(evidence).toMatchObject([{ kind: 'photo', mediaType: 'image/jpeg' }]);
  const { rawPayload, statusCode } = await app.inject({
    url: getEvidence.path.replace(':id', evidence[0]?.fileId ?? ''),
    headers: { authorization: `Bearer ${operator.token}` },
  });
  expect(statusCode).toBe(200);
  expect(photo.includes(secret)).toBe(true);
  expect(rawPayload.includes(secret)).toBe(false);
});

test('a code in a mail only suggests; the mail becomes an internal comment', async () => {
  const { code, matterId } = await giveMatter(app, townsOwn);
  const mailId = await receive(letter('', `About ${code}: it is still dark.`));
  expect((await open(mailId)).suggested).toMatchObject([{ matterId }]);
  const body = { ...command(), code, note: 'still dark' };
  await app.call(attachMail, { params: { mailId }, body }, operator.token);
  const { notes } = await app.call(getMatter, { params: { matterId } }, operator.token);
  expect(notes.map((note) => note.body)).toContain('still dark');
  expect(await open(mailId)).toMatchObject({ state: 'attached', matter: { matterId }, suggested: [] });
});

test('what is set aside says why, and can be put back', async () => {
  const mailId = await receive(letter());
  const params = { mailId };
  const other = { ...command(), reason: 'other' as const };
  expect(await app.refuse(setMailAside, { params, body: other }, operator.token)).toMatchObject({
    code: 'input.invalid',
  });
  await app.call(setMailAside, { params, body: { ...command(), reason: 'spam' } }, operator.token);
  expect(await open(mailId)).toMatchObject({ state: 'setAside', reason: 'spam' });
  await app.call(restoreMail, { params, body: command() }, operator.token);
  expect(await open(mailId)).toMatchObject({ state: 'open', reason: null });
});

test('looks are on record, files are for the desk alone, and the log of events has nothing personal', async () => {
  const mailId = await receive(withFiles());
  const { evidence } = await open(mailId);
  const [file] = evidence;
  const ask = async ({ token }: TestAccount) =>
    (
      await app.inject({
        url: getEvidence.path.replace(':id', file?.id ?? ''),
        headers: { authorization: `Bearer ${token}` },
      })
    ).statusCode;
  expect([await ask(operator), await ask(townsOwn)]).toEqual([200, 404]);
  const { rows } = await sql<{ looks: number; told: number }>`SELECT
    (SELECT count(*)::int FROM log.accesses WHERE subject = ${`mail:${mailId}`} AND endpoint = 'mail.get') AS looks,
    (SELECT count(*)::int FROM log.events e WHERE e::text LIKE '%sender.test%') AS told`.execute(app.db);
  expect(rows).toEqual([{ looks: 1, told: 0 }]);
});

test('administrators see no alarm while the mailbox is read', async () => {
  const administrator = await giveAccount(app, { grants: [{ role: 'administrator', place: 'd' }] });
  expect(await app.call(getMailboxAlarm, {}, administrator.token)).toEqual({ failingSince: null });
});
