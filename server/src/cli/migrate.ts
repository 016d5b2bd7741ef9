import type { Command } from 'commander';
import { type Cli, exitCodes } from './cli.ts';
import { migrateWithProgress } from './database.ts';
import { withEmbedded } from './embedded.ts';
import { CliFault } from './fault.ts';
import { leaf } from './leaf.ts';
import { readSettings } from './settings.ts';

export function migrateCommand(cli: Cli): Command {
  return leaf(cli, 'migrate', {
    zh: '将数据库升级到本版本（使用 DATABASE_OWNER_URL；没有则升级内置数据库）',
    en: 'bring the database to this version (through DATABASE_OWNER_URL; without it, the embedded database)',
  }).action(async (options: { json?: boolean }) => {
    const config = readSettings(cli);
    if (config.databaseUrl !== undefined && config.databaseOwnerUrl === undefined) {
      throw new CliFault(
        {
          zh: '升级需要数据库所有者的连接：请设置 DATABASE_OWNER_URL。',
          en: 'Migrating needs the connection of the database’s owner: set DATABASE_OWNER_URL.',
        },
        { exitCode: exitCodes.usage },
      );
    }
    const applied =
      config.databaseOwnerUrl === undefined
        ? await withEmbedded(config, ({ owner }) => migrateWithProgress(owner, cli.terminal))
        : await migrateWithProgress(config.databaseOwnerUrl, cli.terminal);
    if (options.json === true) cli.terminal.json({ applied });
    else for (const name of applied) cli.terminal.print(name);
  });
}
