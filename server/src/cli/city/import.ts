import type { Command } from 'commander';
import { importCity, previewImport } from '../../city/index.ts';
import { movePeople } from '../../enrolment/index.ts';
import type { Cli } from '../cli.ts';
import { withDatabase } from '../connect.ts';
import { leaf } from '../leaf.ts';
import { readSettings } from '../settings.ts';
import { readSoundPack } from './pack.ts';
import { report } from './report.ts';

interface Options {
  readonly json?: boolean;
  readonly dryRun?: boolean;
}

export function importCommand(cli: Cli): Command {
  return leaf(cli, 'import <dir>', {
    zh: '将城市包导入系统，使其生效；可重复执行，内容相同则不改动',
    en: 'put a city pack into force; may be repeated, the same content changes nothing',
  })
    .option('--dry-run', { zh: '只列出改动，不执行', en: 'list the changes, make none' }[cli.language])
    .action(async (dir: string, options: Options) => {
      const pack = readSoundPack(cli, dir);
      const done = await withDatabase(readSettings(cli), async ({ db }) => {
        if (options.dryRun === true) return previewImport(db, pack);
        const step = cli.terminal.step({ zh: '导入', en: 'Importing' });
        const by = { accountId: null, at: Date.now() };
        const imported = await importCity(db, pack, by, { moveRoles: movePeople });
        step.done();
        return imported;
      });
      report(cli, options, done);
    });
}
