import type { App } from '../../app.ts';
import {
  type DemoAccount,
  demoAccounts,
  type DemoReceipt,
  demoPerDay,
  demoReceipts,
  ensureDemoAccounts,
  isDemoLoaded,
  loadDemo,
} from '../../demo/index.ts';
import type { Config } from '../../kernel/config.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { outboxOf } from '../../kernel/mail.ts';
import type { Terminal } from '../terminal.ts';

/** What a newcomer can open the demo with. */
export interface DemoKeys {
  readonly accounts: readonly DemoAccount[];
  readonly receipts: readonly DemoReceipt[];
}

/** Makes the demo's accounts before the first page is served. @returns what is worth printing. */
export async function ensureDemo(kernel: Kernel, app: App, terminal: Terminal): Promise<DemoKeys> {
  const city = app.capabilities.city.findCurrent();
  if (!kernel.config.demo || city === undefined) return { accounts: [], receipts: [] };
  const made = await ensureDemoAccounts(kernel, city);
  if (made > 0) terminal.tell({ zh: `已建立 ${made} 个演示账号`, en: `Made ${made} demo accounts` });
  return { accounts: demoAccounts(city), receipts: demoReceipts(city) };
}

export function tellDemoKeys({ accounts, receipts }: DemoKeys, config: Config, terminal: Terminal): void {
  if (accounts.length === 0) return;
  const password = accounts[0]?.password ?? '';
  terminal.tell({
    zh: `\n演示账号（密码均为 ${password}）：`,
    en: `\nDemo accounts (password ${password}):`,
  });
  for (const { login, label } of accounts) {
    terminal.tell({ zh: `  ${login.padEnd(28)}${label.zh}`, en: `  ${login.padEnd(28)}${label.en}` });
  }
  terminal.tell({
    zh: '\n匿名上报（事项编号、回执码），在居民端“我的上报”中打开：',
    en: '\nAnonymous reports (number, receipt code), to be opened under My reports of the residents:',
  });
  for (const { code, receiptCode, label } of receipts) {
    const codes = `  ${code}  ${receiptCode}  `;
    terminal.tell({ zh: `${codes}${label.zh}`, en: `${codes}${label.en}` });
  }
  if (config.smtpUrl !== undefined) return;
  const outbox = outboxOf(config);
  terminal.tell({
    zh: `没有配置邮件服务，注册和找回密码的邮件写入 ${outbox}/*.eml。`,
    en: `There is no mail server: mails for signing up and recovery are written to ${outbox}/*.eml.`,
  });
}

/** Loads the demo's days of matters behind the pages that are already served; the next start goes on where it stopped. */
export async function loadDemoBehind(
  kernel: Kernel,
  app: App,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<void> {
  const city = app.capabilities.city.findCurrent();
  if (!kernel.config.demo || city === undefined) return;
  if (await isDemoLoaded(kernel)) return;
  const days = kernel.config.demoDays;
  const step = terminal.step({ zh: `装载 ${days} 天的演示事项`, en: `Loading ${days} days of demo matters` });
  try {
    const { matters, total } = await loadDemo(
      kernel,
      city,
      { days, perDay: demoPerDay },
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
