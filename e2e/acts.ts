import type { Visit } from './browser.ts';
import { act, attach, choose, picked, seen } from './desk.ts';
import { look } from './look.ts';

/** A unit tells what it did, with a picture of the result. */
export async function feedBack(department: Visit, words: string, then = '核查中'): Promise<void> {
  await act(department, '反馈结果', async (drawer) => {
    await picked(drawer, '已解决');
    await drawer.getByLabel('说明（内部）').fill(words);
    await attach(drawer);
  });
  await seen(department, then);
}

/** The check fails, and the rework is ordered in the same step. */
export async function sendBack(checker: Visit, shown?: string): Promise<void> {
  await act(checker, '核查', async (drawer) => {
    await picked(drawer, '未通过');
    await choose(drawer, '理由', '只解决了一部分');
    if (shown !== undefined) await look(checker, shown);
  });
  await seen(checker, '办理中');
}

/** The check passes, and closes in the same step. */
export async function passAndClose(checker: Visit, reply: string): Promise<void> {
  await act(checker, '核查', async (drawer) => {
    await picked(drawer, '通过');
    await picked(drawer, '已解决');
    await drawer.getByLabel('答复反映人').fill(reply);
  });
  await seen(checker, '已结案');
}

/** Whoever reported it says that it is solved, and how the service was. */
export async function rate({ page }: Visit): Promise<void> {
  const card = page.getByRole('region', { name: '评价结果' });
  await card.getByText('已解决', { exact: true }).click();
  await card.getByText('满意', { exact: true }).click();
  await card.getByRole('button', { name: '提交评价' }).click();
  await page
    .getByText(/谢谢您的评价|您的评价/)
    .first()
    .waitFor();
}
