import type { Locator, Page } from 'playwright-core';
import { vi } from 'vitest';
import type { Visit } from './browser.ts';
import type { Matter } from './matters.ts';

/** Finds a matter by its code, as somebody does who has it on the phone. */
export async function openMatter({ page }: Visit, code: string): Promise<void> {
  await page.goto('/console/matters?queue=all');
  const search = page.getByPlaceholder('标题、描述、地址或编号');
  await search.fill(code);
  await search.press('Enter');
  const row = page.locator('tbody tr, main li').filter({ hasText: code });
  await row.getByRole('link').click();
  await page.getByRole('region', { name: '流转记录' }).waitFor();
}

/** Opens a matter by its address, as a link sent by a colleague does. */
export async function turnTo({ page }: Visit, { matterId }: Matter): Promise<void> {
  await page.goto(`/console/matters/${matterId}`);
  await page.getByRole('region', { name: '流转记录' }).getByRole('listitem').first().waitFor();
}

const bar = ({ page }: Visit): Locator => page.getByRole('region', { name: '可进行的操作' });

/** Opens the form of an act, fills it, sends it, and waits until it is done. */
export async function act(
  one: Visit,
  name: string,
  fill?: (drawer: Locator) => Promise<void>,
): Promise<void> {
  const drawer = await openForm(one, name);
  await fill?.(drawer);
  await drawer.getByRole('button', { name: named(name) }).click();
  await drawer.waitFor({ state: 'hidden' });
}

/** An act on one of several orders says on which. */
const named = (act: string): RegExp => new RegExp(`^${act}( · 工单 \\d+)?$`);

/** The form of an act, from its button or from the menu of the others. */
export async function openForm(one: Visit, name: string): Promise<Locator> {
  const { page } = one;
  const button = bar(one).getByRole('button', { name: named(name) });
  const more = bar(one).getByRole('button', { name: '其他操作' });
  await button.or(more).first().waitFor();
  if ((await button.count()) > 0) await button.click();
  else {
    await chooseAct(more, named(name));
  }
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('button', { name: named(name) }).waitFor();
  return drawer;
}

/**
 * Lists and menus that have just opened move, or are replaced, under what presses: it is pressed again as long as it
 * does not go, which it does once it was chosen.
 */
export async function pressUntilGone(item: Locator, press: () => Promise<void>, gone = item): Promise<void> {
  await item.waitFor();
  await vi.waitFor(
    async () => {
      if (await item.isVisible()) await press();
      await gone.waitFor({ state: 'hidden', timeout: 3000 });
    },
    { timeout: 30_000, interval: 200 },
  );
}

const opened = (form: Locator): Locator => form.page().locator('.ant-select-dropdown:visible');

/** Picks from a list that opens, by a part of what is looked for. */
export async function choose(form: Locator, label: string, part: string, shown = part): Promise<void> {
  const field = form.getByRole('combobox', { name: label, exact: true });
  await field.fill(part);
  const list = opened(form);
  const active = list.locator('.ant-select-item-option-active').filter({ hasText: shown });
  await pressUntilGone(active, () => field.press('Enter'), list);
}

/** Picks from a short list that is not searched. One from which several are picked stays open. */
export async function chooseShown(form: Locator, label: string, name: string): Promise<void> {
  await form.getByRole('combobox', { name: label, exact: true }).click();
  const option = opened(form).locator('.ant-select-item-option:not(.ant-select-item-option-selected)');
  const wanted = option.filter({ hasText: name });
  await pressUntilGone(wanted, () => wanted.click({ timeout: 3000 }));
}

/** Picks from a menu that opens. */
export async function chooseAct(menu: Locator, name: string | RegExp): Promise<void> {
  await menu.click();
  const item = menu.page().getByRole('menuitem', { name });
  await pressUntilGone(item, () => item.click({ timeout: 3000 }));
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

/** A picture from the camera, put into the only field for files on the form. */
export async function attach(form: Locator): Promise<void> {
  await form.locator('input[type=file]').setInputFiles(await photo(form.page()));
  await form.getByRole('img').first().waitFor();
}

/** A real JPEG: what the camera would give. */
export async function photo(page: Page): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  return { name: '现场.jpg', mimeType: 'image/jpeg', buffer: await page.screenshot({ type: 'jpeg' }) };
}
