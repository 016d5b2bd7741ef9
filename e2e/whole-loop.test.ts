import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { feedBack, passAndClose, rate } from './acts.ts';
import { closeBrowser, visit, type Visit } from './browser.ts';
import { act, choose, openMatter, photo, seen, turnTo } from './desk.ts';
import { everySize, look } from './look.ts';
import { centre, desk, ofCentre, ofUnit, places, signIn, staff, type Worker } from './people.ts';
import { attachPhoto, comeBack, goOffline, readDay } from './street.ts';

afterAll(closeBrowser);

const title = '安全隐患举报';
const words = '农贸市场二楼的消防卷帘门被货架顶住，放不下来。';
const found = '现场属实：三组货架压在卷帘门轨道上。';
const reply = '货架已移走，卷帘门经测试可以正常降下。';

let operator: Worker;
let officer: Worker;
let lead: Worker;
let assist: Worker;
let verifier: Worker;

beforeAll(async () => {
  operator = await ofCentre('operator', '受理员简宁');
  officer = await staff({
    role: 'officer',
    over: { kind: 'place', code: places.township },
    unit: centre,
    name: '网格员戴月',
  });
  lead = await ofUnit('emergency', '应急局卢峰');
  assist = await ofUnit('urban', '城管局沈青');
  verifier = await ofCentre('verifier', '核查员文竹');
});

/** The custody chain from the newest step to the oldest. */
const opening = ['派遣', '立案', '受理', '立案前核实完成', '发起立案前核实', '登记'];
const closing = ['结案', '核查', '反馈结果', '反馈结果', '签收', '签收'];

interface Receipt {
  readonly code: string;
  readonly matterId: string;
}

/** Three steps on a phone, with a photo; whoever sends it has no account. */
async function report(resident: Visit): Promise<string> {
  const { page } = resident;
  await page.getByRole('link', { name: /我要上报/ }).click();
  await page.getByLabel('用几个字说说').fill('消防隐患');
  await page.getByRole('button', { name: title }).click();
  await page.getByLabel('具体情况').fill(words);
  await page.getByRole('button', { name: '下一步' }).click();
  await page.locator('input[type=file]').setInputFiles(await photo(page));
  await page.getByRole('list', { name: '照片和文件' }).getByRole('img').waitFor();
  await page.getByLabel('按名称找地点').fill('合阳城街道办事处');
  await page.getByRole('button', { name: /^合阳城街道办事处/ }).click();
  await page.getByText('已选地点').waitFor();
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByText(words).waitFor();
  await page.getByRole('button', { name: '提交' }).click();
  await page.getByRole('heading', { name: '已收到您的上报' }).waitFor();
  return page.getByRole('region', { name: '事项编号' }).locator('code').innerText();
}

/** What the reporter sees of it now, from the list of the own reports of this visit. */
async function progress({ page }: Visit, stage: string): Promise<void> {
  await page.reload();
  await page.getByText(stage, { exact: true }).first().waitFor();
}

/** The centre reads the report with its photo, and sends somebody to look. */
async function sendToLook(desk: Visit, code: string): Promise<Receipt> {
  const { page } = desk;
  await openMatter(desk, code);
  await page.getByRole('region', { name: '照片与附件' }).getByRole('img').waitFor();
  await act(desk, '发起立案前核实', (drawer) => choose(drawer, '单位', centre, '合阳城街道'));
  await seen(desk, '立案前核实');
  return { code, matterId: new URL(page.url()).pathname.split('/').at(-1) ?? '' };
}

/** The officer has the day on the phone, loses the network, looks at the place, and comes back. */
async function lookOffline(street: Visit): Promise<void> {
  const { page } = street;
  await readDay(page, [title]);
  await goOffline(page);
  await page.getByRole('link', { name: title }).first().click();
  await page.getByText(words).waitFor();
  await page.getByRole('link', { name: '记录立案前核实', exact: true }).click();
  await page.getByText('情况属实').click();
  await page.getByLabel('说明（内部）').fill(found);
  await attachPhoto(page, await photo(page));
  await page.getByRole('button', { name: '保存并发送' }).click();
  await page.getByText(/待发送：记录立案前核实/).waitFor();
  await street.picture('whole 01 offline');
  await comeBack(page, 1);
}

