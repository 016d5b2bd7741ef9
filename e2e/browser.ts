import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { inject, onTestFinished } from 'vitest';
import { launch, type Screen, screens } from './chromium.ts';

const shots = fileURLToPath(new URL('out/', import.meta.url));

type Language = 'zh' | 'en';

export interface VisitOptions {
  readonly screen?: Screen;
  readonly language?: Language;
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
  { screen = 'desk', language = 'zh' }: VisitOptions = {},
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
  const page = await context.newPage();
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') await pictureOf(page, `failed ${new URL(page.url()).pathname}`);
    await context.close();
  });
  const faults = faultsOf(page);
  await page.goto(path, { waitUntil: 'networkidle' });
  await page.getByRole('heading').first().waitFor();
  return {
    page,
    faults,
    axe: () => axeOf(page),
    picture: (name) => pictureOf(page, name),
  };
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
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

async function pictureOf(page: Page, name: string): Promise<void> {
  await mkdir(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name.replaceAll('/', ' ')}.png`) });
}
