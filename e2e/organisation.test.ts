import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { feedBack, passAndClose } from './acts.ts';
import { closeBrowser, visit, type Visit } from './browser.ts';
import { act, choose, openMatter, photo, seen } from './desk.ts';
import { codeSentTo } from './gateway.ts';
import { everySize, look } from './look.ts';
import { desk, ofCentre, ofUnit, type Worker } from './people.ts';

afterAll(closeBrowser);

const name = '合川清泉食品有限公司';
const words = '厂门口的消防通道被货车长期占用，消防车进不来。';
const reply = '已划定禁停区并安装隔离桩，消防通道恢复畅通。';
const notice = '夏季用电安全提示';
const order = '报送冷库安全自查结果';

let operator: Worker;
let handler: Worker;
let verifier: Worker;

beforeAll(async () => {
  operator = await ofCentre('operator', '受理员兰溪');
  handler = await ofUnit('emergency', '应急局承办人程岩');
  verifier = await ofCentre('verifier', '核查员穆青');
});

const text = ({ page }: Visit, label: string): Locator =>
  page.getByRole('textbox', { name: label, exact: true });

/** A resident's account, by the code that comes to the telephone. */
async function signUp(boss: Visit): Promise<void> {
  const { page } = boss;
  await page.getByRole('link', { name: '登录或注册' }).click();
  await page.getByRole('link', { name: '注册新账号' }).click();
  await text(boss, '手机').fill('139 0013 9311');
  await page.getByRole('button', { name: '发送验证码' }).click();
  await text(boss, '收到的验证码').fill(await codeSentTo('+8613900139311'));
  await text(boss, '称呼').fill('周经理');
  await page.getByLabel('新密码').fill('apples under seven bridges');
  await page.getByRole('button', { name: '完成注册' }).click();
  await page.getByText('您还不代表任何单位').waitFor();
}

async function attachPhoto({ page }: Visit): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(await photo(page));
  await page.getByRole('list', { name: '照片和文件' }).getByRole('img').waitFor();
}

async function register(boss: Visit): Promise<void> {
  const { page } = boss;
  await page.getByRole('link', { name: '登记单位' }).click();
  await page.getByRole('button', { name: '提交核验' }).click();
  // Everything that is missing is told at once, and the page moves to the first of it.
  await page.getByText('请上传至少一份证明材料').waitFor();
  await page.locator('input[name=name]:focus').waitFor();
  await text(boss, '单位名称').fill(name);
  await text(boss, '统一社会信用代码').fill('91500117MA7E2E311B');
  await attachPhoto(boss);
  await page.getByRole('searchbox', { name: '所在地' }).fill('合阳城街道办事处');
  await page.getByRole('button', { name: /^合阳城街道办事处/ }).click();
  await page.getByText(/^已选：/).waitFor();
  await text(boss, '地址').fill('工业路 9 号');
  await text(boss, '联系人').fill('周经理');
  await text(boss, '联系电话').fill('023-42750001');
  await look(boss, 'organisation 01 register');
  await page.getByRole('button', { name: '提交核验' }).click();
  await page.getByText('等待所在地综治中心核验。').waitFor();
  await look(boss, 'organisation 02 waits');
}

