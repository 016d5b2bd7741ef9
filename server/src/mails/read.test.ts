import { getMail, listMails } from '@heliu/contract/mails';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { startMailbox, type TestMailbox } from '../../test/dovecot.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';

let box: TestMailbox;
let app: TestApp;
let operator: TestAccount;
beforeAll(async () => {
  box = await startMailbox();
  app = await startTestApp({ imap: box.config });
  await giveCity(app);
  operator = await giveAccount(app, { grants: [{ role: 'operator', place: 'd' }] });
});
afterAll(async () => {
  await app.close();
  await box.close();
});

const waiting = async () => (await app.call(listMails, { query: {} }, operator.token)).rows;
const patience = { timeout: 30_000, interval: 100 };

test('a mail comes to the desk of the district once, and is marked as read in the mailbox', async () => {
  await box.deliver(
    'From: Wang <wang@sender.test>\r\nSubject: lamp\r\nMessage-ID: <1@sender>\r\n\r\nIt is dark.',
  );
  await expect.poll(waiting, patience).toHaveLength(1);
  const [row] = await waiting();
  const mail = await app.call(getMail, { params: { mailId: row?.mailId ?? '' } }, operator.token);
  expect(mail).toMatchObject({ subject: 'lamp', body: 'It is dark.', senderAddress: 'wang@sender.test' });
  await expect.poll(() => box.flags(), patience).toEqual([['\\Seen']]);
  const townsOwn = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
  expect((await app.call(listMails, { query: {} }, townsOwn.token)).rows).toEqual([]);
});
