import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { closeBrowser, type Login, send, visit, type Visit } from './browser.ts';
import { choose, chooseAct, chooseShown, seen, turnTo } from './desk.ts';
import { everySize, look } from './look.ts';
import { command, registered } from './matters.ts';
import { atDesk, desk, ofCentre, ofUnit, signIn } from './people.ts';
import { codeOf } from './totp.ts';
import { zipOf } from './zip.ts';

afterAll(closeBrowser);

let office: Visit;

beforeAll(async () => {
  office = await desk(inject('administrator'), '/console/people/accounts', { kept: true });
});

/** The account of a handler, with the first password that the page shows once. */
async function openAccount({ page }: Visit, login: string, name: string): Promise<Login> {
  await page.getByRole('button', { name: '新建账号' }).click();
  await page.getByRole('button', { name: '新建账号' }).click();
  await page.getByText('请填写登录名。').waitFor();
  // Below the hint of a field with a fault there is room before the next label.
  const below = async (text: string) => (await page.getByText(text).boundingBox()) ?? { y: 0, height: 0 };
  const hint = await below('小写字母、数字和 . - _ @ +，至少 2 个字符，以字母或数字开头。');
  expect((await below('英文姓名')).y - hint.y - hint.height).toBeGreaterThanOrEqual(10);
  await look(office, 'admin 01b faults of a new account');
  await page.getByLabel('登录名', { exact: true }).fill(login);
  await page.getByLabel('姓名', { exact: true }).fill(name);
  const main = page.getByRole('main');
  await choose(main, '所在单位', '应急管理局');
  await chooseShown(main, '角色', '承办人');
  await choose(main, '单位', '应急管理局');
  await look(office, 'admin 02 new account');
  await page.getByRole('button', { name: '新建账号' }).click();
  const shown = page.getByRole('dialog');
  const password = await shown.locator('code').innerText();
  await look(office, 'admin 03 first password');
  await shown.getByRole('button', { name: '已记下' }).click();
  return { login, password };
}

