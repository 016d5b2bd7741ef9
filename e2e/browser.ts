import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import { inject, onTestFinished } from 'vitest';

const shots = fileURLToPath(new URL('out/', import.meta.url));

export const screens = {
  phone: { width: 390, height: 844 },
  desk: { width: 1440, height: 900 },
} as const;

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

/** Debian's Chromium; as root it has no sandbox to run in. */
function browser(): Promise<Browser> {
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  running ??= chromium.launch({ executablePath: '/usr/bin/chromium', args });
  return running;
}

export async function closeBrowser(): Promise<void> {
  await (await running)?.close();
  running = undefined;
}

/** Opens a page of the product in a browser without a past. Closes with the test. */
export async function visit(
  path: string,
  { screen = 'desk', language = 'zh' }: { screen?: keyof typeof screens; language?: 'zh' | 'en' } = {},
): Promise<Visit> {
  const context = await (
    await browser()
  ).newContext({
    baseURL: inject('address'),
    viewport: screens[screen],
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(10_000);
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.status()}: ${response.url()}`);
  });
  await page.goto(path, { waitUntil: 'networkidle' });
  await page.getByRole('heading').first().waitFor();
  return {
    page,
    faults,
    axe: async () => {
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
        .analyze();
      return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
    },
    picture: async (name) => {
      await mkdir(shots, { recursive: true });
      await page.screenshot({ path: join(shots, `${name}.png`) });
    },
  };
}
