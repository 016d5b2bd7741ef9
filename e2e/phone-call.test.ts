import { afterAll, beforeAll, expect, test } from 'vitest';
import { feedBack, passAndClose, sendBack } from './acts.ts';
import { closeBrowser, type Visit } from './browser.ts';
import { act, choose, openForm, picked, seen, turnTo } from './desk.ts';
import { everySize, look } from './look.ts';
import { command, type Matter, registered } from './matters.ts';
import { centre, desk, ofCentre, ofUnit, places, staff, type Worker } from './people.ts';

afterAll(closeBrowser);

let operator: Visit;
let supervisor: Worker;
let verifier: Worker;
let officer: Worker;
let emergency: Worker;
let urban: Worker;

beforeAll(async () => {
  operator = await desk(await ofCentre('operator', '受理员孙宁'), '/console', { kept: true });
  supervisor = await ofCentre('supervisor', '督办员周敏');
  verifier = await ofCentre('verifier', '核查员赵燕');
  officer = await staff({
    role: 'officer',
    over: { kind: 'place', code: places.township },
    unit: centre,
    name: '网格员罗强',
  });
  emergency = await ofUnit('emergency', '应急局何川');
  urban = await ofUnit('urban', '城管局马俊');
});

/** Fills the page for a call as far as the caller has told it. */
async function takeCall({ page }: Visit, title: string, type: string): Promise<void> {
  await page.getByRole('button', { name: '登记事项' }).click();
  await page.getByLabel('标题', { exact: true }).fill(title);
  await page.getByRole('button', { name: type, exact: true }).click();
  await choose(page.getByRole('main'), '搜索地点、网格编码或曾用地址', '合阳城街道办', '合阳城街道办事处');
  await page.getByRole('button', { name: '重选' }).waitFor();
}

async function register({ page }: Visit): Promise<Matter> {
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await page.getByText('已登记', { exact: true }).first().waitFor();
  const code = await page.getByRole('main').locator('code').innerText();
  await page.getByRole('button', { name: '打开事项' }).click();
  await page.getByRole('region', { name: '流转记录' }).waitFor();
  return { code, matterId: new URL(page.url()).pathname.split('/').at(-1) ?? '' };
}

test('a call about something known is registered beside its duplicate, merged, and taken apart again', async () => {
  const known = await registered(operator, { typeCode: 'G0402', title: '街道办门前路灯整夜不亮' });
  const { page } = operator;
  await takeCall(operator, '街道办事处门口的路灯不亮', '路灯故障');
  const panel = page.getByRole('region', { name: '可能重复' });
  await panel.getByRole('link', { name: '街道办门前路灯整夜不亮' }).waitFor();
  await page.getByLabel('称呼').fill('陈女士');
  await page.getByLabel('电话').fill('13800001234');
  await look(operator, 'call 01 duplicates', everySize);
  const second = await register(operator);
  await act(operator, '合并', async (drawer) => {
    await choose(drawer, '并入哪一事项', '整夜不亮');
    await choose(drawer, '理由', '同一件事');
    await look(operator, 'call 02 merge');
  });
  await seen(operator, '已合并');
  await turnTo(operator, known);
  await page.getByText('已并入本事项').first().waitFor();
  await turnTo(operator, second);
  await act(operator, '撤销合并', (drawer) =>
    drawer.getByLabel('说明（内部）').fill('另一盏灯，相距两条街。'),
  );
  await seen(operator, '已派遣');
  expect(operator.faults).toEqual([]);
});

test('a grid officer settles what was found and registers it on a phone', async () => {
  const street = await desk(officer, '/console', { screen: 'phone' });
  const { page } = street;
  await look(street, 'call 03 officer', ['phone']);
  await takeCall(street, '楼道堆物堵住消防通道', '消防通道堵塞');
  await page.getByRole('switch', { name: '已当场办结' }).click();
  await page.getByLabel('怎样处理的').fill('与住户一起清走，通道已畅通。');
  await look(street, 'call 04 on the spot', ['phone']);
  await register(street);
  await seen(street, '已结案');
  await look(street, 'call 05 settled', ['phone']);
  expect(street.faults).toEqual([]);
});