/** Takes the account over: a password of one's own, then an authenticator. Answers how to sign in from then on. */
async function takeOver(one: Visit, first: Login): Promise<{ own: Login; secret: string }> {
  const { page } = one;
  await signIn(one, first);
  const own = { login: first.login, password: 'ferry lantern orchard' };
  await page.getByLabel('当前密码').fill(first.password);
  await page.getByLabel('新密码', { exact: true }).fill(own.password);
  await page.getByLabel('再输一遍').fill(own.password);
  await look(one, 'admin 04 own password');
  await page.getByRole('button', { name: '修改密码' }).click();
  await atDesk(one);
  await page.goto('/console/account');
  await page.getByRole('button', { name: '启用两步验证' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('当前密码').fill(own.password);
  await dialog.getByRole('button', { name: '下一步' }).click();
  const secret = (await dialog.locator('code').innerText()).replaceAll(' ', '');
  await look(one, 'admin 05 authenticator');
  await dialog.getByLabel(/6 位验证码/).fill(codeOf(secret));
  await dialog.getByRole('button', { name: '确认启用' }).click();
  await page.getByText('请保存备用码').waitFor();
  await page.getByRole('button', { name: '我已保存' }).click();
  await page.getByText('已启用', { exact: true }).waitFor();
  await look(one, 'admin 06 own account');
  return { own, secret };
}

async function signInWithCode(one: Visit, own: Login, secret: string): Promise<void> {
  const { page } = one;
  await chooseAct(page.getByRole('button', { name: /^账号菜单/ }), '退出登录');
  await page.getByRole('heading', { name: '工作人员登录' }).waitFor();
  await signIn(one, own);
  await page.getByLabel('验证码').fill(codeOf(secret, 1));
  await look(one, 'admin 07 code');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await atDesk(one);
}

test('an account is made, taken over with a second factor, given a matter, and closed: the matter returns', async () => {
  await look(office, 'admin 01 accounts', everySize);
  const login = `handler-new-${process.pid}`;
  const first = await openAccount(office, login, '应急局新人陈静');
  const newcomer = await visit('/console');
  const { own, secret } = await takeOver(newcomer, first);
  await signInWithCode(newcomer, own, secret);

  const operator = await desk(await ofCentre('operator', '受理员丁'));
  const matter = await registered(operator, { typeCode: 'B0502', title: '仓库堆放易燃物' });
  const me = (await send(newcomer.page.context(), 'GET', '/api/session')) as { account: { id: number } };
  await command(operator, matter, 'accept');
  await command(operator, matter, 'file', { filingCondition: 'B0502-1' });
  await command(operator, matter, 'dispatch', {
    lead: { unitId: 'emergency', holderId: String(me.account.id) },
  });
  await newcomer.page.goto('/console/matters?queue=mine');
  await newcomer.page.getByRole('link', { name: '仓库堆放易燃物' }).waitFor();

  const { page } = office;
  await page.reload();
  await page.getByRole('button', { name: '停用账号' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/应急管理局：1 件/).waitFor();
  await dialog.getByLabel('理由').fill('调往其他单位。');
  await look(office, 'admin 08 close the account');
  await dialog.getByRole('button', { name: '停用账号' }).click();
  await page.getByText('已停用', { exact: true }).first().waitFor();
  await look(office, 'admin 09 closed account');

  const colleague = await desk(await ofUnit('emergency', '应急局老李'), '/console/matters?queue=unit');
  await colleague.page.getByRole('link', { name: '仓库堆放易燃物' }).waitFor();
  await turnTo(colleague, matter);
  await colleague.page.getByRole('region', { name: '流转记录' }).getByText('经办人交回').waitFor();
  await seen(colleague, '已派遣');
  await newcomer.page.reload();
  await newcomer.page.getByRole('heading', { name: '工作人员登录' }).waitFor();
  for (const one of [office, operator, colleague]) expect(one.faults).toEqual([]);
});

test('the simulator says which rule decides, and a legal year is entered', async () => {
  const { page } = office;
  await page.goto('/console/city/rules');
  await look(office, 'admin 10 rules');
  await page.getByRole('tab', { name: '模拟器' }).click();
  const form = page.getByRole('main');
  await choose(form, '事项类型', '消防通道');
  await form.getByLabel('反映内容').fill('学校门口的消防通道被堵');
  await form.getByRole('button', { name: '查看分派结果' }).click();
  await form.getByText(/由规则“.+”决定/).waitFor();
  await look(office, 'admin 11 simulator', everySize);

  await page.goto('/console/city/calendar');
  await page.getByRole('button', { name: '录入法定年历' }).click();
  const dialog = page.getByRole('dialog');
  const year = await dialog.getByLabel('年份').inputValue();
  await dialog
    .getByLabel('放假日', { exact: true })
    .fill(`${year}-01-01 元旦\n${year}-10-01..${year}-10-07 国庆节`);
  await dialog.getByLabel(/^调休上班日/).fill(`${year}-09-2`);
  await dialog.getByText(/第 1 行/).waitFor();
  await dialog.getByLabel(/^调休上班日/).fill('');
  await look(office, 'admin 12 legal year');
  await dialog.getByRole('button', { name: '录入该年' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText(`法定年历已录入至 ${year}-12-31`).waitFor();
  await look(office, 'admin 13 calendar', everySize);
  expect(office.faults).toEqual([]);
});

/** Uploads Hechuan with other rules and has it checked. */
async function checkWith(rules: (text: string) => string): Promise<void> {
  const folder = fileURLToPath(new URL('../cities/hechuan/', import.meta.url));
  const names = (await readdir(folder)).filter((name) => /\.(yaml|csv|geojson)$/.test(name));
  const read = async (name: string) => [name, await readFile(folder + name)] as const;
  const files = Object.fromEntries(await Promise.all(names.map(read)));
  const routing = Buffer.from(rules(String(files['routing.yaml'])));
  const { page } = office;
  await page.goto('/console/city/versions/import');
  await page.locator('input[type=file]').setInputFiles({
    name: 'hechuan.zip',
    mimeType: 'application/zip',
    buffer: zipOf({ ...files, 'routing.yaml': routing }),
  });
  await page.getByRole('button', { name: '上传并检查' }).click();
}

test('a pack with a fault says where it is written and changes nothing', async () => {
  let line = 0;
  await checkWith((rules) => {
    const broken = rules.replace('unit: gas-company', 'unit: no-such-unit');
    line = broken.slice(0, broken.indexOf('no-such-unit')).split('\n').length;
    return broken;
  });
  await office.page.getByText(`routing.yaml:${line}`).waitFor({ timeout: 300_000 });
  await look(office, 'admin 14 faulty pack', everySize);
  expect(office.faults).toEqual([]);
});

test('a sound pack says by name what it changes, from what to what, before it is applied', async () => {
  await checkWith((rules) => rules.replace('lead: { unit: gas-company }', 'lead: { unit: fire }'));
  const { page } = office;
  const rule = page.getByRole('listitem').filter({ hasText: 'gas-now' }).first();
  await rule.getByText('主办单位').waitFor({ timeout: 300_000 });
  await rule.locator('del', { hasText: '燃气公司' }).waitFor();
  await rule.locator('ins', { hasText: '区消防救援大队' }).waitFor();
  await look(office, 'admin 18 changes of a pack', everySize);
  expect(office.faults).toEqual([]);
});

test('a guide is read from the account menu, and a session is ended from the list of one’s own', async () => {
  const worker = await ofCentre('operator', '受理员戊');
  const forgotten = await desk(worker);
  await chooseAct(forgotten.page.getByRole('button', { name: /^账号菜单/ }), '使用指南');
  await forgotten.page.getByRole('heading', { name: '我做什么' }).waitFor();
  await look(forgotten, 'admin 17 guides', everySize);
  const here = await desk(worker, '/console/account');
  const devices = here.page.getByRole('region', { name: '登录的设备' }).getByRole('listitem');
  const other = devices.filter({ hasText: 'Chrome' }).filter({ hasNotText: '当前设备' });
  await other.getByRole('button', { name: '退出' }).click();
  await other.waitFor({ state: 'hidden' });
  await forgotten.page.reload();
  await forgotten.page.getByRole('heading', { name: '工作人员登录' }).waitFor();
  expect(here.faults).toEqual([]);
});

test('a figure opens the matters it counts, and the table is exported', async () => {
  const operator = await desk(await ofCentre('operator', '受理员庚'));
  await registered(operator, { typeCode: 'B0502', title: '店铺占用疏散通道' });
  const leader = await desk(await ofCentre('leader', '领导己'), '/console/statistics');
  const { page } = leader;
  await page.getByRole('button', { name: /^合计: 登记/ }).click();
  await page.getByRole('dialog').getByRole('link').first().waitFor();
  await look(leader, 'admin 15 counted');
  await page.getByRole('button', { name: '返回统计表' }).click();
  await look(leader, 'admin 16 statistics', everySize);
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: '导出 CSV' }).click();
  const text = String(await readFile(await (await saved).path()));
  expect(text.split(',').slice(0, 3)).toEqual(['\uFEFF代码', '分组', '登记']);
  expect(text.trim().split('\n').length).toBeGreaterThan(1);
  expect(leader.faults).toEqual([]);
});
