import type { Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import type { Language, Visit } from './browser.ts';
import { type Screen, screens } from './chromium.ts';

/** Pages of the console that people stay on are looked at on a tablet too. */
export const everySize: readonly Screen[] = ['phone', 'tablet', 'desk'];

/** Seen each time, with axe, which takes longer than all the rest: both languages and both ways to lay a page out. */
const always: Readonly<Record<Language, Screen>> = { zh: 'phone', en: 'desk' };

/**
 * Looks at a page as it stands, and leaves it as it was: nothing may reach beyond the screen, axe may find nothing, and
 * a picture of each is kept. `E2E_LOOK=all` looks at every size in both languages. What is found is told at the end of
 * the test, so that a journey goes on.
 */
export async function look(
  one: Visit,
  name: string,
  on: readonly Screen[] = ['phone', 'desk'],
): Promise<void> {
  const { page } = one;
  const before = page.viewportSize();
  for (const language of ['zh', 'en'] as const) {
    await speak(page, language);
    for (const screen of inject('lookAtAll') ? on : [always[language]]) {
      const shown = `${name} ${language} ${screen}`;
      await page.setViewportSize(screens[screen]);
      await settled(page);
      await one.picture(shown);
      const width = await page.evaluate('document.documentElement.scrollWidth');
      expect.soft(width, `${shown}: width`).toBeLessThanOrEqual(screens[screen].width);
      if (language === 'zh') expect.soft(await spoken(page), `${shown}: read out in English`).toEqual([]);
      if (always[language] === screen) expect.soft(await lasting(one), `${shown}: axe`).toEqual([]);
    }
  }
  await speak(page, 'zh');
  if (before !== null) await page.setViewportSize(before);
  await settled(page);
}

/**
 * What the component library would have read out in English: its pictures by their names (those within a button are not,
 * by its role) and the steppers of a number field.
 */
const spoken = (page: Page): Promise<string[]> =>
  page
    .locator(
      '.anticon[aria-label]:not([aria-hidden=true], [aria-hidden=true] *, button *, [role=button] *), .ant-input-number-action',
    )
    .filter({ visible: true })
    .evaluateAll((icons: { ariaLabel: string }[]) => icons.map(({ ariaLabel }) => ariaLabel));

/** What axe finds wherever the page is scrolled to: a bar that stays in sight lies over half a button as it happens. */
async function lasting({ page, axe }: Visit): Promise<string[]> {
  const found = await axe();
  if (found.length === 0) return found;
  await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
  const atTheEnd = await axe();
  await page.evaluate('scrollTo(0, 0)');
  return found.filter((one) => atTheEnd.includes(one));
}

/** The language is chosen in another window of the same browser, which leaves what is filled in here. */
async function speak(page: Page, language: Language): Promise<void> {
  const change = `{ key: 'heliu.language', newValue: '${language}' }`;
  await page.evaluate(`dispatchEvent(new StorageEvent('storage', ${change}))`);
  await page.locator(`html[lang^=${language}]`).waitFor();
}

/** Two frames: one for what the page does about its new size, one for what that brings about. */
async function settled(page: Page): Promise<void> {
  await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
  await page
    .locator('output[aria-label=正在加载], output[aria-label=Loading]')
    .first()
    .waitFor({ state: 'hidden' });
}
