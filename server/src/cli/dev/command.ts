import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Text } from '@heliu/contract/text';
import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { leaf } from '../leaf.ts';
import { home } from '../settings.ts';
import { type Derived, derivedFiles, renderDerived } from './derived.ts';

/** For those who work on Heliu: writes the files that are derived from others. */
export function devCommand(cli: Cli): Command {
  const command = new Command('dev')
    .helpCommand(false)
    .description(
      { zh: '开发用：重新生成派生文件', en: 'for development: write derived files anew' }[cli.language],
    );
  const write = (name: Derived, summary: Text) =>
    command.addCommand(
      leaf(cli, name, summary).action(async (options: { json?: boolean }) => {
        const file = derivedFiles[name];
        const text = (await renderDerived([name])).get(name) ?? '';
        await writeFile(join(home, file), text);
        if (options.json === true) cli.terminal.json({ written: [file] });
        else cli.terminal.print(file);
      }),
    );
  write('tables', {
    zh: '按迁移后的数据库重写 server/src/kernel/tables.ts',
    en: 'write server/src/kernel/tables.ts from the migrated database',
  });
  write('openapi', {
    zh: '按接口定义重写 docs/openapi.json',
    en: 'write docs/openapi.json from the endpoints that the server mounts',
  });
  write('config', {
    zh: '按配置说明重写 docs/configuration.md',
    en: 'write docs/configuration.md from the descriptions of the settings',
  });
  return command;
}
