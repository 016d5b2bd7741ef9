import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { findCity } from '../city/index.ts';
import {
  importRequests,
  type ImportReport,
  MappingFaults,
  readMapping,
  type ReadMapping,
} from '../intake/index.ts';
import { Problem } from '@heliu/contract/problem';
import { analyzeTables } from '../kernel/planner.ts';
import type { Cli } from './cli.ts';
import { withDatabase } from './connect.ts';
import { CliFault } from './fault.ts';
import { leaf } from './leaf.ts';
import { assertReadable } from './readable.ts';
import { readSettings } from './settings.ts';

interface Options {
  readonly map: string;
  readonly json?: boolean;
}

export function importCommand(cli: Cli): Command {
  return new Command('import')
    .helpCommand(false)
    .description({ zh: '导入其他系统的数据', en: 'bring in data of other systems' }[cli.language])
    .addCommand(requestsCommand(cli));
}

function requestsCommand(cli: Cli): Command {
  return leaf(cli, 'requests <file>', {
    zh: '按映射导入诉求（CSV 或 XLSX），按其原有时间重放；可重复执行，已导入的行不变。写法见 docs/importing-requests.md',
    en: 'import requests (CSV or XLSX) by a mapping, replayed at their own times; may be repeated, rows that are there stay. docs/importing-requests.md shows the mapping',
  })
    .requiredOption('--map <file>', { zh: '映射文件（YAML）', en: 'the mapping (YAML)' }[cli.language])
    .action(async (file: string, options: Options) => {
      const mapping = await readMappingFile(cli, options.map);
      await assertReadable(file);
      const report = await withDatabase(readSettings(cli), async ({ db, pool }) => {
        const city = await findCity(db);
        if (city === undefined) throw new Problem('city.missing');
        const step = cli.terminal.step({ zh: '导入诉求', en: 'Importing requests' });
        const task = { pool, city, file, mapping, now: Date.now(), onProgress: step.at };
        const done = await importRequests(task).catch((error: unknown) => {
          step.failed();
          throw mappingFault(cli, options.map, error);
        });
        step.done();
        if (done.imported > 0) await analyzeTables(db);
        return done;
      });
      show(cli, file, options, report);
    });
}

async function readMappingFile(cli: Cli, path: string): Promise<ReadMapping> {
  await assertReadable(path);
  try {
    return readMapping(await readFile(path, 'utf8'));
  } catch (error) {
    throw mappingFault(cli, path, error);
  }
}

/** Every fault of a mapping at its `file:line`. */
function mappingFault({ language }: Cli, path: string, error: unknown): unknown {
  if (!(error instanceof MappingFaults)) return error;
  const lines = error.faults.map(
    ({ line, text }) => `${line > 0 ? `${path}:${line}` : path}: ${text[language]}`,
  );
  const text = lines.join('\n');
  return new CliFault({ zh: text, en: text }, { exitCode: 2, cause: error });
}

function show(cli: Cli, file: string, options: Options, report: ImportReport): void {
  const { language, terminal } = cli;
  if (options.json === true) {
    const flagged = report.flagged.map(({ flags, ...row }) => ({
      ...row,
      flags: flags.map(({ code, text }) => ({ code, text: text[language] })),
    }));
    const rejected = report.rejected.map(({ reason, ...row }) => ({ ...row, reason: reason[language] }));
    terminal.json({ file, ...report, flagged, rejected });
    return;
  }
  for (const { line, reason } of report.rejected) {
    terminal.print(`${file}:${line}: ${{ zh: '未导入', en: 'rejected' }[language]}: ${reason[language]}`);
  }
  for (const { line, flags } of report.flagged) {
    const reasons = flags.map(({ text }) => text[language]).join('; ');
    terminal.print(`${file}:${line}: ${{ zh: '已导入，请留意', en: 'kept, note' }[language]}: ${reasons}`);
  }
  const { rows, imported, repeated, rejected, flagged } = report;
  terminal.print(
    {
      zh: `共 ${rows} 行：新导入 ${imported}，此前已导入 ${repeated}，未导入 ${rejected.length}；保留并标注 ${flagged.length}`,
      en: `${rows} rows: ${imported} imported, ${repeated} there before, ${rejected.length} rejected; ${flagged.length} kept with a note`,
    }[language],
  );
}