/** Notices tell a unit what was sent to it; it opens the matter from there. */
async function fromNotice(worker: Worker, receipt: Receipt): Promise<Visit> {
  const one = await desk(worker, '/console/notices');
  const notice = one.page.getByRole('listitem').filter({ hasText: receipt.code });
  await notice.getByRole('link').first().click();
  await one.page.getByRole('region', { name: '流转记录' }).getByRole('listitem').first().waitFor();
  return one;
}

/** The lead and one assisting unit, each with an order of its own. */
async function toTwoUnits(one: Visit, drawer: Locator): Promise<void> {
  await choose(drawer.getByRole('group', { name: '主办' }), '单位', 'emergency', '应急');
  await drawer.getByRole('button', { name: '增加协办单位' }).click();
  await choose(drawer.getByRole('group', { name: '协办 1' }), '单位', 'urban', '城市管理');
  await one.picture('whole 02 dispatch');
}

/** Steps of the custody chain from the newest to the oldest, as everybody reads them. */
const chain = ({ page }: Visit): Promise<string[]> =>
  page.getByRole('region', { name: '流转记录' }).locator('strong').allInnerTexts();

test('one matter goes through everybody: resident, officer without a network, centre, two departments, verifier, and back', async () => {
  const resident = await visit('/', { screen: 'phone' });
  const code = await report(resident);
  await resident.page.getByRole('link', { name: '打开这件上报' }).click();
  await progress(resident, '已登记');

  const hall = await desk(operator);
  const receipt = await sendToLook(hall, code);
  await progress(resident, '正在核实');

  const street = await visit('/field', { screen: 'phone' });
  await signIn(street, officer);
  await lookOffline(street);

  await turnTo(hall, receipt);
  await expect.poll(() => chain(hall)).toEqual(['立案前核实完成', '发起立案前核实', '登记']);
  await hall.page.getByText(found).waitFor();
  expect(await hall.page.getByRole('region', { name: '照片与附件' }).getByRole('img').count()).toBe(2);
  await act(hall, '受理');
  await act(hall, '立案');
  await act(hall, '派遣', (drawer) => toTwoUnits(hall, drawer));
  await seen(hall, '已派遣');
  await progress(resident, '已派单');

  const first = await fromNotice(lead, receipt);
  await act(first, '签收');
  await seen(first, '办理中');
  const second = await fromNotice(assist, receipt);
  await act(second, '签收');
  await feedBack(second, '已劝离占道摊位，腾出堆货的地方。', '办理中');
  await progress(resident, '正在办理');
  await turnTo(first, receipt);
  await first.picture('whole 03 department');
  await feedBack(first, '货架已移走，卷帘门轨道已清理。');

  const checker = await desk(verifier);
  await openMatter(checker, code);
  const orders = checker.page.getByRole('region', { name: '工单' }).getByRole('listitem');
  await expect
    .poll(() => orders.allInnerTexts())
    .toEqual([
      expect.stringMatching(/城市管理局[^]*协办[^]*已反馈[^]*已解决/),
      expect.stringMatching(/应急管理局[^]*主办[^]*已反馈[^]*已解决/),
    ]);
  await passAndClose(checker, reply);
  await expect.poll(() => chain(checker)).toEqual([...closing, ...opening]);
  await look(checker, 'whole 04 closed', everySize);

  await progress(resident, '已结案');
  await resident.page.getByText(reply).waitFor();
  await look(resident, 'whole 05 result');
  await rate(resident);
  await turnTo(hall, receipt);
  await expect.poll(() => chain(hall)).toEqual(['评价', ...closing, ...opening]);
  for (const one of [resident, hall, first, second, checker]) expect(one.faults).toEqual([]);
});
