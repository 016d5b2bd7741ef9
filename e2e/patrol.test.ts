import { afterAll, expect, inject, test } from 'vitest';
import { closeBrowser, send, visit, type Visit } from './browser.ts';
import { everySize, look } from './look.ts';
import { office } from './matters.ts';
import { centre, desk, ofCentre, places, signIn, staff } from './people.ts';
import { comeBack, goOffline, readDay } from './street.ts';

afterAll(closeBrowser);

/** Where the subdistrict's office stands. */
const community = `${places.township}025`;
const address = `南津街 ${process.pid} 号商住楼`;
const finding = '二楼通往天台的门被铁链锁住。';

const officer = (name: string) =>
  staff({ role: 'officer', over: { kind: 'place', code: community }, unit: centre, name });

/** A building of the register of rental premises, which the plan of their fire and gas safety goes to. */
async function registerPremises(supervisor: Visit): Promise<void> {
  const facts = { kind: 'shop-house', floors: 6, rooms: 24, gas: 'piped' };
  const at = { address, gridCode: `${community}008`, position: office };
  await send(supervisor.page, 'POST', '/api/premises', { ...facts, ...at });
}

/** The checklist of the rental premises: one answer is a finding, and two taps make a matter of it. */
async function visitPremises(street: Visit): Promise<void> {
  const { page } = street;
  await page.getByRole('link', { name: address }).click();
  const answer = (question: string, words: string) =>
    page.getByRole('group', { name: question }).getByText(words, { exact: true }).click();
  await answer('疏散通道和出口是否畅通？', '否');
  await answer('灭火器和烟感报警器是否齐全有效？', '齐全有效');
  await answer('室内或楼道是否有电动车充电？', '否');
  await answer('燃气软管、阀门和通风情况如何？', '完好');
  await page.getByRole('button', { name: '保存并发送' }).click();
  const question = page.getByRole('dialog', { name: '有 1 个问题没有上报' });
  await question.getByRole('button', { name: '先上报' }).click();
  await page.getByRole('button', { name: '上报此问题' }).click();
  await page.getByLabel('问题描述').fill(finding);
  await street.picture('patrol 02 finding');
  await page.getByRole('button', { name: '保存并上报' }).click();
  await page.getByText('已上报，联网后发送。').waitFor();
  await page.getByLabel('其他情况').fill('已请管理人当天拆除。');
  await page.getByRole('button', { name: '保存并发送' }).click();
  const plan = page.getByRole('region', { name: '出租房消防燃气检查' });
  await plan.getByText(/今天无需再去/).click();
  await plan.getByRole('link', { name: address }).getByText('待发送').waitFor();
}

test('a round without a network: a finding becomes a matter, and the centre sees both', async () => {
  const supervisor = await desk(await ofCentre('supervisor', '督办员丁一'));
  await registerPremises(supervisor);
  const street = await visit('/field', { screen: 'phone' });
  const { page } = street;
  await signIn(street, await officer('网格员苏禾'));
  await readDay(page, []);
  await page.getByRole('link', { name: '巡查', exact: true }).click();
  await page.getByRole('link', { name: address }).waitFor();
  await look(street, 'patrol 01 rounds', ['phone']);
  await page.getByRole('link', { name: address }).click();
  await page.getByRole('group', { name: '疏散通道和出口是否畅通？' }).waitFor();
  await look(street, 'patrol 06 checklist', ['phone']);
  await page.goBack();
  await page.getByRole('link', { name: address }).waitFor();
  await goOffline(page);
  await visitPremises(street);
  await comeBack(page, 2);

  const hall = await desk(await ofCentre('operator', '受理员纪夏'), '/console/patrol?plan=rental-premises');
  const figure = (name: string) => hall.page.getByRole('main').getByText(name, { exact: true }).first();
  await figure('已去过').waitFor();
  await hall.page.goto(`/console/patrol?plan=rental-premises&place=${community}`);
  const row = hall.page.getByRole('row', { name: new RegExp(address) });
  await row.getByRole('link', { name: '查看事项' }).waitFor();
  await look(hall, 'patrol 03 coverage', everySize);
  await row.getByRole('link', { name: '查看事项' }).click();
  await hall.page.getByRole('region', { name: '流转记录' }).getByRole('listitem').first().waitFor();
  await hall.page.getByRole('main').getByText(address).first().waitFor();
  await hall.page.getByRole('heading', { name: finding.slice(0, -1) }).waitFor();

  await supervisor.page.goto('/console/premises');
  const premises = supervisor.page.getByRole('row', { name: new RegExp(address) });
  await premises.getByText('发现 1 个问题').waitFor();
  await look(supervisor, 'patrol 07 premises', everySize);
  for (const one of [supervisor, hall]) expect(one.faults).toEqual([]);
});

test('signs are printed, and one opens reporting, asking and looking up where it hangs', async () => {
  const hall = await desk(await ofCentre('operator', '受理员白露'), '/console/signs');
  await hall.page.getByText('合阳城街道办事处', { exact: false }).first().waitFor();
  await look(hall, 'patrol 04 signs', everySize);
  const print = hall.page.getByRole('link', { name: '下载打印（PDF）' });
  const sheet = await hall.page.context().request.get((await print.getAttribute('href')) ?? '');
  expect(sheet.headers()['content-type']).toBe('application/pdf');
  expect((await sheet.body()).subarray(0, 5).toString('latin1')).toBe('%PDF-');
  const sign = hall.page.getByRole('row', { name: /合阳城街道办事处/ }).getByRole('link');
  const at = new URL((await sign.getAttribute('href')) ?? '', inject('address'));

  const resident = await visit(at.pathname, { screen: 'phone' });
  const { page } = resident;
  await page.getByRole('heading', { name: '合阳城街道办事处' }).waitFor();
  await look(resident, 'patrol 05 here');
  await page.getByRole('button', { name: /^在此处上报/ }).click();
  await page.getByLabel('用几个字说说').fill('路灯');
  await page.getByRole('button', { name: /^路灯故障/ }).click();
  await page.getByLabel('具体情况').fill('门前第二盏路灯不亮。');
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByText('已选地点').waitFor();
  expect(await page.getByLabel('详细地址或附近标志').inputValue()).toBe('合阳城街道办事处');
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('button', { name: '提交' }).click();
  await page.getByRole('heading', { name: '已收到您的上报' }).waitFor();

  await page.goto(at.pathname);
  await page.getByRole('button', { name: /^咨询/ }).click();
  await page.getByLabel('用几个字说说').fill('路灯');
  await page.getByRole('button', { name: /^路灯故障/ }).click();
  await page.getByRole('radio', { name: '咨询' }).and(page.locator(':checked')).waitFor();

  await page.goto(at.pathname);
  await page.getByRole('link', { name: /^查进度/ }).click();
  await page.getByRole('textbox', { name: '事项编号' }).waitFor();
  for (const one of [hall, resident]) expect(one.faults).toEqual([]);
});
