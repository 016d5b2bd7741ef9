import { type EntryChange, entryKindName, type KindChanges } from '@heliu/contract/city-api';
import type { Language, Text } from '@heliu/contract/text';
import { fateOf, type ImportedCity, tellChanges } from '../../city/index.ts';
import type { Cli } from '../cli.ts';

/** Of each kind and act; `--json` has all. */
const mostEntries = 8;
const mostParts = 8;
/** Of a value; `--json` has it whole. */
const mostLetters = 120;

type Done = Pick<ImportedCity, 'changes' | 'gridEdits' | 'compared'>;
type Print = (line: string) => void;

interface Options {
  readonly json?: boolean;
  readonly dryRun?: boolean;
}

/** Says what an import changed or, in a dry run, would change. */
export function report(cli: Cli, options: Options, done: Done): void {
  const changes = tellChanges(done.changes, done.compared);
  if (options.json === true) {
    cli.terminal.json({ dryRun: options.dryRun === true, changes, gridEdits: fateOf(done.gridEdits) });
    return;
  }
  const print: Print = (line) => cli.terminal.print(line);
  if (done.changes.length === 0) print({ zh: '没有改动', en: 'nothing changes' }[cli.language]);
  else if (changes.length === 0) {
    print({ zh: '只有列表的先后次序不同', en: 'only the order of lists changes' }[cli.language]);
  }
  for (const kind of changes) printKind(kind, cli.language, print);
  reportEdits(done.gridEdits, cli.language, print);
}

const actNames = {
  changed: { zh: '修改', en: 'changed' },
  added: { zh: '新增', en: 'added' },
  removed: { zh: '移除', en: 'removed' },
} as const;

function printKind({ kind, entries, ...counts }: KindChanges, language: Language, print: Print): void {
  for (const act of ['changed', 'added', 'removed'] as const) {
    if (counts[act] === 0) continue;
    print(`${entryKindName(kind)[language]} · ${actNames[act][language]} ${counts[act]}`);
    const of = entries.filter((entry) => entry.act === act);
    for (const entry of of.slice(0, mostEntries)) printEntry(kind, entry, language, print);
    printMore(of.length - mostEntries, '  ', language, print);
  }
}

function printEntry(kind: string, entry: EntryChange, language: Language, print: Print): void {
  const { code, name, fields } = entry;
  const named = name === null ? code : kind === 'setting' ? name[language] : `${name[language]} (${code})`;
  print(`  ${named}`);
  for (const { label, from, to } of fields.slice(0, mostParts)) {
    const part = label === null ? '' : `${label[language]}${language === 'zh' ? '：' : ': '}`;
    print(`    ${part}${told(from, to, language)}`);
  }
  printMore(fields.length - mostParts, '    ', language, print);
}

function printMore(count: number, indent: string, language: Language, print: Print): void {
  if (count <= 0) return;
  const more = { zh: `… 另有 ${count} 项，--json 列出全部`, en: `… and ${count} more; --json lists all` };
  print(`${indent}${more[language]}`);
}

function told(from: Text | null, to: Text | null, language: Language): string {
  const short = (text: Text) => {
    const line = text[language].replaceAll(/\s+/g, ' ');
    return line.length > mostLetters ? `${line.slice(0, mostLetters)}…` : line;
  };
  if (from === null) return to === null ? '' : `+ ${short(to)}`;
  return to === null ? `− ${short(from)}` : `${short(from)} → ${short(to)}`;
}

/** What becomes of grids changed by hand in the running city. */
function reportEdits(edits: Done['gridEdits'], language: Language, print: Print): void {
  const { kept, contained, dropped } = fateOf(edits);
  const say = (zh: string, en: string) => print({ zh, en }[language]);
  const listed = (grids: readonly { readonly code: string; readonly name: Text }[]) =>
    grids.map(({ code, name }) => `${name[language]} (${code})`).join(', ');
  if (kept > 0) {
    say(`保留手工调整网格 ${kept} 次`, `changes of grids made by hand that stay: ${kept}`);
  }
  for (const { before, after } of contained) {
    const grids = `${listed(before)} → ${listed(after)}`;
    say(`城市包已含该次网格调整：${grids}`, `the pack has this change of grids by now: ${grids}`);
  }
  for (const { before, after } of dropped) {
    const grids = `${listed(before)} → ${listed(after)}`;
    say(
      `城市包此处已有不同，放弃手工网格调整：${grids}`,
      `given up, as the pack differs there: the change of grids ${grids}`,
    );
  }
}
