import { createECDH, randomBytes, randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, expect, inject, test } from 'vitest';
import { closeBrowser } from './browser.ts';
import { look } from './look.ts';
import { desk, ofUnit } from './people.ts';

afterAll(closeBrowser);

const told = {
  id: randomUUID(),
  title: '合川区：待签收',
  text: '事项 A1B2 已派到贵单位。',
  language: 'zh',
  page: '/console/notices',
  urgent: false,
};

/** Push services stand outside: instead of asking one, the browser gets a subscription as one would make it. */
async function subscribeAs(page: Page, endpoint: string): Promise<void> {
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  const keys = { p256dh: pair.getPublicKey('base64url'), auth: randomBytes(16).toString('base64url') };
  const made = JSON.stringify({ endpoint, keys });
  await page.evaluate(`(() => {
    const made = ${made};
    PushManager.prototype.subscribe = async () => ({ toJSON: () => made, unsubscribe: async () => true });
  })()`);
}

/** Hands a message to the worker as the browser does once it has opened it. */
async function deliver(page: Page, message: object): Promise<void> {
  const client = await page.context().newCDPSession(page);
  const registered = new Promise<string>((found) => {
    client.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const ours = registrations.find(({ scopeURL }) => scopeURL.endsWith('/push/'));
      if (ours !== undefined) found(ours.registrationId);
    });
  });
  await client.send('ServiceWorker.enable');
  const registrationId = await registered;
  const origin = inject('address');
  await client.send('ServiceWorker.deliverPushMessage', {
    origin,
    registrationId,
    data: JSON.stringify(message),
  });
}

const shown = (page: Page): Promise<unknown> =>
  page.evaluate(`navigator.serviceWorker.getRegistration('/push/')
    .then((one) => one.getNotifications())
    .then((all) => all.map(({ title, body, tag, lang, data }) => ({ title, body, tag, lang, data })))`);

test('a browser is subscribed, shows what it is pushed once, and is given back', async () => {
  const handler = await ofUnit('urban', '城管局推送员');
  const one = await desk(handler, '/console/notices/preferences');
  const { page } = one;
  const start = page.getByRole('button', { name: '在此浏览器接收推送' });
  await start.click();
  await page.getByRole('alert').getByText('浏览器不允许本站发送通知').waitFor();

  await page.context().grantPermissions(['notifications']);
  await subscribeAs(page, 'https://push.example/send/abc');
  await start.click();
  const here = page.getByRole('listitem').filter({ hasText: '此浏览器' });
  await here.waitFor();
  await start.waitFor({ state: 'detached' });
  await look(one, 'push 01 subscribed');

  await deliver(page, told);
  await deliver(page, told);
  const { id: tag, title, text: body, page: data } = told;
  await expect.poll(() => shown(page)).toEqual([{ title, body, tag, lang: 'zh-CN', data }]);

  await here.getByRole('button', { name: '停止' }).click();
  await start.waitFor();
  expect(
    await page.evaluate("navigator.serviceWorker.getRegistration('/push/').then((one) => one === undefined)"),
  ).toBe(true);
  expect(one.faults).toEqual([]);
});
