import { resolve } from 'node:path';
import type { Command } from 'commander';
import { DisplayName, Email, Login } from '@heliu/contract/people';
import type { z } from 'zod';
import { importCity } from '../../city/index.ts';
import { openDatabase } from '../../kernel/db.ts';
import { readSoundPack } from '../city/pack.ts';
import type { Cli } from '../cli.ts';
import { migrateWithProgress } from '../database.ts';
import { CliFault } from '../fault.ts';
import { leaf } from '../leaf.ts';
import { readSettings } from '../settings.ts';
import { newSecret } from '../start/secret.ts';
import { readEnvFile, writeEnvFile } from './env-file.ts';
import { type FirstAdministrator, makeFirstAdministrator } from './first-administrator.ts';
import { ask } from './question.ts';
import { provisionAppRole } from './app-role.ts';

interface Options {
  readonly json?: boolean;
  readonly file: string;
  readonly city?: string;
  readonly origin?: string;
  readonly login?: string;
  readonly name?: string;
  readonly nameEn?: string;
  readonly email?: string;
  readonly forRestore?: boolean;
}

export function initCommand(cli: Cli): Command {
  const say = (zh: string, en: string) => ({ zh, en })[cli.language];
  return leaf(cli, 'init', {
    zh: '正式部署：建立数据库角色和数据表，导入城市包，生成密钥和第一位管理员；无演示账号。需要 DATABASE_OWNER_URL，可重复执行',
    en: 'set up a real deployment: database role and tables, city pack, secrets, first administrator; no demo accounts. Needs DATABASE_OWNER_URL; may be repeated',
  })
    .option('--file <file>', say('写入设置的文件', 'file for the settings'), 'heliu.env')
    .option('--city <dir>', say('城市包', 'city pack'))
    .option(
      '--origin <url>',
      say('对外地址，如 https://city.example', 'public origin, such as https://city.example'),
    )
    .option('--login <login>', say('管理员登录名', 'login of the administrator'))
    .option('--name <name>', say('管理员姓名', 'name of the administrator'))
    .option('--name-en <name>', say('管理员英文姓名，供英文界面显示', 'name that readers of English see'))
    .option('--email <email>', say('管理员邮箱，用于找回密码', 'e-mail of the administrator, for recovery'))
    .option(
      '--for-restore',
      say(
        '只准备数据库、角色和设置，供 heliu restore 恢复备份',
        'prepare database, role and settings alone, for heliu restore',
      ),
    )
    .action((options: Options) =>
      options.forRestore === true ? prepareForRestore(cli, options) : initialise(cli, options),
    );
}

async function initialise(cli: Cli, options: Options): Promise<void> {
  const { ownerUrl, packFolder } = placesOf(cli, options);
  const person = await readPerson(cli, options);
  const origin = await readOrigin(cli, options);
  const kept = await readEnvFile(options.file);
  const url = await provisionAppRole(ownerUrl, kept['DATABASE_URL'], cli.terminal);
  await migrateWithProgress(ownerUrl, cli.terminal);
  await writeSettings(cli, options, { kept, url, origin });
  const pack = readSoundPack(cli, packFolder);
  const database = openDatabase(url, 2);
  try {
    const step = cli.terminal.step({ zh: '导入城市包', en: 'Importing the city pack' });
    await importCity(database.db, pack, { accountId: null, at: Date.now() });
    step.done();
    report(cli, options, await makeFirstAdministrator(database.db, pack, person));
  } finally {
    await database.close();
  }
}

/** Tables, city and people come with the backup; the secret of the server that made it is taken where it is given. */
async function prepareForRestore(cli: Cli, options: Options): Promise<void> {
  const { ownerUrl } = placesOf(cli, options);
  const origin = await readOrigin(cli, options);
  const kept = await readEnvFile(options.file);
  const url = await provisionAppRole(ownerUrl, kept['DATABASE_URL'], cli.terminal);
  await writeSettings(cli, options, { kept, url, origin });
  if (options.json === true) cli.terminal.json({ file: options.file, administrator: null });
  cli.terminal.tell(
    {
      zh: '\n恢复备份：npx heliu --env-file {file} restore 备份文件',
      en: '\nRestore a backup: npx heliu --env-file {file} restore BACKUP',
    },
    { file: options.file },
  );
}

function placesOf(cli: Cli, options: Options): { ownerUrl: string; packFolder: string } {
  const { databaseOwnerUrl, city } = readSettings(cli);
  if (databaseOwnerUrl === undefined) throw missingOwner();
  return { ownerUrl: databaseOwnerUrl, packFolder: resolve(options.city ?? city) };
}

