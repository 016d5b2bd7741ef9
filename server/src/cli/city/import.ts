import type { Command } from 'commander';
import { fateOf, type ImportedCity, importCity, previewImport } from '../../city/index.ts';
import { movePeople } from '../../enrolment/index.ts';
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

/** Long lists of codes are cut for people; `--json` has them whole. */
const shown = 8;

type Done = Pick<ImportedCity, 'changes' | 'gridEdits'>;

function report(cli: Cli, options: Options, { changes, gridEdits }: Done): void {
  const dryRun = options.dryRun === true;
  if (options.json === true) {
    cli.terminal.json({ dryRun, changes, gridEdits: fateOf(gridEdits) });
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
  reportEdits(cli, gridEdits);
}

/** What becomes of grids changed by hand in the running city. */
function reportEdits(cli: Cli, edits: Done['gridEdits']): void {
  const { kept, contained, dropped } = fateOf(edits);
  const say = (zh: string, en: string) => cli.terminal.print({ zh, en }[cli.language]);
  if (kept > 0) {
    say(`保留手工调整网格 ${kept} 次`, `changes of grids made by hand that stay: ${kept}`);
  }
  for (const { before, after } of contained) {
    const codes = `${before.join(' ')} → ${after.join(' ')}`;
    say(`城市包已含该次网格调整：${codes}`, `the pack has this change of grids by now: ${codes}`);
  }
  for (const { before, after } of dropped) {
    const codes = `${before.join(' ')} → ${after.join(' ')}`;
    say(
      `城市包此处已有不同，放弃手工网格调整：${codes}`,
      `given up, as the pack differs there: the change of grids ${codes}`,
    );
  }
}
