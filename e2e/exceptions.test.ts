import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeBrowser, type Visit } from './browser.ts';
import { act, choose, chooseAct, picked, pressUntilGone, seen, turnTo } from './desk.ts';
import { look } from './look.ts';
import { command, type Matter, registered } from './matters.ts';
import { desk, ofCentre, ofUnit } from './people.ts';

afterAll(closeBrowser);

const kept = { kept: true } as const;
let operator: Visit;
let supervisor: Visit;
let handler: Visit;

beforeAll(async () => {
  operator = await desk(await ofCentre('operator', '受理员林芳'), '/console', kept);
  supervisor = await desk(await ofCentre('supervisor', '督办员吴迪'), '/console', kept);
  handler = await desk(await ofUnit('emergency', '应急局郑凯'), '/console', kept);
});

interface Facts {
  readonly title: string;
  readonly phone?: string;
  /** Of the unit, where the city's own is too long to wait for. */
  readonly limit?: { readonly value: number; readonly unit: 'urgent_hour' };
}

/** A matter that the unit of the handler has signed for. */
async function inHand({ title, phone, limit }: Facts): Promise<Matter> {
  const matter = await registered(operator, {
    typeCode: 'B0502',
    title,
    ...(phone === undefined ? {} : { phone }),
  });
  await command(operator, matter, 'accept');
  await command(operator, matter, 'file', { filingCondition: 'B0502-1' });
  const lead = { unitId: 'emergency', ...(limit === undefined ? {} : { limit }) };
  await command(operator, matter, 'dispatch', { lead });
  await command(handler, matter, 'sign-for', { workOrderNo: 1 });
  return matter;
}

/** Handled, checked by somebody else, and closed with a word to whoever reported it. */
async function closed(matter: Matter): Promise<void> {
  await command(handler, matter, 'feed-back', { workOrderNo: 1, outcome: 'solved', note: '已整改。' });
  const close = { outcome: 'solved', reply: '已整改，请放心。' };
  await command(operator, matter, 'record-post-handling-check', { result: 'passed', close });
}

test('the overdue of a closed matter is appealed against and granted by two people', async () => {
  const limit = { value: 0.000_000_1, unit: 'urgent_hour' } as const;
  const matter = await inHand({ title: '加油站旁违规动火', limit });
  await closed(matter);
  await turnTo(handler, matter);
  await act(handler, '超期申诉', (drawer) => choose(drawer, '理由', '系统或通信故障'));
  await handler.page.getByText('申诉初审中').waitFor();
  await turnTo(supervisor, matter);
  await act(supervisor, '审核申诉', async (drawer) => {
    await picked(drawer, '同意');
    await look(supervisor, 'exception 01 appeal');
  });
  await supervisor.page.getByText('申诉复审中').waitFor();
  const leader = await desk(await ofCentre('leader', '领导高翔'), '/console/matters?queue=approvals');
  await leader.page.getByRole('link', { name: '加油站旁违规动火' }).waitFor();
  await turnTo(leader, matter);
  await act(leader, '审核申诉', (drawer) => picked(drawer, '同意'));
  await leader.page.getByText('申诉成立').waitFor();
  await look(leader, 'exception 02 granted');
  for (const one of [handler, supervisor, leader]) expect(one.faults).toEqual([]);
});

/** Chooses the rows of a list that carry these words, and answers the bar of what can be done with them. */
async function choseAll({ page }: Visit, stage: string, titles: readonly string[]): Promise<Locator> {
  await page.goto(`/console/matters?queue=unit&q=电线裸露&stage=${stage}`);
  for (const title of titles) {
    await page
      .getByRole('row', { name: new RegExp(title) })
      .getByRole('checkbox')
      .check();
  }
  return page.getByRole('region', { name: `已选 ${titles.length} 件` });
}

