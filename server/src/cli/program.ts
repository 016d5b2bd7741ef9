import { Command, Option } from 'commander';
import type { Text } from '@heliu/contract/text';
import type { Cli } from './cli.ts';
import { exportCommand, restoreCommand } from './backup/command.ts';
import { cityCommand } from './city/command.ts';
import { devCommand } from './dev/command.ts';
import { initCommand } from './init/command.ts';
import { dueCommand } from './due.ts';
import { importCommand } from './import.ts';
import { locateCommand } from './locate.ts';
import { migrateCommand } from './migrate.ts';
import { upkeepCommand } from './upkeep.ts';
import { userCommand } from './user/command.ts';
import { startCommand } from './start/command.ts';

const titles: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Global Options:': '通用选项：',
  'Commands:': '命令：',
};

/** The whole command line. Its texts follow the language of the terminal. */
export function createProgram(cli: Cli): Command {
  const program = new Command('heliu');
  const { language } = cli;
  program
    .description(
      say(cli, {
        zh: '合流：区域治理平台。命令的结果写到标准输出，其余写到标准错误。',
        en: 'Heliu: an open platform for governing a district. Results go to standard output, all else to standard error.',
      }),
    )
    .addOption(
      new Option(
        '--lang <language>',
        say(cli, { zh: '命令行语言', en: 'language of the command line' }),
      ).choices(['zh', 'en']),
    )
    .addOption(
      new Option(
        '--env-file <file>',
        say(cli, {
          zh: '从文件读取设置；环境变量优先',
          en: 'read settings from a file; environment variables win',
        }),
      ),
    )
    .helpOption('-h, --help', say(cli, { zh: '显示帮助', en: 'show this help' }))
    .helpCommand(false)
    .addHelpText('after', `\n${say(cli, exitCodeHelp)}`)
    .configureHelp({
      showGlobalOptions: true,
      styleTitle: (title) => (language === 'zh' ? (titles[title] ?? title) : title),
    })
    .configureOutput({
      writeOut: (text) => cli.terminal.print(text.trimEnd()),
      writeErr: (text) => cli.terminal.tell({ zh: text.trimEnd(), en: text.trimEnd() }),
    })
    .showSuggestionAfterError()
    .exitOverride();
  for (const command of [
    startCommand(cli),
    initCommand(cli),
    migrateCommand(cli),
    cityCommand(cli),
    dueCommand(cli),
    locateCommand(cli),
    importCommand(cli),
    exportCommand(cli),
    restoreCommand(cli),
    userCommand(cli),
    upkeepCommand(cli),
    devCommand(cli),
  ])
    adopt(program, command);
  return program;
}

const exitCodeHelp: Text = {
  zh: '退出码：0 完成；1 被拒绝或失败；2 用法或配置有误。',
  en: 'Exit codes: 0 done; 1 refused or failed; 2 wrong usage or configuration.',
};

function adopt(parent: Command, command: Command): void {
  inherit(parent, command);
  parent.addCommand(command);
}

function inherit(parent: Command, command: Command): void {
  command.copyInheritedSettings(parent);
  for (const child of command.commands) inherit(command, child);
}

const say = (cli: Cli, text: Text): string => text[cli.language];
