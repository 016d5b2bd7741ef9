import { Command, Option } from 'commander';
import type { Text } from '@heliu/contract/text';
import type { Cli } from './cli.ts';
import { usageText } from './usage.ts';

type Make = (cli: Cli) => Command;

/** Commands by name. A command line loads those it names, so that none waits for what the others need. */
const commands: Readonly<Record<string, () => Promise<Make>>> = {
  start: async () => (await import('./start/command.ts')).startCommand,
  init: async () => (await import('./init/command.ts')).initCommand,
  migrate: async () => (await import('./migrate.ts')).migrateCommand,
  city: async () => (await import('./city/command.ts')).cityCommand,
  due: async () => (await import('./due.ts')).dueCommand,
  locate: async () => (await import('./locate.ts')).locateCommand,
  import: async () => (await import('./import.ts')).importCommand,
  export: async () => (await import('./backup/command.ts')).exportCommand,
  restore: async () => (await import('./backup/command.ts')).restoreCommand,
  user: async () => (await import('./user/command.ts')).userCommand,
  key: async () => (await import('./key/command.ts')).keyCommand,
  upkeep: async () => (await import('./upkeep.ts')).upkeepCommand,
  statistics: async () => (await import('./statistics.ts')).statisticsCommand,
  dev: async () => (await import('./dev/command.ts')).devCommand,
};

/**
 * All of them where none is named: for the help, and to suggest one where a name is misspelt. Loaded one after the
 * other: Node 24 fails where CommonJS requires a module that another import is still loading.
 */
async function commandsFor(args: readonly string[]): Promise<Make[]> {
  const named = Object.entries(commands).filter(([name]) => args.includes(name));
  const makers: Make[] = [];
  for (const [, load] of named.length > 0 ? named : Object.entries(commands)) makers.push(await load());
  return makers;
}

const titles: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Global Options:': '通用选项：',
  'Commands:': '命令：',
};

/** The command line `args` is read by. Its texts follow the language of the terminal. */
export async function createProgram(cli: Cli, args: readonly string[]): Promise<Command> {
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
    .addHelpText('afterAll', `\n${say(cli, exitCodeHelp)}`)
    .configureHelp({
      showGlobalOptions: true,
      styleTitle: (title) => (language === 'zh' ? (titles[title] ?? title) : title),
    })
    .configureOutput({
      writeOut: (text) => cli.terminal.print(text.trimEnd()),
      writeErr: (text) =>
        cli.terminal.tell({ zh: usageText(text.trimEnd(), 'zh'), en: usageText(text.trimEnd(), 'en') }),
    })
    .showSuggestionAfterError()
    .exitOverride();
  for (const make of await commandsFor(args)) adopt(program, make(cli));
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