test('several matters are accepted together, then merged together, and the merge is taken back', async () => {
  const titles = ['一号楼电线裸露', '二号楼电线裸露', '三号楼电线裸露'];
  for (const title of titles) await registered(operator, { typeCode: 'B0502', title });
  const { page } = operator;
  const drawer = page.getByRole('dialog');
  const bar = await choseAll(operator, 'registered', titles);
  await bar.getByRole('button', { name: '受理', exact: true }).waitFor();
  await look(operator, 'exception 03 chosen');
  await page.keyboard.press('a');
  await bar.locator('button:focus', { hasText: '受理' }).waitFor();
  await bar.getByRole('button', { name: '其他操作' }).click();
  await page.getByRole('menuitem').first().waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('menuitem').first().waitFor({ state: 'hidden' });
  await chooseAct(bar.getByRole('button', { name: '其他操作' }), /^补充说明$/);
  await drawer.getByRole('button', { name: '取消' }).click();
  await bar.locator('button:focus', { hasText: '其他操作' }).waitFor();
  await bar.getByRole('button', { name: '受理', exact: true }).click();
  await drawer.getByRole('button', { name: '办理 3 件' }).click();
  const question = page.getByRole('tooltip');
  await question.getByText('此操作不能撤销').waitFor();
  await question.getByRole('button', { name: '办理 3 件' }).click();
  await drawer.getByText('3 件已办').waitFor();

  const accepted = await choseAll(operator, 'accepted', titles);
  await chooseAct(accepted.getByRole('button', { name: '其他操作' }), /^合并$/);
  await choose(drawer, '并入哪一事项', '一号楼');
  await choose(drawer, '理由', '同一原因');
  const go = drawer.getByRole('button', { name: '办理 3 件' });
  await pressUntilGone(go, () => go.click());
  const undo = drawer.getByRole('button', { name: /^撤销已办的 \d 件$/ });
  await undo.waitFor();
  // What became of each stands in the drawer, so a failure says which was refused and why.
  expect(await undo.textContent(), await drawer.innerText()).toBe('撤销已办的 2 件');
  await undo.click();
  await drawer.getByText('已撤销').nth(1).waitFor();
  await look(operator, 'exception 04 together');
  expect(operator.faults).toEqual([]);
});

test('a forced close needs a second person, who says why not', async () => {
  const matter = await inHand({ title: '废弃厂房围墙倾斜', phone: '13700001111' });
  const propose = () =>
    act(operator, '申请强制结案', async (drawer) => {
      await picked(drawer, '已解决');
      await choose(drawer, '理由', '对象已灭失');
    });
  await turnTo(operator, matter);
  await propose();
  await turnTo(supervisor, matter);
  await act(supervisor, '审定强制结案', async (drawer) => {
    await picked(drawer, '不同意');
    await drawer.getByText('不同意须说明理由。').waitFor();
    await drawer.getByRole('button', { name: /^审定强制结案/ }).click();
    await drawer.getByText('请填写此项。').waitFor();
    await drawer.getByLabel('说明（内部）').fill('围墙仍在，先加固。');
  });
  await supervisor.page.getByRole('region', { name: '办理记录' }).getByText('围墙仍在，先加固。').waitFor();
  await propose();
  await turnTo(supervisor, matter);
  await act(supervisor, '审定强制结案', async (drawer) => {
    // Who decides sees who asked and why, by the names that are shown.
    const asked = drawer.getByRole('region', { name: '待决定的申请' });
    await asked.getByText('受理员林芳').waitFor();
    await picked(drawer, '同意');
    await drawer.getByLabel('答复反映人').fill('厂房已依法拆除，隐患不复存在。');
    await look(supervisor, 'exception 05 forced close');
  });
  await seen(supervisor, '已结案');
  await supervisor.page.getByText('强制结案', { exact: true }).first().waitFor();
  expect(supervisor.faults).toEqual([]);
});

test('a unit passes a matter straight on to another', async () => {
  const matter = await inHand({ title: '消火栓被车辆遮挡' });
  await turnTo(handler, matter);
  await act(handler, '转办', async (drawer) => {
    await choose(drawer, '单位', '消防救援');
    await choose(drawer, '理由', '另一单位承担');
  });
  const fire = await desk(await ofUnit('fire', '消防队郭阳'), '/console/matters?queue=unit');
  await fire.page.getByRole('link', { name: '消火栓被车辆遮挡' }).waitFor();
  await turnTo(fire, matter);
  await act(fire, '签收');
  await seen(fire, '办理中');
  expect(fire.faults).toEqual([]);
});

test('what was entered by mistake is voided by a supervisor before it is dispatched', async () => {
  const matter = await registered(operator, { typeCode: 'B0502', title: '误录的来电' });
  await turnTo(supervisor, matter);
  await act(supervisor, '作废', (drawer) => choose(drawer, '理由', '误录'));
  await seen(supervisor, '已作废');
  expect(supervisor.faults).toEqual([]);
});

test('whoever called is called back, and says whether it is solved', async () => {
  const matter = await inHand({ title: '楼顶水箱盖被风吹开', phone: '13600002222' });
  await closed(matter);
  await turnTo(supervisor, matter);
  await act(supervisor, '回访', async (drawer) => {
    await picked(drawer, '已联系上');
    await picked(drawer, '已解决');
    await picked(drawer, '满意');
    await look(supervisor, 'exception 06 call back');
  });
  await supervisor.page.getByRole('region', { name: '流转记录' }).getByText('回访').waitFor();
  await look(supervisor, 'exception 07 called back');
  expect(supervisor.faults).toEqual([]);
});
