import { getMail, listMails } from '@heliu/contract/mails';
import { expect, onTestFinished, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveAccount } from '../../test/factories.ts';
import { startTestApp } from '../../test/harness.ts';
import { seedMails } from './seed.ts';

test('a mail that is put on the desk without its files says so, and is there once', async () => {
  const app = await startTestApp({ roles: new Set(['web']) });
  onTestFinished(() => app.close());
  await giveCity(app);
  const mail = {
    minutesAgo: 10,
    senderName: '孙海洋',
    senderAddress: 'sun@resident.test',
    subject: '绿化带堆料（附照片）',
    body: '见附件。',
    fault: { code: 'ENOSPC', attempts: 6 },
  };
  await seedMails(app, app.city.current(), [mail]);
  await seedMails(app, app.city.current(), [mail]);
  const clerk = await giveAccount(app, { grants: [{ role: 'operator', place: 'd' }] });
  const { rows } = await app.call(listMails, {}, clerk.token);
  expect(rows).toMatchObject([{ subject: mail.subject, failed: true }]);
  const params = { mailId: rows[0]?.mailId ?? '' };
  expect(await app.call(getMail, { params }, clerk.token)).toMatchObject({
    fault: { code: 'ENOSPC', attempts: 6, nextAt: null },
  });
});
