import { afterAll, beforeAll, expect, test } from 'vitest';
import { feedBack, passAndClose, rate, sendBack } from './acts.ts';
import { closeBrowser, visit, type Visit } from './browser.ts';
import { act, choose, openMatter, photo, seen } from './desk.ts';
import { everySize, look } from './look.ts';
import { atDesk, desk, ofCentre, ofUnit, signIn, type Worker } from './people.ts';

afterAll(closeBrowser);

const title = '安全隐患举报';
const words = '市场后门的消防通道堆满纸箱，安全出口被锁住。';

let operator: Worker;
let handler: Worker;
let verifier: Worker;

beforeAll(async () => {
  operator = await ofCentre('operator', '受理员甲');
  verifier = await ofCentre('verifier', '核查员丙');
  handler = await ofUnit('emergency', '应急局承办人乙');
});

interface Receipt {
  readonly code: string;
  readonly receiptCode: string;
}

/** Three short steps on a phone, with a photo and a place found by its name. */
async function report(resident: Visit): Promise<Receipt> {
  const { page } = resident;
  await look(resident, 'loop 01 home');
  await page.getByRole('link', { name: /我要上报/ }).click();
  await page.getByLabel('用几个字说说').fill('消防隐患');
  await page.getByRole('button', { name: title }).click();
  await page.getByLabel('具体情况').fill(words);
  await look(resident, 'loop 02 what');
  await page.getByRole('button', { name: '下一步' }).click();
  await page.locator('input[type=file]').setInputFiles(await photo(page));
  await page.getByRole('list', { name: '照片和文件' }).getByRole('img').waitFor();
  await page.getByLabel('按名称找地点').fill('合阳城街道办事处');
  await page.getByRole('button', { name: /^合阳城街道办事处/ }).click();
  await page.getByText('已选地点').waitFor();
  await look(resident, 'loop 03 where');
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByText(words).waitFor();
  await look(resident, 'loop 04 confirm');
  await page.getByRole('button', { name: '提交' }).click();
  await page.getByRole('heading', { name: '已收到您的上报' }).waitFor();
  await look(resident, 'loop 05 receipt');
  const codeIn = (card: string) => page.getByRole('region', { name: card }).locator('code').innerText();
  return { code: await codeIn('事项编号'), receiptCode: await codeIn('回执码') };
}

async function openOwn({ page }: Visit, { code, receiptCode }: Receipt): Promise<void> {
  await page.getByRole('link', { name: '我的上报' }).last().click();
  await page.getByRole('textbox', { name: '事项编号' }).fill(code);
  await page.getByRole('textbox', { name: '回执码' }).fill(receiptCode);
  await page.getByRole('button', { name: '打开', exact: true }).click();
  await page.getByRole('heading', { name: '办理过程' }).waitFor();
}

async function dispute({ page }: Visit): Promise<void> {
  await page.getByRole('button', { name: '申请重新办理' }).click();
  await page.getByText('问题再次出现', { exact: true }).click();
  await page.getByRole('button', { name: '提交申请' }).click();
  await page.getByText('重新办理', { exact: true }).first().waitFor();
}

test('a report goes round: accepted, filed, dispatched, handled, sent back, handled, closed, disputed, closed, rated', async () => {
  const resident = await visit('/', { screen: 'phone' });
  const receipt = await report(resident);

  const centre = await visit('/console');
  await look(centre, 'loop 06 sign in');
  await signIn(centre, operator);
  await atDesk(centre);
  await centre.page.getByRole('tab', { name: '辖区' }).click();
  await centre.page
    .getByRole('link', { name: /消防通道堆满纸箱/ })
    .first()
    .waitFor();
  await look(centre, 'loop 07 queue', everySize);
  await openMatter(centre, receipt.code);
  await act(centre, '受理');
  await act(centre, '立案');
  await act(centre, '派遣', async (drawer) => {
    await choose(drawer, '单位', 'emergency', '应急');
    await look(centre, 'loop 08 dispatch');
    const limit = drawer.getByLabel('时限', { exact: true });
    await limit.fill('-3');
    await drawer.getByRole('button', { name: '派遣' }).click();
    await drawer.getByText('请填写 1 到 10000 的整数。').waitFor();
    await limit.fill('');
  });
  await seen(centre, '已派遣');

  const department = await desk(handler);
  await openMatter(department, receipt.code);
  await act(department, '签收');
  await feedBack(department, '已责令清理，通道恢复。');

  const checker = await desk(verifier);
  await openMatter(checker, receipt.code);
  await sendBack(checker, 'loop 09 check');
  await openMatter(department, receipt.code);
  await feedBack(department, '安全出口的锁也已拆除。');
  await openMatter(checker, receipt.code);
  await passAndClose(checker, '消防通道已清理，安全出口保持畅通。');

  await openOwn(resident, receipt);
  await resident.page.getByText('消防通道已清理').waitFor();
  await look(resident, 'loop 10 own report');
  await dispute(resident);

  await openMatter(department, receipt.code);
  await act(department, '签收');
  await feedBack(department, '增派巡查，通道再次清空。');
  await openMatter(checker, receipt.code);
  await passAndClose(checker, '通道已再次清空，物业每日巡查。');
  await openOwn(resident, receipt);
  await resident.page.getByText('物业每日巡查').waitFor();
  await rate(resident);
  await openMatter(centre, receipt.code);
  await look(centre, 'loop 11 closed matter', everySize);
  for (const one of [resident, centre, department, checker]) expect(one.faults).toEqual([]);
});
