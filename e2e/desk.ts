import type { Locator } from 'playwright-core';
import type { Visit } from './browser.ts';

/** Finds a matter by its code, as somebody does who has it on the phone. */
export async function openMatter({ page }: Visit, code: string): Promise<void> {
  await page.goto('/console/matters?queue=all');
  await page.getByPlaceholder('标题、描述、地址或编号').fill(code);
  const row = page.locator('tbody tr, main li').filter({ hasText: code });
  await row.getByRole('link').click();
  await page.getByRole('region', { name: '流转记录' }).waitFor();
}

const bar = ({ page }: Visit): Locator => page.getByRole('region', { name: '可进行的操作' });

/** Opens the form of an act, fills it, sends it, and waits until it is done. */
export async function act(
  one: Visit,
  name: string,
  fill?: (drawer: Locator) => Promise<void>,
): Promise<void> {
  const { page } = one;
  const button = bar(one).getByRole('button', { name, exact: true });
  const more = bar(one).getByRole('button', { name: '其他操作' });
  await button.or(more).first().waitFor();
  if ((await button.count()) > 0) await button.click();
  else {
    await more.click();
    await page.getByRole('menuitem', { name, exact: true }).click();
  }
  const drawer = page.getByRole('dialog');
  const send = drawer.getByRole('button', { name, exact: true });
  await send.waitFor();
  await fill?.(drawer);
  await send.click();
  await drawer.waitFor({ state: 'hidden' });
}

/** Picks from a list that opens, by a part of what is looked for. */
export async function choose(form: Locator, label: string, part: string, shown = part): Promise<void> {
  const field = form.getByRole('combobox', { name: label, exact: true });
  await field.fill(part);
  const list = form.page().locator('.ant-select-dropdown:visible');
  await list.locator('.ant-select-item-option-active').filter({ hasText: shown }).waitFor();
  await field.press('Enter');
}

/** Presses one of the choices that lie side by side. */
export async function picked(form: Locator, name: string): Promise<void> {
  await form
    .locator('label')
    .filter({ hasText: new RegExp(`^${name}$`) })
    .click();
}

/** The mark of the stage beside the title. */
export async function seen({ page }: Visit, stage: string): Promise<void> {
  await page.getByRole('main').getByText(stage, { exact: true }).first().waitFor();
}
