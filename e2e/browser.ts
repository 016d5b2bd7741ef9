import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { inject, onTestFinished } from 'vitest';
import { launch, type Screen, screens } from './chromium.ts';

const shots = fileURLToPath(new URL('out/', import.meta.url));

export type Language = 'zh' | 'en';

/** What an account signs in with. */
export interface Login {
  readonly login: string;
  readonly password: string;
}

export interface VisitOptions {
  readonly screen?: Screen;
  readonly language?: Language;
  /** Signed in already when the page opens. */
  readonly as?: Login;
  /** Stays for every test of the file; it closes with the browser. */
  readonly kept?: true;
}

export interface Visit {
  readonly page: Page;
  /** What went wrong in the page itself: errors on its console, requests that got none or a server's fault. */
  readonly faults: readonly string[];
  /** Violations of WCAG 2.2 AA that axe sees, as `rule: where`. */
  axe(): Promise<string[]>;
  /** Keeps a picture in e2e/out. */
  picture(name: string): Promise<void>;
}

let running: Promise<Browser> | undefined;

export async function closeBrowser(): Promise<void> {
  await (await running)?.close();
  running = undefined;
}

/** Opens a page of the product in a browser without a past. Closes with the test. */
export async function visit(
  path: string,
  { screen = 'desk', language = 'zh', as, kept }: VisitOptions = {},
): Promise<Visit> {
  running ??= launch();
  const context = await (
    await running
  ).newContext({
    baseURL: inject('address'),
    viewport: screens[screen],
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(30_000);
  if (as !== undefined) await send(context, 'POST', '/api/session', as);
  const page = await context.newPage();
  if (kept === undefined) closeWithTest(page);
  const faults = faultsOf(page);
  await page.goto(path);
  await page.getByRole('heading').first().waitFor();
  return {
    page,
    faults,
    axe: () => axeOf(page),
    picture: (name) => pictureOf(page, name),
  };
}

/** What a test that failed was looking at is kept as a picture. */
function closeWithTest(page: Page): void {
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') await pictureOf(page, `failed ${new URL(page.url()).pathname}`);
    await page.context().close();
  });
}

/** Asks the server as whoever is signed in here, without a page. */
export async function send(
  { request }: Pick<BrowserContext, 'request'>,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body: object = {},
): Promise<Record<string, unknown>> {
  const data = method === 'GET' ? {} : { data: { commandId: randomUUID(), ...body } };
  const reply = await request.fetch(path, { method, headers: { 'x-requested-with': 'heliu' }, ...data });
  const text = await reply.text();
  if (!reply.ok()) throw new Error(`${method} ${path} was answered ${reply.status()}: ${text}`);
  return JSON.parse(text) as Record<string, unknown>;
}

function faultsOf(page: Page): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.status()}: ${response.url()}`);
  });
  return faults;
}

async function axeOf(page: Page): Promise<string[]> {
  // Run whole in the page: handing every node that passed on to a second page costs many times the looking.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ target }) => `${id} (${impact ?? 'minor'}): ${target.join(' ')}`),
  );
}

async function pictureOf(page: Page, name: string): Promise<void> {
  await mkdir(shots, { recursive: true });
  // A whole page is taken as it looks from its top; its header would lie across it otherwise.
  await page.evaluate('scrollTo(0, 0)');
  await page.screenshot({
    path: join(shots, `${name.replaceAll('/', ' ')}.png`),
    animations: 'disabled',
    fullPage: true,
  });
}
