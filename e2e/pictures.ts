// Draws the pictures of README.md anew, from a demo that runs and has loaded its month:
//   node e2e/pictures.ts http://localhost:8080 [name …]
import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { launch, type Screen, screens } from './chromium.ts';

const folder = fileURLToPath(new URL('../docs/images/', import.meta.url));
const maxBytes = 250_000;
const password = 'heliu-demo-2026';

type Language = 'zh' | 'en';

interface Picture {
  readonly name: string;
  readonly screen: Screen;
  readonly login?: string;
  readonly path: string;
  /** There once the page has its data. */
  readonly ready: string;
  /** There is a map on it, whose tiles have to arrive. */
  readonly map?: true;
  /** Brings the page to what is worth seeing. */
  readonly pose?: (page: Page, language: Language) => Promise<void>;
}

const rows = 'tbody a';
const operator = 'operator-500117001-1';

const pictures: readonly Picture[] = [
  { name: 'queue', screen: 'desk', login: operator, path: '/console/matters?queue=area', ready: rows },
  {
    name: 'matter',
    screen: 'desk',
    login: operator,
    path: '/console/matters?queue=area&stage=handling&light=yellow',
    ready: rows,
    map: true,
    pose: async (page) => {
      await page.locator('tbody a').first().click();
      await page.locator('details summary').first().click();
      await page.locator('canvas').waitFor();
    },
  },
  {
    name: 'map',
    screen: 'desk',
    login: 'supervisor-1',
    path: '/console/map',
    ready: 'canvas',
    map: true,
    pose: (page) => page.getByText(/视野内|in view/).waitFor(),
  },
  {
    name: 'statistics',
    screen: 'desk',
    login: 'leader-1',
    path: '/console/statistics',
    ready: 'tbody tr.ant-table-row',
  },
  {
    name: 'report',
    screen: 'phone',
    path: '/report',
    ready: 'main li button',
    pose: async (page, language) => {
      await page.getByRole('searchbox').fill({ zh: '路灯', en: 'street lamp' }[language]);
      await page.getByRole('main').locator('li button').first().waitFor();
    },
  },
];

async function draw(browser: Browser, address: string, picture: Picture, language: Language): Promise<void> {
  const context = await browser.newContext({
    baseURL: address,
    viewport: screens[picture.screen],
    locale: { zh: 'zh-CN', en: 'en-GB' }[language],
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  if (picture.login !== undefined) {
    await page.goto('/console/sign-in');
    const [login, secret] = { zh: ['登录名', '密码'], en: ['Login', 'Password'] }[language] as [
      string,
      string,
    ];
    await page.getByLabel(login, { exact: true }).fill(picture.login);
    await page.getByLabel(secret, { exact: true }).fill(password);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
    // The account's own language, once signed in, comes before the browser's.
    await page.request.put('/api/me/language', {
      headers: { 'x-requested-with': 'heliu' },
      data: { commandId: randomUUID(), language },
    });
  }
  const tiles =
    picture.map && page.waitForResponse((reply) => reply.url().includes('/api/map/tiles/') && reply.ok());
  await page.goto(picture.path, { waitUntil: 'networkidle' });
  await page.locator(picture.ready).first().waitFor();
  await picture.pose?.(page, language);
  await tiles;
  const drawn = await sharp(await atRest(page))
    .png({ palette: true, effort: 10, compressionLevel: 9 })
    .toBuffer({ resolveWithObject: true });
  await context.close();
  const file = `${picture.name}.${language}.png`;
  if (drawn.info.size > maxBytes)
    throw new Error(`${file} has ${drawn.info.size} bytes, more than ${maxBytes}`);
  await writeFile(join(folder, file), drawn.data);
  process.stdout.write(`${file} ${Math.round(drawn.info.size / 1000)} kB\n`);
}

/** Taken again until nothing moves any more: tiles are drawn some time after they have come. */
async function atRest(page: Page): Promise<Buffer> {
  for (let before = await page.screenshot(); ;) {
    await page.waitForTimeout(2_000);
    const now = await page.screenshot();
    if (now.equals(before)) return now;
    before = now;
  }
}

const [address, ...names] = process.argv.slice(2);
if (address === undefined) {
  process.stderr.write('Usage: node e2e/pictures.ts http://localhost:8080 [name …]\n');
  process.exit(2);
}
await mkdir(folder, { recursive: true });
const browser = await launch();
try {
  for (const picture of pictures.filter(({ name }) => names.length === 0 || names.includes(name))) {
    for (const language of ['zh', 'en'] as const) await draw(browser, address, picture, language);
  }
} finally {
  await browser.close();
}
