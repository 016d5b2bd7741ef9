import type { Page } from 'playwright-core';

/** The day is on the phone once its lists are read and its pages come from the service worker. */
export async function readDay(page: Page, titles: readonly (string | RegExp)[]): Promise<void> {
  for (const title of titles) await page.getByRole('link', { name: title }).first().waitFor();
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  await page.waitForFunction('navigator.serviceWorker.controller !== null');
  await page.getByRole('button', { name: '刷新' }).waitFor();
}

/** Takes the network away, and waits until the app says so. */
export async function goOffline(page: Page): Promise<void> {
  await page.context().setOffline(true);
  await page.getByText('没有网络。照常填写，恢复后自动发出。').waitFor();
}

/** Everything that waited has arrived, as the outbox tells it. */
export async function comeBack(page: Page, sent: number): Promise<void> {
  await page.context().setOffline(false);
  await page.getByRole('link', { name: /^发件箱/ }).click();
  await page.getByText(`已送达（${sent}）`).waitFor();
}

/** A photo put into the form of the field app, where its name stands until it is sent. */
export async function attachPhoto(
  page: Page,
  file: { name: string; mimeType: string; buffer: Buffer },
): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('listitem').filter({ hasText: '.jpg' }).first().waitFor();
}
