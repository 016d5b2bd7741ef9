import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, expect, inject, onTestFinished, test } from 'vitest';
import { closeBrowser, send, visit } from './browser.ts';
import { photo } from './desk.ts';
import { registered } from './matters.ts';
import { centre, ofCentre, places, staff, type Worker } from './people.ts';
import { type Phone, phoneAt } from './phone.ts';
import { attachPhoto } from './street.ts';

afterAll(closeBrowser);

const words = '人行道上的井盖翘起。';

/** How many rows of a kind the phone holds, whatever is in them. */
const held = (page: Page, store: 'photos' | 'drafts'): Promise<number> =>
  page.evaluate(`new Promise((found) => {
    const name = '${store === 'photos' ? 'photos' : 'kept'}';
    const open = indexedDB.open('heliu-field');
    open.onsuccess = () => {
      const all = open.result.transaction(name).objectStore(name).getAll();
      all.onsuccess = () => {
        open.result.close();
        found(all.result.filter((row) => name === 'photos' || row.draft === true).length);
      };
    };
  })`);
const holds = (page: Page, store: 'photos' | 'drafts', count: number) =>
  expect.poll(() => held(page, store)).toBe(count);

const address = (path: string): string => `${inject('address')}/field${path}`;

async function phoneOf(worker: Worker): Promise<Phone> {
  const folder = await mkdtemp(join(tmpdir(), 'heliu-forms-'));
  const phone = phoneAt(folder);
  onTestFinished(async () => {
    await phone.kill();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  const page = await phone.open();
  await page.goto(address(''));
  await signIn(page, worker);
  await page.getByRole('heading', { name: '今日任务' }).waitFor();
  return phone;
}

async function signIn(page: Page, { login, password }: Worker): Promise<void> {
  await page.getByLabel('登录名').fill(login);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

/** The app is killed and opened anew where it was, with the cookies that a browser killed early has not written yet. */
async function killedAt(phone: Phone, path: string): Promise<Page> {
  const cookies = await phone.page().context().cookies();
  await phone.kill();
  const page = await phone.open();
  await page.context().addCookies(cookies);
  await page.goto(address(path));
  await page.getByText('之前填写的内容还在。').waitFor();
  return page;
}

const officer = (name: string): Promise<Worker> =>
  staff({ role: 'officer', over: { kind: 'place', code: places.township }, unit: centre, name });

test('a report and a check that were begun are there again after the app was killed, and leave the phone when sent', async () => {
  const operator = await visit('/console', { as: await ofCentre('operator', '受理员草稿') });
  const matter = await registered(operator, { typeCode: 'B0502', title: '要补充说明的事项' });
  const worker = await officer('网格员草稿');
  const phone = await phoneOf(worker);
  let page = phone.page();
  await page.goto(address('/report'));
  await page.getByLabel('具体情况').fill(words);
  await attachPhoto(page, await photo(page));
  await holds(page, 'photos', 1);
  page = await killedAt(phone, '/report');
  expect(await page.getByLabel('具体情况').inputValue()).toBe(words);
  await page.getByRole('listitem').filter({ hasText: '.jpg' }).getByRole('img').waitFor();
  await page.getByLabel('用几个字说说是什么').fill('路灯');
  await page.getByRole('button', { name: /^路灯故障/ }).click();
  await page.getByLabel('只知道在哪个网格').selectOption({ index: 1 });
  await page.getByRole('button', { name: '保存并发送' }).click();
  await page.getByText('已送达（1）').waitFor();
  await holds(page, 'photos', 0);
  await holds(page, 'drafts', 0);

  await page.goto(address(`/matters/${matter.matterId}/addComment`));
  await page.getByLabel('说明（内部）').fill(words);
  await holds(page, 'drafts', 1);
  page = await killedAt(phone, `/matters/${matter.matterId}/addComment`);
  expect(await page.getByLabel('说明（内部）').inputValue()).toBe(words);
  await page.getByRole('button', { name: '重新填写' }).click();
  await holds(page, 'drafts', 0);
  expect(await page.getByLabel('说明（内部）').inputValue()).toBe('');
});

test('what was begun about a support visit stays through a kill, and goes with the consent and with signing out', async () => {
  const keeper = await visit('/console', { as: await ofCentre('supervisor', '督办员草稿') });
  const walker = await staff({
    role: 'officer',
    over: { kind: 'place', code: places.community },
    unit: centre,
    name: '网格员走访草稿',
  });
  const gridCode = `${places.community}001`;
  const { rows } = (await send(keeper.page, 'GET', `/api/support/officers?grid=${gridCode}`)) as {
    rows: { accountId: number; name: string }[];
  };
  const officers = rows.filter(({ name }) => name === '网格员走访草稿').map(({ accountId }) => accountId);
  const { kinds } = (await send(keeper.page, 'GET', '/api/support')) as { kinds: { code: string }[] };
  const agree = async (name: string) => {
    const person = { name, phone: '138 0013 9002', address: '示例巷 4 号' };
    const { entryId } = await send(keeper.page, 'POST', '/api/support', {
      kind: kinds[0]?.code,
      gridCode,
      purpose: '每周上门问候',
      frequency: { times: 1, per: 'week' },
      days: 30,
      consent: { form: 'written', on: '2026-01-05' },
      person,
      officers,
    });
    return String(entryId);
  };
  const [first, second] = [await agree('示例居民乙'), await agree('示例居民丙')];
  const phone = await phoneOf(walker);
  let page = phone.page();
  for (const entryId of [first, second]) {
    await page.goto(address(`/support/${entryId}`));
    await page.getByLabel('备注').fill('腿脚不便，下周再来。');
    await holds(page, 'drafts', entryId === first ? 1 : 2);
  }
  page = await killedAt(phone, `/support/${first}`);
  expect(await page.getByLabel('备注').inputValue()).toBe('腿脚不便，下周再来。');

  await send(keeper.page, 'POST', `/api/support/${second}/withdraw`);
  await page.goto(address('/support'));
  await page.getByText('示例居民丙').waitFor({ state: 'hidden' });
  await holds(page, 'drafts', 1);

  await page.goto(address('/me'));
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.getByText('有 1 份表单没有填完').waitFor();
  await page.getByRole('button', { name: '仍然退出' }).click();
  await page.getByLabel('登录名').waitFor();
  await holds(page, 'drafts', 0);
  // Other journeys find the register as it was.
  await send(keeper.page, 'POST', `/api/support/${first}/withdraw`);
});
