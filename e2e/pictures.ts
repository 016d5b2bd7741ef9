// Draws the pictures of README.md and the guides anew, from a demo that runs and has loaded its month:
//   node e2e/pictures.ts http://localhost:8080 [name …]
import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { launch, type Screen, screens } from './chromium.ts';

const folder = fileURLToPath(new URL('../docs/images/', import.meta.url));
const maxBytes = 150_000;
const password = 'heliu-demo-2026';

type Language = 'zh' | 'en';

interface Picture {
  readonly name: string;
  readonly languages: readonly Language[];
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

const operator = 'operator-500117001-1';
const both = ['zh', 'en'] as const;

const pictures: readonly Picture[] = [
  {
    name: 'queue',
    languages: both,
    screen: 'desk',
    login: operator,
    path: '/console/matters?queue=area',
    ready: 'tbody a',
  },
  {
    name: 'matter',
    languages: both,
    screen: 'desk',
    login: operator,
    path: '/console/matters?queue=area&stage=handling&light=yellow',
    ready: 'tbody a',
    map: true,
    pose: async (page) => {
      await page.locator('tbody a').first().click();
      await page
        .getByRole('region', { name: /^(时限|Clocks)$/ })
        .locator('summary')
        .first()
        .click();
      await page.locator('canvas').waitFor();
    },
  },
  {
    name: 'register',
    languages: ['zh'],
    screen: 'desk',
    login: operator,
    path: '/console/matters?queue=area&sort=newest',
    ready: 'tbody a',
    pose: registerAgain,
  },
  {
    name: 'map',
    languages: ['zh'],
    screen: 'desk',
    login: 'supervisor-1',
    path: '/console/map',
    ready: 'canvas',
    map: true,
    pose: async (page) => {
      const search = page.getByRole('combobox', { name: '查找地点' });
      await search.fill('钱塘镇');
      await page.locator('.ant-select-item-option-active').filter({ hasText: '钱塘镇' }).waitFor();
      await search.press('Enter');
      await page.getByRole('heading', { name: /钱塘镇/ }).waitFor();
      await page.getByText('视野内').waitFor();
    },
  },
  {
    name: 'statistics',
    languages: ['zh'],
    screen: 'desk',
    login: 'leader-1',
    path: '/console/statistics',
    ready: 'tbody tr.ant-table-row',
  },
  {
    name: 'people',
    languages: ['en'],
    screen: 'desk',
    login: 'administrator-1',
    path: '/console/people/accounts',
    ready: 'tbody a',
  },
  { name: 'report', languages: ['zh'], screen: 'phone', path: '/', ready: 'main li a', pose: toPlace },
  {
    name: 'receipt',
    languages: ['en'],
    screen: 'phone',
    path: '/',
    ready: 'main li a',
    pose: async (page, language) => {
      await toPlace(page, language);
      await page.getByRole('main').locator('button[type=submit]').click();
      await page.getByRole('main').locator('input[type=tel]').waitFor();
      await page.getByRole('main').locator('button[type=submit]').click();
      await page.getByRole('main').getByRole('img').first().waitFor();
    },
  },
];

/** The call about something that is known: the type and the place of a matter that is open. */
async function registerAgain(page: Page): Promise<void> {
  const { rows } = (await (
    await page.request.get('/api/matters?queue=area&sort=newest&state=open&limit=50')
  ).json()) as { rows: { title: string; typeCode: string; address: string | null }[] };
  // What people call about, not what they come to the desk with.
  const known = rows.find(({ address, typeCode }) => address !== null && /^[EG]0[134]/.test(typeCode));
  if (known?.address == null) throw new Error('The demo has no open matter with an address');
  await page.goto('/console/register');
  await page.getByLabel('标题').fill(known.title);
  await page.getByText('可能是：').getByRole('button').first().click();
  const search = page.getByRole('combobox', { name: '搜索地点、网格编码或曾用地址' });
  await search.fill(known.address);
  await page.locator('.ant-select-item-option-active').filter({ hasText: known.address }).waitFor();
  await search.press('Enter');
  await page.getByRole('region', { name: '可能重复' }).getByRole('link').first().waitFor();
  await page.evaluate('document.activeElement.blur(); scrollTo(0, 0)');
}

/** A report up to its second step. */
async function toPlace(page: Page, language: Language): Promise<void> {
  const words = {
    zh: { lamp: '路灯', text: '学府路第三根灯杆，三天没有亮，晚上看不清台阶。', place: '合阳城街道办事处' },
    en: {
      lamp: 'street lamp',
      text: 'The third lamp on Xuefu Road has been out for three days.',
      place: 'Heyangcheng Subdistrict Office',
    },
  }[language];
  const main = page.getByRole('main');
  await main.locator('li a').first().click();
  await page.getByRole('searchbox').fill(words.lamp);
  await main.locator('li button').first().click();
  await main.locator('textarea').fill(words.text);
  await main.locator('button[type=submit]').click();
  await page.getByRole('searchbox').fill(words.place);
  await main.locator('li button').filter({ hasText: words.place }).click();
  await page
    .getByText(/牟山社区第|Grid 0/)
    .first()
    .waitFor();
  await page.evaluate('document.activeElement.blur(); scrollTo(0, 0)');
}

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
    .webp({ quality: 82, effort: 6, smartSubsample: true })
    .toBuffer({ resolveWithObject: true });
  await context.close();
  const file = `${picture.name}.${language}.webp`;
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
    for (const language of picture.languages) await draw(browser, address, picture, language);
  }
} finally {
  await browser.close();
}
