import type { Browser, Page } from 'playwright-core';
import { beforeAll, expect, inject, test } from 'vitest';
import { send } from './browser.ts';
import { lookingAt } from './camera.ts';
import { screens } from './chromium.ts';
import { centre, places, staff, type Worker } from './people.ts';

/** The sign of the community's service point. */
const sign = `L${places.community}`;
const name = '利川社区便民服务站';

let officer: Worker;

beforeAll(async () => {
  const over = { kind: 'place', code: places.community } as const;
  officer = await staff({ role: 'officer', over, unit: centre, name: '网格员扫码' });
});

/** The scanner on an officer's phone. */
async function scanner(browser: Browser, camera: 'granted' | 'denied'): Promise<Page> {
  const origin = inject('address');
  const context = await browser.newContext({
    baseURL: origin,
    viewport: screens.phone,
    locale: 'zh-CN',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(30_000);
  const client = await browser.newBrowserCDPSession();
  const { browserContextIds } = await client.send('Target.getBrowserContexts');
  const [browserContextId] = browserContextIds;
  const permission = { name: 'camera' };
  await client.send('Browser.setPermission', {
    permission,
    setting: camera,
    origin,
    ...(browserContextId === undefined ? {} : { browserContextId }),
  });
  await send(context, 'POST', '/api/session', officer);
  const page = await context.newPage();
  await page.goto('/field/scan');
  await page.getByRole('button', { name: '用相机扫码' }).click();
  return page;
}

test('an officer points the camera at a sign, and reports where it hangs', async () => {
  const page = await scanner(await lookingAt(`${inject('address')}/r/at/${sign}`), 'granted');
  const found = page.getByRole('region', { name });
  await found.getByRole('link', { name: '在此处上报' }).click();
  await page.getByRole('heading', { name: '上报事项' }).waitFor();
  expect(await page.getByLabel('门牌、楼栋或附近标志物').inputValue()).toBe(name);
});

test('a code that is no sign of ours is said to be none, and the camera may be turned on again', async () => {
  const page = await scanner(await lookingAt('https://example.test/menu'), 'granted');
  await page.getByText('这不是标牌的编号，请核对后再试。').waitFor();
  await page.getByRole('button', { name: '用相机扫码' }).waitFor();
  expect(await page.getByRole('region', { name }).count()).toBe(0);
});

test('without the camera the code is typed', async () => {
  const page = await scanner(await lookingAt(`${inject('address')}/r/at/${sign}`), 'denied');
  await page.getByText('没有得到相机。请允许使用相机，或输入标牌上的编号。').waitFor();
  await page.getByLabel('标牌上的编号').fill(sign);
  await page.getByRole('button', { name: '打开' }).click();
  const found = page.getByRole('region', { name });
  expect(await found.getByRole('link', { name: '在此处上报' }).innerText()).toBe('在此处上报');
});