async function writeSettings(
  cli: Cli,
  options: Options,
  made: { kept: Awaited<ReturnType<typeof readEnvFile>>; url: string; origin: string | undefined },
): Promise<void> {
  await writeEnvFile(options.file, {
    HELIU_SECRET: made.kept['HELIU_SECRET'] ?? readSettings(cli).secret ?? newSecret(),
    DATABASE_URL: made.url,
    HELIU_CITY: placesOf(cli, options).packFolder,
    HELIU_DEMO: 'false',
    ...(made.origin === undefined ? {} : { HELIU_ORIGIN: made.origin }),
  });
  cli.terminal.tell(
    { zh: '✓ 设置已写入 {file}', en: '✓ Settings written to {file}' },
    { file: options.file },
  );
}

const nameSize = { zh: '1 至 60 个字', en: '1 to 60 characters' };

async function readPerson(cli: Cli, options: Options) {
  const login = await ask(
    cli,
    options.login,
    { zh: '管理员登录名', en: 'Login of the administrator' },
    'admin',
  );
  const name = await ask(cli, options.name, { zh: '管理员姓名', en: 'Name of the administrator' }, login);
  const nameEn = await ask(
    cli,
    options.nameEn,
    { zh: '英文姓名，供英文界面显示（可留空）', en: 'Name that readers of English see (may stay empty)' },
    '',
  );
  const email = await ask(
    cli,
    options.email,
    { zh: '管理员邮箱（可留空）', en: 'E-mail (may stay empty)' },
    '',
  );
  return {
    login: checked(Login, login, '--login', {
      zh: '小写字母、数字和 .-_@+',
      en: 'lower case letters, digits and .-_@+',
    }),
    displayName: checked(DisplayName, name, '--name', nameSize),
    displayNameEn: nameEn === '' ? null : checked(DisplayName, nameEn, '--name-en', nameSize),
    email:
      email === '' ? null : checked(Email, email, '--email', { zh: '邮箱地址', en: 'an e-mail address' }),
    language: cli.language,
  };
}

async function readOrigin(cli: Cli, options: Options): Promise<string | undefined> {
  const text = await ask(
    cli,
    options.origin,
    {
      zh: '对外地址，如 https://city.example（可留空）',
      en: 'Public origin, such as https://city.example (may stay empty)',
    },
    '',
  );
  if (text === '') return undefined;
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text).origin;
  throw badOption('--origin', text, { zh: '如 https://city.example', en: 'such as https://city.example' });
}

function checked<T>(
  schema: z.ZodType<T>,
  value: string,
  option: string,
  expected: { zh: string; en: string },
): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw badOption(option, value, expected);
}

function report(cli: Cli, options: Options, administrator: FirstAdministrator | undefined): void {
  if (options.json === true) {
    cli.terminal.json({ file: options.file, administrator: administrator ?? null });
    return;
  }
  if (administrator === undefined) {
    cli.terminal.tell({
      zh: '已有管理员，没有另建。增加人员：heliu user add',
      en: 'There is an administrator already; none was added. For more people: heliu user add',
    });
  } else {
    cli.terminal.tell({
      zh: '\n第一位管理员。下面的初始密码只显示这一次，首次登录时须修改：',
      en: '\nThe first administrator. This first password is shown once and must be changed at the first sign-in:',
    });
    cli.terminal.print(`${administrator.login} ${administrator.password}`);
  }
  cli.terminal.tell(
    { zh: '\n启动：npx heliu --env-file {file} start', en: '\nStart it: npx heliu --env-file {file} start' },
    { file: options.file },
  );
}

const missingOwner = (): CliFault =>
  new CliFault(
    {
      zh: '请把 DATABASE_OWNER_URL 设为数据库所有者的连接，如 postgresql://heliu_owner:密码@127.0.0.1/heliu。该角色需能创建角色（CREATEROLE）；数据库不存在时还需能创建数据库。',
      en: 'Set DATABASE_OWNER_URL to the connection of the database’s owner, such as postgresql://heliu_owner:password@127.0.0.1/heliu. The role must be able to create roles (CREATEROLE), and databases where this one is missing.',
    },
    { exitCode: 2 },
  );

const badOption = (option: string, value: string, expected: { zh: string; en: string }): CliFault =>
  new CliFault(
    {
      zh: `${option}：“${value}”不可用，应为${expected.zh}。`,
      en: `${option}: “${value}” will not do; expected ${expected.en}.`,
    },
    { exitCode: 2 },
  );
