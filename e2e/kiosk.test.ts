import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { closeBrowser, visit } from './browser.ts';
import { look } from './look.ts';

afterAll(closeBrowser);

const words = '三单元门口的路灯坏了，老人夜里出门不便。';
const name = '赵女士';

/** Whatever the browser would give to the next person at the counter. */
const leftBehind = (page: Page): Promise<string> =>
  page.evaluate(`JSON.stringify([
    { ...localStorage }, { ...sessionStorage }, document.cookie, document.body.innerText,
    [...document.querySelectorAll('input, textarea')].map(({ value }) => value), history.length, location.href,
  ])`);

async function fillIn(page: Page): Promise<void> {
  await page.getByRole('link', { name: /我要上报/ }).click();
  await page.getByLabel('用几个字说说').fill('路灯');
  await page.getByRole('button', { name: /^路灯故障/ }).click();
  await page.getByLabel('具体情况').fill(words);
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByLabel('按名称找地点').fill('合阳城街道办事处');
  await page.getByRole('button', { name: /^合阳城街道办事处/ }).click();
  await page.getByText('已选地点').waitFor();
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByLabel('称呼').fill(name);
  // Nobody signs in at a counter.
  expect(await page.getByRole('link', { name: /登录/ }).count()).toBe(0);
}

/** The first page again, and nothing of the person before wherever the next one goes. */
async function expectNothingLeft(page: Page): Promise<void> {
  await page.getByRole('heading', { name: '您好，请选择' }).waitFor();
  const first = await leftBehind(page);
  expect(first).not.toMatch(/路灯|赵女士|heliu\.report/);
  await page.getByRole('link', { name: /我要上报/ }).click();
  await page.getByLabel('用几个字说说').waitFor();
  expect(await leftBehind(page)).not.toMatch(/三单元|赵女士/);
  // Pages are turned in memory, so there is nothing to go back to but what was open before the counter's page.
  await page.goBack();
  expect(await page.locator('body').innerText()).not.toMatch(/三单元|赵女士/);
}

test('who walks away is asked after a while, and then leaves nothing behind', async () => {
  const one = await visit('/kiosk', { screen: 'tablet' });
  const { page, faults } = one;
  await page.clock.install();
  await page.reload();
  await fillIn(page);
  expect(await leftBehind(page)).toMatch(/三单元/);
  await page.clock.runFor(40_000);
  await page.getByText(/秒后清空/).waitFor();
  await page.clock.runFor(25_000);
  await page.getByRole('heading', { name: '您还在吗？' }).waitFor();
  await page.getByRole('button', { name: '继续使用' }).click();
  await page.getByRole('heading', { name: '您还在吗？' }).waitFor({ state: 'detached' });
  expect(await page.getByLabel('称呼').inputValue()).toBe(name);
  await page.clock.runFor(61_000);
  await page.getByRole('heading', { name: '您还在吗？' }).waitFor();
  await page.clock.runFor(31_000);
  await expectNothingLeft(page);
  expect(faults).toEqual([]);
});

test('End clears at once, after sending too: number and receipt code are gone with whoever got them', async () => {
  const { page, faults } = await visit('/kiosk', { screen: 'tablet' });
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Welcome, please choose' }).waitFor();
  await page.getByRole('button', { name: '中文' }).click();
  await fillIn(page);
  await page.getByRole('button', { name: '提交' }).click();
  await page.getByRole('heading', { name: '已收到您的上报' }).waitFor();
  expect(await page.getByRole('button', { name: '保存为文件' }).count()).toBe(0);
  const kept = await page.evaluate<string>(`sessionStorage.getItem('heliu.report.receipt')`);
  const { code } = JSON.parse(kept) as { code: string };
  await page.getByRole('button', { name: '结束' }).click();
  expect(await leftBehind(page)).not.toContain(code);
  await expectNothingLeft(page);
  expect(faults).toEqual([]);
});

test('nobody is asked where nobody has come, and the answers are there', async () => {
  const one = await visit('/kiosk', { screen: 'tablet' });
  const { page } = one;
  await page.clock.install();
  await page.reload();
  await page.getByRole('heading', { name: '您好，请选择' }).waitFor();
  await page.clock.runFor(300_000);
  expect(await page.getByRole('heading', { name: '您还在吗？' }).count()).toBe(0);
  await page.clock.resume();
  await look(one, 'kiosk 01 home', ['phone', 'tablet']);
  await page.getByRole('link', { name: /常见问题/ }).click();
  await page.getByLabel('查找').fill('律师');
  await page.getByText('找到 1 条').waitFor();
  await page.getByText(/12348/).waitFor();
  await look(one, 'kiosk 02 answers', ['phone', 'tablet']);
});
