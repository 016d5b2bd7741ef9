import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeBrowser, type Visit } from './browser.ts';
import { attach, choose, chooseShown, picked } from './desk.ts';
import { everySize, look } from './look.ts';
import { desk, ofCentre, ofUnit, type Worker } from './people.ts';

afterAll(closeBrowser);

let operator: Visit;
let fireman: Worker;

beforeAll(async () => {
  operator = await desk(await ofCentre('operator', '受理员甘霖'), '/console/inspections', { kept: true });
  fireman = await ofUnit('emergency', '应急局唐勇');
});

const dialog = ({ page }: Visit) => page.getByRole('dialog');

/** Says something in a dialog that asks for words, and waits until it is done. */
async function say(one: Visit, words: string, confirm: string): Promise<void> {
  const asked = dialog(one);
  await asked.getByRole('textbox').fill(words);
  await asked.getByRole('button', { name: confirm, exact: true }).click();
  await asked.waitFor({ state: 'hidden' });
}

/** What is printed, of a screen that is dark. */
async function printsBlackOnWhite({ page }: Visit): Promise<void> {
  const address = page.url();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(`${address}/sheet`);
  const title = page.getByRole('heading', { name: '服务站消防联合检查' });
  await title.waitFor();
  const colour = () =>
    page.evaluate(
      `getComputedStyle([...document.querySelectorAll('h2, h3')].find((one) => one.textContent === '服务站消防联合检查')).color`,
    );
  const onScreen = await colour();
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(`dispatchEvent(new Event('beforeprint'))`);
  expect([onScreen, await colour()]).toEqual(['rgb(230, 238, 241)', 'rgb(20, 35, 43)']);
  expect(await page.getByRole('link', { name: '跳到主要内容' }).isVisible()).toBe(false);
  await page.evaluate(`dispatchEvent(new Event('afterprint'))`);
  await page.emulateMedia({ media: null, colorScheme: null });
  await page.goto(address);
}

test('a centre plans a joint inspection, a unit comes and finds something, which becomes a matter, and it closes', async () => {
  const { page } = operator;
  await page.getByRole('button', { name: '安排联合检查' }).click();
  const form = dialog(operator);
  await form.getByLabel('名称', { exact: true }).fill('服务站消防联合检查');
  await form.getByLabel('集合地点').fill('综治中心门口');
  await choose(form, '单位 1', '应急管理局');
  await chooseShown(form, '单位 1 的检查清单', '安全隐患巡查');
  // A list from which several are picked stays open.
  await form.getByRole('combobox', { name: '按名称或编号查找网格、场所、出租房' }).fill('利川社区便民');
  const list = page.locator('.ant-select-dropdown:visible .ant-select-item-option');
  await list.filter({ hasText: '利川社区便民服务站' }).click();
  await form.getByRole('button', { name: '发出邀请' }).click();
  await page.getByRole('heading', { name: '服务站消防联合检查' }).waitFor();
  await page.getByText('1 家单位未答复').first().waitFor();
  await look(operator, 'inspection 01 planned', everySize);
  await printsBlackOnWhite(operator);

  const unit = await desk(fireman, '/console/inspections?view=toAnswer');
  await unit.page.getByRole('link', { name: '服务站消防联合检查' }).click();
  await unit.page.getByRole('button', { name: /^参加：/ }).click();
  await say(unit, '消防科两人', '确认');
  await page.getByText('消防科两人').waitFor();

  await page.getByRole('button', { name: '修改', exact: true }).click();
  await dialog(operator).getByLabel('集合地点').fill('服务站门口');
  await dialog(operator).getByRole('button', { name: '保存' }).click();
  await dialog(operator).waitFor({ state: 'hidden' });
  await unit.page.getByText('时间或地点已改，请重新答复。').waitFor();
  await unit.page.getByRole('button', { name: /^参加：/ }).click();
  await dialog(unit).getByRole('button', { name: '确认', exact: true }).click();
  await dialog(unit).waitFor({ state: 'hidden' });
  await page.getByRole('region', { name: '参加单位' }).getByText('参加', { exact: true }).waitFor();
  await page.getByRole('button', { name: '开始检查' }).click();
  await dialog(operator).getByRole('button', { name: '开始检查' }).click();
  await dialog(operator).waitFor({ state: 'hidden' });

  await unit.page.getByRole('button', { name: /^检查：/ }).click();
  const checklist = dialog(unit);
  await checklist.getByRole('button', { name: '全部正常' }).click();
  const lane = checklist.getByRole('group', { name: '消防通道是否畅通？' });
  await picked(lane, '否');
  await attach(lane);
  await look(unit, 'inspection 02 checklist');
  await checklist.getByRole('button', { name: '保存检查结果' }).click();
  await checklist.waitFor({ state: 'hidden' });

  await unit.page.getByRole('button', { name: /^提请立案：/ }).click();
  await dialog(unit).getByRole('button', { name: '提请', exact: true }).click();
  await dialog(unit).waitFor({ state: 'hidden' });
  await page.getByText('待召集单位立案').waitFor();
  await page.getByRole('img', { name: /^照片 1/ }).waitFor();
  await page.getByRole('button', { name: /^立为事项：/ }).click();
  await dialog(operator).getByRole('button', { name: '登记事项' }).click();
  await dialog(operator).waitFor({ state: 'hidden' });
  await page.getByText('已立为事项').waitFor();
  await page.getByRole('button', { name: '结束检查' }).click();
  await say(operator, '一处一个问题，已立案。', '结束检查');
  await page.getByText('一处一个问题，已立案。').waitFor();
  await look(operator, 'inspection 03 closed', everySize);

  await page
    .getByRole('region', { name: '检查地点' })
    .getByRole('listitem')
    .getByRole('link')
    .first()
    .click();
  await page.getByText('来自联合检查').waitFor();
  await page.getByRole('link', { name: '服务站消防联合检查' }).waitFor();
  await page.getByRole('img', { name: /^照片 1/ }).waitFor();
  for (const one of [operator, unit]) expect(one.faults).toEqual([]);
});
