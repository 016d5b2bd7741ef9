import { afterAll, expect, test } from 'vitest';
import { closeBrowser, visit } from './browser.ts';
import { choose, chooseShown } from './desk.ts';
import { everySize, look } from './look.ts';
import { centre, desk, ofCentre, places, staff } from './people.ts';

afterAll(closeBrowser);

test('who agreed to visits is visited without a network, and the supervisor sees that it was done', async () => {
  const keeper = await ofCentre('supervisor', '周督办');
  const walker = await staff({
    role: 'officer',
    over: { kind: 'place', code: places.community },
    unit: centre,
    name: '林走访',
  });
  const office = await desk(keeper, '/console/support');
  const { page } = office;
  await page.getByText('还没有登记').waitFor();
  await look(office, 'support 01 empty', everySize);
  await page
    .getByRole('main')
    .getByRole('button', { name: /登\s*记$/ })
    .click();
  const form = page.getByRole('dialog', { name: '登记关爱走访' });
  await chooseShown(form, '服务', '独居每周问候');
  await choose(form, '网格', '利川');
  await form.getByLabel('走访目的').fill('每周上门问候');
  await chooseShown(form, '走访人员', '林走访');
  await form.getByLabel('姓名').fill('示例居民甲');
  await form.getByLabel('电话').fill('138 0013 9001');
  await form.getByLabel('住址').fill('示例巷 3 号');
  await look(office, 'support 02 form');
  await form.getByRole('button', { name: /保\s*存/ }).click();
  await form.waitFor({ state: 'hidden' });
  await page.getByText('每周上门问候').first().waitFor();
  await look(office, 'support 03 register', everySize);

  const phone = await visit('/field', { as: walker, screen: 'phone' });
  const field = phone.page;
  await field.getByRole('link', { name: /示例居民甲/ }).waitFor();
  await look(phone, 'support 04 today', ['phone']);
  await field.getByRole('link', { name: /示例居民甲/ }).click();
  await field.getByRole('heading', { name: '示例居民甲' }).waitFor();
  await look(phone, 'support 05 visit', ['phone']);
  await field.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  await field.waitForFunction('navigator.serviceWorker.controller !== null');
  await field.context().setOffline(true);
  await field.reload();
  await field.getByText('已见面').click();
  await field.getByLabel('备注').fill('一切都好');
  await field.getByRole('button', { name: '保存并发送' }).click();
  await field.getByRole('link', { name: /示例居民甲.*待发送/ }).waitFor();
  await field.context().setOffline(false);
  await field.getByRole('link', { name: '发件箱' }).click();
  await field.getByText('已送达（1）').waitFor();

  await page.reload();
  await page.getByText('本期 1/1').first().waitFor();
  await page.getByRole('button', { name: '独居每周问候' }).click();
  await page.getByRole('button', { name: '查看对象和走访情况' }).click();
  await page.getByLabel('为什么要看？').fill('了解走访情况');
  await page.getByRole('button', { name: /查\s*看$/ }).click();
  await page.getByText('一切都好').waitFor();
  await page.getByText('林走访: 走访当天带入外勤端').waitFor();
  await look(office, 'support 06 entry');
  await page.getByRole('button', { name: '撤回同意' }).click();
  await page.getByRole('button', { name: '撤回并抹去' }).click();
  await page.getByText('还没有登记').waitFor();
  await field.getByRole('link', { name: /今日/ }).click();
  await field.reload();
  await field.getByRole('heading', { name: '今日任务' }).waitFor();
  await field.getByText('示例居民甲').waitFor({ state: 'hidden' });
  expect(office.faults).toEqual([]);
});
