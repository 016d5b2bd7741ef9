import { dueReport, dueReportText, type DueOptions } from '@heliu/contract/deadline/due-command';
import { compileCalendar } from '@heliu/contract/deadline/working-time';
import type { Command } from 'commander';
import { readPackCalendar } from '../city/index.ts';
import { faultyPack, tellFaults } from './city/pack.ts';
import type { Cli } from './cli.ts';
import { leaf } from './leaf.ts';
import { readSettings } from './settings.ts';

interface Options extends DueOptions {
  readonly city?: string;
  readonly json?: boolean;
}

const gather = (value: string, earlier: readonly string[] = []): string[] => [...earlier, value];

export function dueCommand(cli: Cli): Command {
  const say = (zh: string, en: string) => ({ zh, en })[cli.language];
  return leaf(cli, 'due', {
    zh: '计算到期时间，并逐步说明',
    en: 'compute when something is due, and explain it step by step',
  })
    .option(
      '--from <time>',
      say('起算时间，如 2026-09-30T17:30+08:00', 'start, such as 2026-09-30T17:30+08:00'),
    )
    .option('--limit <limit>', say('时限，如 "3 work_day"', 'limit, such as "3 work_day"'))
    .option('--pause <from/to>', say('暂停时段，可多次', 'a pause; may be repeated'), gather)
    .option('--extend <limit>', say('延期，可多次', 'an extension; may be repeated'), gather)
    .option('--city <dir>', say('使用该城市包的工作时间', 'working time of this city pack'))
    .addHelpText('after', `\n${say('单位', 'Units')}: urgent_hour, urgent_day, work_hour, work_day`)
    .action((options: Options) => {
      const folder = options.city ?? readSettings(cli).city;
      const { calendar, faults } = readPackCalendar(folder);
      if (calendar === undefined) {
        tellFaults(cli, faults);
        throw faultyPack(folder, faults.length);
      }
      const report = dueReport(options, compileCalendar(calendar), cli.language);
      if (options.json === true) cli.terminal.json(report);
      else cli.terminal.print(dueReportText(report, cli.language));
    });
}
