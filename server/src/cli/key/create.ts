import { randomUUID } from 'node:crypto';
import { createKey, keyScopes, longestKeyDays, scopeTexts } from '@heliu/contract/keys';
import type { Command } from 'commander';
import { findCity } from '../../city/index.ts';
import { insertKey } from '../../keys/index.ts';
import { openKeyAccount } from '../../people/index.ts';
import type { Cli } from '../cli.ts';
import { withDatabase } from '../connect.ts';
import { CliFault } from '../fault.ts';
import { leaf } from '../leaf.ts';
import { readSettings } from '../settings.ts';

interface Options {
  readonly json?: boolean;
  readonly scope: readonly string[];
  readonly place?: string;
  readonly perMinute: string;
  readonly days: string;
}

const dayMs = 86_400_000;
const gather = (value: string, earlier: readonly string[] = []): string[] => [...earlier, value];

/** Makes a key where no administrator can sign in yet, or a program sets up another. */
export function createCommand(cli: Cli): Command {
  const say = (zh: string, en: string) => ({ zh, en })[cli.language];
  return leaf(cli, 'create <name>', {
    zh: '新建 API 密钥；密钥只显示一次，服务器只保存其 SHA-256',
    en: 'make an API key; it is shown once, the server keeps its SHA-256',
  })
    .requiredOption('--scope <scope>', say('权限，可多次', 'scope; may be repeated'), gather)
    .option(
      '--place <code>',
      say('范围：区划或网格编号，默认全区', 'place it reaches; the district unless given'),
    )
    .option('--per-minute <n>', say('每分钟请求数，1–6000', 'requests a minute, 1–6000'), '60')
    .option(
      '--days <n>',
      say(`有效天数，至多 ${longestKeyDays}`, `days until it ends, at most ${longestKeyDays}`),
      '365',
    )
    .addHelpText('after', `\n${say('权限：', 'Scopes:')}\n${scopeHelp(cli)}`)
    .action(async (name: string, options: Options) => {
      const at = Date.now();
      const made = await withDatabase(readSettings(cli), async ({ db }) => {
        const city = await findCity(db);
        if (city === undefined) throw noCity();
        const wished = readWish(name, options, at, city.pack.districtCode);
        const place = city.findPlace(wished.placeCode);
        if (place === undefined) throw noPlace(wished.placeCode);
        const facts = { at, actorId: null, commandId: randomUUID() };
        const key = await db
          .transaction()
          .execute((trx) => insertKey(trx, openKeyAccount, { ...wished, place }, facts));
        return { ...key, ...wished };
      });
      if (options.json === true) cli.terminal.json(made);
      else cli.terminal.print(`${made.id}\t${made.token}`);
    });
}

const scopeHelp = ({ language }: Cli): string =>
  keyScopes.map((scope) => `  ${scope.padEnd(16)} ${scopeTexts[scope][language]}`).join('\n');

const Wish = createKey.body.omit({ commandId: true });

/** What the endpoint checks, by the names of the options. */
function readWish(name: string, options: Options, at: number, districtCode: string) {
  const days = /^\d{1,4}$/.test(options.days) ? Number(options.days) : 0;
  if (days < 1 || days > longestKeyDays) throw unfit('--days', options.days);
  const wish = Wish.safeParse({
    name,
    scopes: options.scope,
    placeCode: options.place ?? districtCode,
    perMinute: Number(options.perMinute),
    expiresAt: new Date(at + days * dayMs).toISOString(),
  });
  if (wish.success) return wish.data;
  const [field] = wish.error.issues[0]?.path ?? [];
  if (field === 'scopes') throw unfit('--scope', options.scope.join(', '));
  if (field === 'perMinute') throw unfit('--per-minute', options.perMinute);
  throw field === 'name' ? unfit('<name>', name) : unfit('--place', options.place ?? '');
}

const unfit = (option: string, value: string): CliFault =>
  new CliFault(
    {
      zh: `${option} 的值“${value}”不可用。heliu key create --help 列出可用的值。`,
      en: `${option} will not do with “${value}”. heliu key create --help shows what will.`,
    },
    { exitCode: 2 },
  );

const noCity = (): CliFault =>
  new CliFault({
    zh: '系统中还没有城市。请先运行 heliu city import。',
    en: 'There is no city yet. Run heliu city import first.',
  });

const noPlace = (code: string): CliFault =>
  new CliFault(
    { zh: `没有编号为 ${code} 的区划或网格。`, en: `There is no division or grid with the code ${code}.` },
    { exitCode: 2 },
  );
