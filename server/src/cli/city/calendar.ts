import type { PackFault } from '@heliu/contract/city/administration';
import { dateOf, dayNumber } from '@heliu/contract/deadline/calendar';
import { Problem } from '@heliu/contract/problem';
import { Command } from 'commander';
import {
  findCity,
  importLegalYear,
  readLegalYearFile,
  viewWorkingTime,
  type WorkingTime,
} from '../../city/index.ts';
import type { Db } from '../../kernel/db.ts';
import type { Cli } from '../cli.ts';
import { withDatabase } from '../connect.ts';
import { CliFault, faultsCounted } from '../fault.ts';
import { leaf } from '../leaf.ts';
import { assertReadable } from '../readable.ts';
import { readSettings } from '../settings.ts';
import { tellFaults } from './pack.ts';

interface Options {
  readonly json?: boolean;
}

export function calendarCommand(cli: Cli): Command {
  return new Command('calendar')
    .helpCommand(false)
    .description({ zh: '法定工作日历：导入、查看', en: 'legal calendar: import, list' }[cli.language])
    .addCommand(importCommand(cli))
    .addCommand(listCommand(cli));
}

function importCommand(cli: Cli): Command {
  return leaf(cli, 'import <file>', {
    zh: '导入一年的放假和调休安排（YAML 或 JSON），运行中的服务立即采用；可重复执行，内容相同则不改动。写法见 docs/deadlines.md',
    en: 'enter the holidays and make-up days of a year (YAML or JSON); running servers follow at once; may be repeated, the same content changes nothing. docs/deadlines.md shows the form',
  }).action(async (file: string, options: Options) => {
    await assertReadable(file);
    const read = readLegalYearFile(file);
    const { year } = read;
    if (year === undefined) throw faulty(cli, file, read.faults, options);
    const done = await withDatabase(readSettings(cli), async ({ db }) => {
      const { calendar } = (await currentCity(db)).pack;
      const faults = read.faultsIn(calendar);
      if (faults.length > 0) throw faulty(cli, file, faults, options);
      return importLegalYear(db, year, { accountId: null, at: Date.now() });
    });
    if (options.json === true) cli.terminal.json({ imported: true, year: year.year, ...done });
    else cli.terminal.print(importText(year.year, done.changed)[cli.language]);
  });
}

const importText = (year: number, changed: boolean) =>
  changed
    ? {
        zh: `已导入 ${year} 年。临时到期时间由运行中的服务在数秒内重新计算；没有服务运行时，下次启动后计算。`,
        en: `${year} is in force. Provisional due times are reckoned again within seconds by a running server, or after its next start.`,
      }
    : {
        zh: `${year} 年的安排与现行一致，没有改动`,
        en: `${year} is in force with these very days; nothing changes`,
      };

async function currentCity(db: Db) {
  const city = await findCity(db);
  if (city === undefined) throw new Problem('city.missing');
  return city;
}

function faulty(cli: Cli, file: string, faults: readonly PackFault[], { json }: Options): CliFault {
  const reported = json === true;
  if (reported) cli.terminal.json({ imported: false, faults });
  else tellFaults(cli, faults);
  const count = faults.length;
  return new CliFault(
    {
      zh: `${file} 有 ${count} 处问题，没有导入。请按提示修改后重试。`,
      en: `${file} has ${faultsCounted(count)}; nothing was imported. Mend as listed and try again.`,
    },
    { reported },
  );
}

function listCommand(cli: Cli): Command {
  return leaf(cli, 'list', {
    zh: '列出法定年份、从哪一天起为临时日历、尚有多少临时到期时间',
    en: 'list the legal years, from which day on the calendar is provisional, and how many due times are',
  }).action(async (options: Options) => {
    const time = await withDatabase(readSettings(cli), async ({ db }) =>
      viewWorkingTime(db, await currentCity(db), Date.now()),
    );
    if (options.json === true) cli.terminal.json(listed(time));
    else for (const line of listText(time)) cli.terminal.print(line[cli.language]);
  });
}

const listed = ({ years, legalUntil, today, provisionalDueTimes, provisionalMatters }: WorkingTime) => ({
  years: years.map(({ year, source, holidays, makeUpDays }) => ({
    year,
    source,
    holidays: holidays.length,
    makeUpDays: makeUpDays.length,
  })),
  provisionalFrom: legalUntil === null ? today : dateOf(dayNumber(legalUntil) + 1),
  provisionalDueTimes,
  provisionalMatters,
});

function listText(time: WorkingTime): { zh: string; en: string }[] {
  const { years, provisionalFrom, provisionalDueTimes, provisionalMatters } = listed(time);
  const lines = years.map(({ year, source, holidays, makeUpDays }) => ({
    zh: `${year}\t${{ pack: '城市包', entered: '后补录' }[source]}\t放假 ${holidays} 天\t调休上班 ${makeUpDays} 天`,
    en: `${year}\t${{ pack: 'from the pack', entered: 'entered since' }[source]}\t${holidays} holidays\t${makeUpDays} make-up days`,
  }));
  return [
    ...lines,
    {
      zh: `${provisionalFrom} 起按临时日历计算`,
      en: `provisional from ${provisionalFrom} on`,
    },
    {
      zh: `临时到期时间 ${provisionalDueTimes} 个，涉及未结事项 ${provisionalMatters} 件`,
      en: `${provisionalDueTimes} provisional due times, of ${provisionalMatters} open matters`,
    },
  ];
}
