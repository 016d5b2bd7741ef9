import type { App } from '../../app.ts';
import { type DemoAccount, demoAccounts, demoSize, ensureDemoAccounts, loadDemo } from '../../demo/index.ts';
import type { Config } from '../../kernel/config.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { outboxOf } from '../../kernel/mail.ts';
import type { Terminal } from '../terminal.ts';

/** Makes the demo's accounts before the first page is served. @returns those worth printing. */
export async function ensureDemo(kernel: Kernel, app: App, terminal: Terminal): Promise<DemoAccount[]> {
  const city = app.capabilities.city.findCurrent();
  if (!kernel.config.demo || city === undefined) return [];
  const made = await ensureDemoAccounts(kernel, city);
  if (made > 0) terminal.tell({ zh: `已建立 ${made} 个演示账号`, en: `Made ${made} demo accounts` });
  return demoAccounts(city);
}

export function tellDemoAccounts(accounts: readonly DemoAccount[], config: Config, terminal: Terminal): void {
  if (accounts.length === 0) return;
  const password = accounts[0]?.password ?? '';
  terminal.tell({
    zh: `\n演示账号（密码均为 ${password}）：`,
    en: `\nDemo accounts (password ${password}):`,
  });
  for (const { login, label } of accounts) {
    terminal.tell({ zh: `  ${login.padEnd(28)}${label.zh}`, en: `  ${login.padEnd(28)}${label.en}` });
  }
  if (config.smtpUrl !== undefined) return;
  const outbox = outboxOf(config);
  terminal.tell({
    zh: `没有配置邮件服务，注册和找回密码的邮件写入 ${outbox}/*.eml。`,
    en: `There is no mail server: mails for signing up and recovery are written to ${outbox}/*.eml.`,
  });
}

/** Loads the demo's month of matters behind the pages that are already served; the next start goes on where it stopped. */
export async function loadDemoBehind(
  kernel: Kernel,
  app: App,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<void> {
  const city = app.capabilities.city.findCurrent();
  if (!kernel.config.demo || city === undefined) return;
  const wanted = demoSize.days * demoSize.perDay;
  const loaded = await kernel.db
    .selectFrom('demo.days')
    .select(({ fn }) => fn.sum<string>('matters').as('matters'))
    .executeTakeFirst();
  if (Number(loaded?.matters ?? 0) >= wanted) return;
  const step = terminal.step({ zh: '装载 30 天的演示事项', en: 'Loading 30 days of demo matters' });
  try {
    const { matters, total } = await loadDemo(
      kernel,
      city,
      demoSize,
      (progress) => step.at(progress.matters, progress.total),
      signal,
    );
    if (matters < total) step.failed();
    else step.done();
  } catch (error) {
    step.failed();
    kernel.log.error('the demo matters did not load; the next start goes on', { error });
  }
}
