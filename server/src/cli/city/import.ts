import type { Command } from 'commander';
import { type CityChanges, importCity, previewImport } from '../../city/index.ts';
import type { Cli } from '../cli.ts';
import { withDatabase } from '../connect.ts';
import { leaf } from '../leaf.ts';
import { readSettings } from '../settings.ts';
import { readSoundPack } from './pack.ts';

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
      const changes = await withDatabase(readSettings(cli), async ({ db }) => {
        if (options.dryRun === true) return (await previewImport(db, pack)).changes;
        const step = cli.terminal.step({ zh: '导入', en: 'Importing' });
        const imported = await importCity(db, pack, { accountId: null, at: Date.now() });
        step.done();
        return imported.changes;
      });
      report(cli, options, changes);
    });
}

/** Long lists of codes are cut for people; `--json` has them whole. */
const shown = 8;

function report(cli: Cli, options: Options, changes: readonly CityChanges[]): void {
  const dryRun = options.dryRun === true;
  if (options.json === true) {
    cli.terminal.json({ dryRun, changes });
    return;
  }
  if (changes.length === 0) cli.terminal.print({ zh: '没有改动', en: 'nothing changes' }[cli.language]);
  for (const { kind, ...lists } of changes) {
    for (const [verb, codes] of Object.entries(lists)) {
      if (codes.length === 0) continue;
      const more = codes.length > shown ? ' …' : '';
      cli.terminal.print(`${kind} ${verb} ${codes.length}: ${codes.slice(0, shown).join(' ')}${more}`);
    }
  }
}
