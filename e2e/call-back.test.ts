import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeBrowser, type Visit } from './browser.ts';
import { screens } from './chromium.ts';
import { openForm, picked, turnTo } from './desk.ts';
import { look } from './look.ts';
import { command, type Matter, registered } from './matters.ts';
import { desk, ofCentre, ofUnit } from './people.ts';

afterAll(closeBrowser);

const kept = { kept: true } as const;
const long = '楼道灯不亮，三单元一至六层都看不见台阶，老人夜里下楼险些摔倒';
let operator: Visit;
let caller: Visit;
let handler: Visit;

beforeAll(async () => {
  operator = await desk(await ofCentre('operator', '受理员林芳'), '/console', kept);
  caller = await desk(await ofCentre('operator', '话务员何静'), '/console', kept);
  handler = await desk(await ofUnit('emergency', '应急局郑凯'), '/console', kept);
});

/** Reported by somebody, handled and closed, so that a call-back is due. */
async function closed(title: string, phone: string | null): Promise<Matter> {
  const matter = await registered(operator, { typeCode: 'B0502', title, phone });
  await command(operator, matter, 'accept');
  await command(operator, matter, 'file', { filingCondition: 'B0502-1' });
  await command(operator, matter, 'dispatch', { lead: { unitId: 'emergency' } });
  await command(handler, matter, 'sign-for', { workOrderNo: 1 });
  await command(handler, matter, 'feed-back', { workOrderNo: 1, outcome: 'solved', note: '已整改。' });
  const close = { outcome: 'solved', reply: '已整改，请放心。' };
  await command(operator, matter, 'record-post-handling-check', { result: 'passed', close });
  return matter;
}

const row = (page: Page, title: string): Locator => page.getByRole('listitem').filter({ hasText: title });

/** Reached without a number: it is not sent before it is said how. */
async function asksHow(form: Locator, send: string): Promise<void> {
  await picked(form, '以其他方式联系上');
  await picked(form, '已解决');
  await form.getByRole('button', { name: send, exact: true }).click();
  await form.getByText('请写明方式，如当面、来信').waitFor();
}

test('a call-back asks the same at the telephone desk and on the matter’s page', async () => {
  const matter = await closed('没有留电话的反映', null);
  await turnTo(caller, matter);
  await asksHow(await openForm(caller, '回访'), '回访');
  await caller.page.goto('/console/hotline/call-backs');
  await row(caller.page, '没有留电话的反映').getByRole('button', { name: '回访' }).click();
  const drawer = caller.page.getByRole('dialog');
  await asksHow(drawer, '记录回访');
  await look(caller, 'call back 01 no number');
  await drawer.getByLabel('怎么联系上的').fill('上门走访时当面说明。');
  await drawer.getByRole('button', { name: '记录回访', exact: true }).click();
  await drawer.waitFor({ state: 'hidden' });
  await row(caller.page, '没有留电话的反映').waitFor({ state: 'hidden' });
  await turnTo(caller, matter);
  await caller.page.getByText('上门走访时当面说明。').first().waitFor();
  expect(caller.faults).toEqual([]);
});

/** Titles have room in a list on a tablet: a line of it holds a dozen characters at the least. */
async function hasRoom(page: Page, title: string): Promise<void> {
  const link = page.getByRole('link', { name: title }).first();
  await link.waitFor();
  const { width = 0, height = 0 } = (await link.boundingBox()) ?? {};
  expect.soft(width, `${page.url()}: width of the title`).toBeGreaterThan(180);
  expect.soft(height, `${page.url()}: height of the title`).toBeLessThan(80);
  const beyond = await page.evaluate('document.documentElement.scrollWidth');
  expect.soft(beyond, `${page.url()}: width`).toBeLessThanOrEqual(screens.tablet.width);
}

test('at 1024 px the titles of lists have room beside their columns', async () => {
  await closed(long, '13600002222');
  await registered(operator, { typeCode: 'B0502', title: long });
  const { page } = operator;
  await page.setViewportSize(screens.tablet);
  for (const list of ['hotline/call-backs', 'matters?state=any', 'matters']) {
    await page.goto(`/console/${list}`);
    await hasRoom(page, long);
  }
  await page.setViewportSize(screens.desk);
  expect(operator.faults).toEqual([]);
});