test('two units return it, a supervisor rules, and it is extended, suspended, resumed, sent back and closed', async () => {
  const matter = await registered(operator, {
    typeCode: 'B0502',
    title: '配电房外墙开裂，雨天漏水',
    phone: '13900005678',
  });
  await command(operator, matter, 'accept');
  await command(operator, matter, 'file', { filingCondition: 'B0502-1' });
  const first = await desk(emergency);
  await dispatched(operator, matter, '应急');
  await returned(first, matter, 'call 06 return');
  const second = await desk(urban);
  await dispatched(operator, matter, '城市管理');
  await returned(second, matter);
  await seen(second, '待裁定');

  const ruling = await desk(supervisor);
  await turnTo(ruling, matter);
  await act(ruling, '裁定派遣', async (drawer) => {
    await picked(drawer, '主办');
    await choose(drawer, '单位', '应急');
    await drawer.getByLabel('说明（内部）').fill('属安全隐患，由应急部门牵头。');
    await look(ruling, 'call 07 ruling');
  });
  await seen(ruling, '已派遣');

  await turnTo(first, matter);
  await act(first, '签收');
  await act(first, '申请延期', (drawer) => choose(drawer, '理由', '需要检测'));
  await approvals(ruling);
  await turnTo(ruling, matter);
  await act(ruling, '审批延期', (drawer) => picked(drawer, '同意'));

  await turnTo(first, matter);
  await act(first, '申请挂账', async (drawer) => {
    const until = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
    await drawer.getByLabel('挂账至').fill(until);
    await drawer.getByLabel('挂账至').press('Enter');
    await choose(drawer, '理由', '等待资金');
  });
  await turnTo(ruling, matter);
  await act(ruling, '审批挂账', async (drawer) => {
    await picked(drawer, '同意');
    await drawer.getByLabel('答复反映人').fill('维修资金正在办理，到位后立即施工。');
    await look(ruling, 'call 09 suspend');
  });
  await ruling.page.getByText('挂账至').first().waitFor();
  await look(ruling, 'call 10 suspended', everySize);
  await act(ruling, '恢复办理');

  await turnTo(first, matter);
  await feedBack(first, '外墙裂缝已修补。');
  const checker = await desk(verifier);
  await turnTo(checker, matter);
  await sendBack(checker, 'call 11 check failed');
  await turnTo(first, matter);
  await feedBack(first, '屋面防水重做，雨后未见渗漏。');
  await turnTo(checker, matter);
  await passAndClose(checker, '外墙与屋面已修好，雨后复查没有渗漏。');
  await look(checker, 'call 12 closed', everySize);
  for (const one of [operator, first, second, ruling, checker]) expect(one.faults).toEqual([]);
});

async function dispatched(one: Visit, matter: Matter, unit: string): Promise<void> {
  await turnTo(one, matter);
  await act(one, '派遣', (drawer) => choose(drawer, '单位', unit));
  await seen(one, '已派遣');
}

async function returned(one: Visit, matter: Matter, shown?: string): Promise<void> {
  await turnTo(one, matter);
  const drawer = await openForm(one, '退回');
  await drawer.getByRole('button', { name: '退回', exact: true }).click();
  await drawer.getByText('请填写此项').waitFor();
  if (shown !== undefined) await look(one, shown);
  await choose(drawer, '理由', '不属于本单位职责');
  await drawer.getByRole('button', { name: '退回', exact: true }).click();
  await drawer.waitFor({ state: 'hidden' });
}

/** What waits for the supervisor stands in a queue of its own. */
async function approvals(one: Visit): Promise<void> {
  await one.page.goto('/console/matters?queue=approvals');
  await one.page
    .getByRole('link', { name: /配电房外墙开裂/ })
    .first()
    .waitFor();
  await look(one, 'call 08 approvals');
}
