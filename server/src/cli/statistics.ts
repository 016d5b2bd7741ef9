import { Command } from 'commander';
import { rebuildFacts } from '../statistics/index.ts';
import type { Cli } from './cli.ts';
import { withDatabase } from './connect.ts';
import { leaf } from './leaf.ts';
import { readSettings } from './settings.ts';

export function statisticsCommand(cli: Cli): Command {
  return new Command('statistics')
    .helpCommand(false)
    .description({ zh: '统计数据', en: 'what the statistics count by' }[cli.language])
    .addCommand(rebuildCommand(cli));
}

function rebuildCommand(cli: Cli): Command {
  return leaf(cli, 'rebuild', {
    zh: '由事项重新生成统计所用的数据；服务可照常运行，期间统计结果不受影响',
    en: 'make what the statistics count by anew from the matters; the server may run, figures stay right meanwhile',
  }).action(async (options: { json?: boolean }) => {
    const matters = await withDatabase(readSettings(cli), async ({ db }) => {
      const { total } = await db
        .selectFrom('matter.matters')
        .select(({ fn }) => fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      const step = cli.terminal.step({ zh: '重新生成', en: 'Making anew' });
      const done = await rebuildFacts(db, (at) => step.at(at, Number(total)));
      step.done();
      return done;
    });
    if (options.json === true) cli.terminal.json({ matters });
    else cli.terminal.print({ zh: `共 ${matters} 件事项`, en: `${matters} matters` }[cli.language]);
  });
}
