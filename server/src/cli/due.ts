import { dueReport, dueReportText, type DueOptions } from '@heliu/contract/deadline/due-command';
import type { Calendar } from '@heliu/contract/deadline/calendar';
import { compileCalendar } from '@heliu/contract/deadline/working-time';
import type { Command } from 'commander';
import { readLegalYearFile, readPackCalendar, withYear } from '../city/index.ts';
import { faultyPack, tellFaults } from './city/pack.ts';
import type { Cli } from './cli.ts';
import { CliFault, faultsCounted } from './fault.ts';
import { leaf } from './leaf.ts';
import { assertReadable } from './readable.ts';
import { readSettings } from './settings.ts';

interface Options extends DueOptions {
  readonly city?: string;
  readonly legalYear?: readonly string[];
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
    .option(
      '--legal-year <file>',
      say(
        '再加一年的放假和调休安排（同 heliu city calendar import），可多次',
        'one more year of holidays and make-up days, as for heliu city calendar import; may be repeated',
      ),
      gather,
    )
    .addHelpText('after', `\n${say('单位', 'Units')}: urgent_hour, urgent_day, work_hour, work_day`)
    .action(async (options: Options) => {
      const folder = options.city ?? readSettings(cli).city;
      const { calendar, faults } = readPackCalendar(folder);
      if (calendar === undefined) {
        tellFaults(cli, faults);
        throw faultyPack(folder, faults.length);
      }
      const whole = await withYearFiles(cli, calendar, options.legalYear ?? []);
      const report = dueReport(options, compileCalendar(whole), cli.language);
      if (options.json === true) cli.terminal.json(report);
      else cli.terminal.print(dueReportText(report, cli.language));
    });
}

async function withYearFiles(cli: Cli, calendar: Calendar, files: readonly string[]): Promise<Calendar> {
  let whole = calendar;
  for (const file of files) {
    await assertReadable(file);
    const { year, faults, faultsIn } = readLegalYearFile(file);
    const all = [...faults, ...faultsIn(whole)];
    if (year === undefined || all.length > 0) {
      tellFaults(cli, all);
      throw new CliFault({
        zh: `${file} 有 ${all.length} 处问题，请按提示修改后重试。`,
        en: `${file} has ${faultsCounted(all.length)}. Mend as listed and try again.`,
      });
    }
    whole = withYear(whole, year);
  }
  return whole;
}
