import { createECDH, randomBytes, randomUUID } from 'node:crypto';
import type { Page, Worker as ServiceWorker } from 'playwright-core';
import { afterAll, expect, inject, test } from 'vitest';
import { closeBrowser } from './browser.ts';
import { look } from './look.ts';
import { registered } from './matters.ts';
import { desk, ofCentre, ofUnit } from './people.ts';

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

/**
 * Delivers the message until the browser lists what it shows for it. Chromium forgets a notification when it is asked for
 * its list between taking that notification in and showing it, which a busy machine makes long: so it is given time to
 * show, and the message again when it forgot. A repeat takes the place of the first.
 */
const pushed = (page: Page, message: object, times = 1) =>
  expect.poll(async () => {
    for (let time = 0; time < times; time += 1) await deliver(page, message);
    await page.waitForTimeout(1000);
    return shown(page);
  });

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

  const { id: tag, title, text: body, page: data } = told;
  await pushed(page, told, 2).toEqual([{ title, body, tag, lang: 'zh-CN', data }]);

  await here.getByRole('button', { name: '停止' }).click();
  await start.waitFor();
  expect(
    await page.evaluate("navigator.serviceWorker.getRegistration('/push/').then((one) => one === undefined)"),
  ).toBe(true);
  expect(one.faults).toEqual([]);
});

/** What the worker asked the browser for when its one notification was pressed. */
interface Asked {
  readonly opened: readonly string[];
  readonly focused: readonly string[];
}

/**
 * Presses the notification as far as a script can: the event is made here, and only a person's own press lets a browser
 * open windows, so what it is asked for is noted instead.
 */
const press = (worker: ServiceWorker): Promise<Asked> =>
  worker.evaluate(`(async () => {
    const asked = { opened: [], focused: [] };
    const { openWindow } = Clients.prototype;
    const { focus } = WindowClient.prototype;
    Clients.prototype.openWindow = async (url) => { asked.opened.push(url); };
    WindowClient.prototype.focus = async function () { asked.focused.push(this.url); };
    const [notification] = await self.registration.getNotifications();
    const event = new NotificationEvent('notificationclick', { notification });
    let done = Promise.resolve();
    event.waitUntil = (promise) => { done = promise; };
    self.dispatchEvent(event);
    await done;
    Object.assign(Clients.prototype, { openWindow });
    Object.assign(WindowClient.prototype, { focus });
    return asked;
  })()`);

test('a pressed notification opens its matter, and comes back to the window that shows it already', async () => {
  const operator = await desk(await ofCentre('operator', '受理员推送'), '/console/notices/preferences');
  const { page } = operator;
  const matter = await registered(operator, { typeCode: 'B0502', title: '推送里说的事项' });
  const at = `/console/matters/${matter.matterId}`;
  await page.context().grantPermissions(['notifications']);
  await subscribeAs(page, 'https://push.example/send/def');
  await page.getByRole('button', { name: '在此浏览器接收推送' }).click();
  await page.getByRole('listitem').filter({ hasText: '此浏览器' }).waitFor();
  const message = { ...told, id: randomUUID(), page: at };
  await pushed(page, message).toHaveLength(1);
  const workers = page.context().serviceWorkers();
  const worker = workers.find((one) => one.url().endsWith('/push-worker.js'));
  if (worker === undefined) throw new Error('the worker does not run');
  const { opened, focused } = await press(worker);
  expect([opened, focused]).toEqual([[`${inject('address')}${at}`], []]);
  expect(await shown(page)).toEqual([]);

  await page.goto(opened[0] ?? '');
  await page.getByRole('heading', { name: '推送里说的事项' }).waitFor();
  await pushed(page, { ...message, id: randomUUID() }).toHaveLength(1);
  expect(await press(worker)).toEqual({ opened: [], focused: [`${inject('address')}${at}`] });
});
