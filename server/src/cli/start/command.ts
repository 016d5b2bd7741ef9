import type { Command } from 'commander';
import { configTable } from '../../kernel/config.ts';
import type { Cli } from '../cli.ts';
import { leaf } from '../leaf.ts';
import { readSettings } from '../settings.ts';
import { serve } from './serve.ts';

export function startCommand(cli: Cli): Command {
  return leaf(cli, 'start', {
    zh: '启动服务，直到收到停止信号（Ctrl-C、SIGTERM）',
    en: 'serve until told to stop (Ctrl-C, SIGTERM)',
  })
    .addHelpText('after', () => `\n${settingsHelp(cli)}`)
    .action(async (options: { json?: boolean }) => {
      await serve(readSettings(cli), cli.terminal, { json: options.json === true });
    });
}

function settingsHelp(cli: Cli): string {
  const title = { zh: '环境变量：', en: 'Environment:' }[cli.language];
  const rows = configTable().map(({ name, description, fallback }) => {
    const shown = fallback === '' ? '' : ` [${fallback}]`;
    return `  ${name.padEnd(26)}${description}${shown}`;
  });
  return [title, ...rows].join('\n');
}