/** The centre finds it among those that wait, looks at its paper, and says yes. */
async function verify(office: Visit): Promise<void> {
  const { page } = office;
  await page.goto('/console/organisations?toVerify=true');
  await page.getByRole('link', { name }).click();
  await page.getByRole('heading', { name }).waitFor();
  await page.getByRole('region', { name: /^待核验的申请/ }).waitFor();
  await look(office, 'organisation 03 verify', everySize);
  await page.getByRole('button', { name: '核验通过' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '核验通过' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await seen(office, '已核验');
}

/** Three steps as for everybody, in the name of the enterprise. */
async function demand(boss: Visit): Promise<string> {
  const { page } = boss;
  await page.reload();
  await page.getByRole('button', { name: '以单位名义反映诉求' }).click();
  await page.getByLabel('用几个字说说').fill('消防隐患');
  await page.getByRole('button', { name: '安全隐患举报' }).click();
  await page.getByLabel('具体情况').fill(words);
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByLabel('按名称找地点').fill('合阳城街道办事处');
  await page.getByRole('button', { name: /^合阳城街道办事处/ }).click();
  await page.getByText('已选地点').waitFor();
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('region', { name: '以单位名义' }).getByText(name).waitFor();
  await look(boss, 'organisation 04 demand');
  await page.getByRole('button', { name: '提交' }).click();
  await page.getByRole('heading', { name: '已收到您的上报' }).waitFor();
  return page.getByRole('region', { name: '事项编号' }).locator('code').innerText();
}

/** The way of every matter: accepted, filed, dispatched, handled, checked, closed. */
async function handle(office: Visit, code: string): Promise<void> {
  await openMatter(office, code);
  await office.page.getByRole('link', { name }).first().waitFor();
  await act(office, '受理');
  await act(office, '立案');
  await act(office, '派遣', (drawer) => choose(drawer, '单位', 'emergency', '应急'));
  await seen(office, '已派遣');
  const department = await desk(handler);
  await openMatter(department, code);
  await act(department, '签收');
  await feedBack(department, '已会同街道安装隔离桩。');
  const checker = await desk(verifier);
  await openMatter(checker, code);
  await passAndClose(checker, reply);
  for (const one of [department, checker]) expect(one.faults).toEqual([]);
}

/** Sends a notice, or an order with the time that is proposed, to the enterprise alone. */
async function send(office: Visit, title: string, body: string, shown: string): Promise<void> {
  const { page } = office;
  await page.goto('/console/circulars');
  await page.getByRole('button', { name: '发送通知或任务' }).click();
  const drawer = page.getByRole('dialog');
  if (title === order) await drawer.getByRole('radio', { name: /^任务/ }).check();
  await drawer.getByRole('textbox', { name: '标题' }).fill(title);
  await drawer.getByRole('textbox', { name: '内容' }).fill(body);
  await drawer.getByRole('checkbox', { name: new RegExp(name) }).check();
  await look(office, shown, everySize);
  await drawer.getByRole('button', { name: '发送给 1 家' }).click();
  await page.getByRole('heading', { name: title }).waitFor();
}

/** Opens what the enterprise was sent, from its page. */
async function open({ page }: Visit, organisation: string, title: string): Promise<void> {
  await page.goto(organisation);
  await page.getByRole('link', { name: new RegExp(title) }).click();
  await page.getByRole('heading', { name: title }).waitFor();
}

async function answer(boss: Visit, said: string, no: number): Promise<void> {
  const { page } = boss;
  await text(boss, '答复内容').fill(said);
  await attachPhoto(boss);
  await page.getByRole('button', { name: '提交答复' }).click();
  await page.getByText(`第 ${no} 次答复`).waitFor();
}

/** The page of the order with what the enterprise answered beside it. */
async function opened({ page }: Visit): Promise<Locator> {
  await page.reload();
  await page.getByRole('button', { name }).click();
  const drawer = page.getByRole('dialog');
  await drawer
    .getByText(/第 \d 次答复/)
    .first()
    .waitFor();
  return drawer;
}

test('an enterprise registers and is verified, its demand is answered, and it answers an order until that is accepted', async () => {
  const boss = await visit('/r/organisations', { screen: 'phone' });
  await signUp(boss);
  await register(boss);
  const organisation = new URL(boss.page.url()).pathname;

  const office = await desk(operator);
  await verify(office);
  const code = await demand(boss);
  await handle(office, code);
  await boss.page.goto(organisation);
  await boss.page.getByRole('region', { name: '我们的诉求' }).getByRole('link').first().click();
  await boss.page.getByText(reply).first().waitFor();
  await look(boss, 'organisation 05 answered');

  await send(office, notice, '请检查老旧线路，避免超负荷用电。', 'organisation 06 notice');
  await open(boss, organisation, notice);
  await boss.page.getByText('已读', { exact: true }).first().waitFor();
  await send(office, order, '请自查冷库的用电和氨气报警，附照片答复。', 'organisation 07 order');
  await open(boss, organisation, order);
  await boss.page.getByRole('button', { name: '确认收到' }).click();
  await boss.page.getByText('已确认', { exact: true }).first().waitFor();
  await answer(boss, '已自查两间冷库，线路完好。', 1);
  await look(boss, 'organisation 08 answer');

  const first = await opened(office);
  await first.getByRole('textbox', { name: /^审核意见/ }).fill('请补充氨气报警器的检测记录。');
  await look(office, 'organisation 09 judge', everySize);
  await first.getByRole('button', { name: /^退\s*回$/ }).click();
  await first.getByText('已退回', { exact: true }).first().waitFor();
  await boss.page.reload();
  await boss.page.getByText('请补充氨气报警器的检测记录。').waitFor();
  await answer(boss, '报警器上月检测合格，记录见照片。', 2);
  const second = await opened(office);
  await second.getByRole('button', { name: /^通\s*过$/ }).click();
  await second.getByText('已通过', { exact: true }).first().waitFor();
  await boss.page.goto(organisation);
  await boss.page.getByText('已通过', { exact: true }).first().waitFor();
  await look(boss, 'organisation 10 home');
  for (const one of [boss, office]) expect(one.faults).toEqual([]);
});
