import type { Command } from 'commander';
import { createApp } from '../app.ts';
import { realClock } from '../kernel/clock.ts';
import type { Config } from '../kernel/config.ts';
import type { Database } from '../kernel/db.ts';
import { createLog } from '../kernel/log.ts';
import { type Chore, doChore } from '../kernel/upkeep.ts';
import type { Cli } from './cli.ts';
import { withDatabase } from './connect.ts';
import { leaf } from './leaf.ts';
import { readSettings } from './settings.ts';
import { secretFor } from './start/secret.ts';

interface Options {
  readonly json?: boolean;
  readonly dryRun?: boolean;
}

interface Done {
  readonly chore: Chore;
  readonly count: number;
}

/** What the workers do once a day, at once, or what they would do. */
export function upkeepCommand(cli: Cli): Command {
  return leaf(cli, 'upkeep', {
    zh: '立即执行每日维护：分区、到期删除；--dry-run 只说明会做什么',
    en: 'do the daily upkeep at once: partitions, erasing what its time is over for; --dry-run tells what it would do',
  })
    .option('--dry-run', { zh: '只统计，不执行', en: 'count only, change nothing' }[cli.language])
    .action(async (options: Options) => {
      const config = readSettings(cli);
      const settings: Config = { ...config, secret: await secretFor(config), roles: new Set() };
      const done = await withDatabase(settings, (database) => doAll(settings, database, options));
      report(cli, options, done);
    });
}

async function doAll(config: Config, { db, pool }: Database, { dryRun }: Options): Promise<Done[]> {
  const kernel = { config, db, pool, clock: realClock, log: createLog('warn') };
  const app = await createApp(kernel);
  try {
    const done: Done[] = [];
    for (const chore of app.chores) {
      done.push({ chore, count: dryRun === true ? await chore.count() : await doChore(kernel, chore) });
    }
    return done;
  } finally {
    await app.close();
  }
}

function report(cli: Cli, { json, dryRun = false }: Options, done: readonly Done[]): void {
  const rows = done.map(({ chore, count }) => ({ name: chore.name, count, does: chore.does[cli.language] }));
  if (json === true) cli.terminal.json({ dryRun, chores: rows });
  else for (const { name, count, does } of rows) cli.terminal.print([name, count, does].join('\t'));
}
