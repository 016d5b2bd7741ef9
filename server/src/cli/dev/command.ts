import { Command } from 'commander';
import { writeTables } from '../../kernel/tables-generate.ts';
import type { Cli } from '../cli.ts';
import { leaf } from '../leaf.ts';
import { withScratchDatabase } from './scratch.ts';

/** For those who work on Heliu: writes the files that are derived from others. */
export function devCommand(cli: Cli): Command {
  const command = new Command('dev').description(
    { zh: '开发用：重新生成派生文件', en: 'for development: write derived files anew' }[cli.language],
  );
  command.addCommand(
    leaf(cli, 'tables', {
      zh: '按迁移后的数据库重写 server/src/kernel/tables.ts',
      en: 'write server/src/kernel/tables.ts from the migrated database',
    }).action(async (options: { json?: boolean }) => {
      await withScratchDatabase(writeTables);
      report(cli, options, 'server/src/kernel/tables.ts');
    }),
  );
  return command;
}

function report(cli: Cli, options: { json?: boolean }, file: string): void {
  if (options.json === true) cli.terminal.json({ written: [file] });
  else cli.terminal.print(file);
}
