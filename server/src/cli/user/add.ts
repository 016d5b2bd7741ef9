import { DisplayName, Email, Login, RoleGrant } from '@heliu/contract/people';
import type { Command } from 'commander';
import type { z } from 'zod';
import { type City, findCity } from '../../city/index.ts';
import {
  createPasswords,
  type GrantRow,
  isTaken,
  openAccount,
  resolveGrant,
  rootPath,
} from '../../people/index.ts';
import type { Cli } from '../cli.ts';
import { withDatabase } from '../connect.ts';
import { CliFault } from '../fault.ts';
import { firstPassword } from '../init/first-administrator.ts';
import { leaf } from '../leaf.ts';
import { readSettings } from '../settings.ts';

interface Options {
  readonly json?: boolean;
  readonly name: string;
  readonly nameEn?: string;
  readonly email?: string;
  readonly unit?: string;
  readonly role: readonly string[];
}

const gather = (value: string, earlier: readonly string[] = []): string[] => [...earlier, value];

export function addCommand(cli: Cli): Command {
  const say = (zh: string, en: string) => ({ zh, en })[cli.language];
  return leaf(cli, 'add <login>', {
    zh: '增加一个工作人员账号；初始密码只显示一次，首次登录须修改',
    en: 'add an account of staff; the first password is shown once and must be changed at the first sign-in',
  })
    .requiredOption('--name <name>', say('姓名', 'name'))
    .option('--name-en <name>', say('英文姓名，供英文界面显示', 'name that readers of English see'))
    .requiredOption(
      '--role <role:kind:code>',
      say(
        '角色，可多次，如 operator:place:500117001、handler:unit:urban',
        'role; may be repeated; such as operator:place:500117001 or handler:unit:urban',
      ),
      gather,
    )
    .option('--unit <code>', say('所在单位', 'unit the person works in'))
    .option('--email <email>', say('邮箱，用于找回密码', 'e-mail, for recovery'))
    .action(async (login: string, options: Options) => {
      const password = firstPassword();
      await withDatabase(readSettings(cli), async ({ db }) => {
        const city = await findCity(db);
        if (city === undefined) throw noCity();
        const grants = options.role.map((text) => readGrant(city, text));
        if (options.unit !== undefined && !city.index.units.has(options.unit)) throw noUnit(options.unit);
        const account = {
          kind: 'staff' as const,
          login: checked(Login, login, { zh: '登录名', en: 'login' }),
          displayName: checked(DisplayName, options.name, { zh: '姓名', en: 'name' }),
          displayNameEn:
            options.nameEn === undefined
              ? null
              : checked(DisplayName, options.nameEn, { zh: '英文姓名', en: 'English name' }),
          email:
            options.email === undefined ? null : checked(Email, options.email, { zh: '邮箱', en: 'e-mail' }),
          passwordHash: await createPasswords().hash(password),
          mustChangePassword: true,
          language: cli.language,
          unitCode: options.unit ?? null,
          homePath: grants[0]?.reachPath ?? rootPath(city),
          grants,
        };
        await db.transaction().execute(async (trx) => {
          for (const name of [account.login, ...(account.email === null ? [] : [account.email])]) {
            if (await isTaken(trx, name)) throw taken(name);
          }
          await openAccount(trx, account, { at: Date.now(), actorId: null, commandId: null });
        });
      });
      if (options.json === true) cli.terminal.json({ login, password });
      else cli.terminal.print(`${login} ${password}`);
    });
}

function readGrant(city: City, text: string): GrantRow {
  const [role, kind, code] = text.split(':');
  const parsed = RoleGrant.safeParse({ role, scope: { kind, code } });
  const grant = parsed.success ? resolveGrant(city, parsed.data.role, parsed.data.scope) : undefined;
  if (grant !== undefined) return grant;
  throw new CliFault(
    {
      zh: `角色“${text}”不可用：应为 角色:place 或 unit:编号，且该编号存在、该角色可在此范围内担任。`,
      en: `The role “${text}” will not do: write role:place:code or role:unit:code, with a code that exists and a scope that the role is held in.`,
    },
    { exitCode: 2 },
  );
}

function checked<T>(schema: z.ZodType<T>, value: string, what: { zh: string; en: string }): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const reason = parsed.error.issues[0]?.message ?? '';
  throw new CliFault(
    { zh: `${what.zh}“${value}”不可用：${reason}`, en: `The ${what.en} “${value}” will not do: ${reason}` },
    { exitCode: 2 },
  );
}

const noCity = (): CliFault =>
  new CliFault({
    zh: '系统中还没有城市。请先运行 heliu city import。',
    en: 'There is no city yet. Run heliu city import first.',
  });

const noUnit = (code: string): CliFault =>
  new CliFault(
    { zh: `没有编号为 ${code} 的单位。`, en: `There is no unit with the code ${code}.` },
    { exitCode: 2 },
  );

const taken = (name: string): CliFault =>
  new CliFault({
    zh: `${name} 已被另一账号使用，请换一个。`,
    en: `${name} is taken by another account. Choose another.`,
  });
