import type { Locator, Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { closeBrowser, visit } from './browser.ts';
import { look } from './look.ts';

afterAll(closeBrowser);

/** Walks on by Tab as somebody without a mouse does; what Tab does not reach is not reached. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  const focused = target.and(page.locator(':focus'));
  for (let steps = 0; steps < 80; steps += 1) {
    if ((await focused.count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${String(target)}`);
}

async function press(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

async function type(page: Page, label: string, words: string): Promise<void> {
  const field = page.getByLabel(label);
  await field.waitFor();
  await tabTo(page, field);
  await page.keyboard.type(words);
}

const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('main').getByRole('button', { name });

/** The three steps up to sending, by keyboard alone. */
async function fillByKeyboard(page: Page, words: string): Promise<void> {
  await press(page, page.getByRole('link', { name: /我要上报/ }));
  await type(page, '用几个字说说', '路灯');
  await press(page, button(page, /^路灯故障/));
  await type(page, '具体情况', words);
  await press(page, button(page, '下一步'));
  await type(page, '按名称找地点', '合阳城街道办事处');
  await press(page, button(page, /^合阳城街道办事处/));
  await page.getByText('已选地点').waitFor();
  await press(page, button(page, '下一步'));
  await page.getByText(words).waitFor();
}

test('a resident reports by keyboard alone', async () => {
  const { page, faults } = await visit('/', { screen: 'phone' });
  await page.keyboard.press('Tab');
  await page.getByRole('link', { name: '跳到主要内容' }).and(page.locator(':focus')).waitFor();
  await fillByKeyboard(page, '学府路第三根灯杆，三天没有亮。');
  await press(page, button(page, '提交'));
  await page.getByRole('heading', { name: '已收到您的上报' }).waitFor();
  expect(faults).toEqual([]);
});

test('without a network nothing is lost, and a repeat sends it once it is back', async () => {
  const resident = await visit('/', { screen: 'phone' });
  const { page } = resident;
  const words = '街角的路灯忽明忽暗，一到雨天就灭。';
  await fillByKeyboard(page, words);
  await page.getByLabel('称呼').fill('王先生');
  await page.context().setOffline(true);
  await button(page, '提交').click();
  await page
    .getByRole('alert')
    .getByText(/连接不上服务器/)
    .waitFor();
  await look(resident, 'resident 01 offline');
  expect(await page.getByLabel('称呼').inputValue()).toBe('王先生');
  await page.context().setOffline(false);
  await page.getByRole('alert').getByRole('button', { name: '重试' }).click();
  await page.getByRole('heading', { name: '已收到您的上报' }).waitFor();
});

test('a report whose answer was lost on the way is not registered twice', async () => {
  const resident = await visit('/', { screen: 'phone' });
  const { page } = resident;
  await fillByKeyboard(page, '公交站旁的路灯不亮，晚上看不清台阶。');
  const codes: string[] = [];
  await page.route('**/api/reports', async (route) => {
    const reply = await route.fetch();
    codes.push(((await reply.json()) as { code: string }).code);
    await (codes.length === 1 ? route.abort() : route.fulfill({ response: reply }));
  });
  await button(page, '提交').click();
  await page.getByRole('alert').getByText('可以放心重试').waitFor();
  await page.reload();
  await page.getByText('公交站旁的路灯不亮').waitFor();
  await button(page, '提交').click();
  await page.getByRole('heading', { name: '已收到您的上报' }).waitFor();
  expect(codes).toHaveLength(2);
  expect(codes[1]).toBe(codes[0]);
});

test('a resident finds help, progress and own reports', async () => {
  const resident = await visit('/', { screen: 'phone' });
  const { page, faults } = resident;
  const again = await page.reload();
  expect([new URL(page.url()).pathname, again?.status()]).toEqual(['/r', 200]);
  await page.getByRole('link', { name: '使用帮助' }).click();
  await page.getByRole('heading', { name: '上报，三步' }).waitFor();
  await look(resident, 'resident 02 help');
  await page.goto('/r/track');
  await look(resident, 'resident 03 track');
  await page.goto('/r/mine');
  await look(resident, 'resident 04 mine');
  await page.goto('/r/sign-in');
  await look(resident, 'resident 05 sign in');
  expect(faults).toEqual([]);
});
