import { afterAll, expect, test } from 'vitest';
import { closeBrowser, visit } from './browser.ts';
import { desk, ofCentre } from './people.ts';
import { screens } from './chromium.ts';

afterAll(closeBrowser);

const pages = [
  { name: 'residents', path: '/', screen: 'phone' },
  { name: 'residents on a wide screen', path: '/', screen: 'desk' },
  { name: 'staff', path: '/console', screen: 'desk' },
  { name: 'staff on a phone', path: '/console', screen: 'phone' },
] as const;

const cases = pages.flatMap((page) => (['zh', 'en'] as const).map((language) => ({ ...page, language })));

test.each(cases)('the front page for $name opens in $language', async ({ name, path, screen, language }) => {
  const { page, faults, axe, picture } = await visit(path, { screen, language });
  await picture(`front ${name} ${language}`);
  expect(await page.getByRole('heading').first().textContent()).toMatch(/\S/);
  expect(await page.locator('html').getAttribute('lang')).toMatch(language === 'zh' ? /^zh/ : /^en/);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
    screens[screen].width,
  );
  expect(await axe()).toEqual([]);
  expect(faults).toEqual([]);
});

test('an address that does not exist says so, and the way back works', async () => {
  const { page } = await desk(await ofCentre('operator', '受理员找错页'), '/console/no-such-page');
  await page.getByRole('navigation').getByRole('link', { name: '事项' }).first().waitFor();
  await page.getByRole('heading', { name: '没有这个页面' }).waitFor();
  await page.getByRole('main').getByRole('link', { name: '回到首页' }).click();
  await expect.poll(() => new URL(page.url()).pathname).toBe('/console/matters');
});

test('so does one outside the apps, while programs get a problem document', async () => {
  const { page } = await visit('/no-such-page');
  const program = await page.request.get('/no-such-page', { headers: { accept: 'application/json' } });
  expect([program.status(), program.headers()['content-type']]).toEqual([
    404,
    expect.stringContaining('json'),
  ]);
  expect((await page.request.get('/api/nothing', { headers: { accept: 'text/html' } })).status()).toBe(404);
  await page.getByRole('link', { name: '回到首页' }).click();
  expect(new URL(page.url()).pathname).toBe('/r/');
});
