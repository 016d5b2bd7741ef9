import type { Command } from 'commander';
import { createPasswords, setFirstPasswordOf } from '../../people/index.ts';
import type { Cli } from '../cli.ts';
import { withDatabase } from '../connect.ts';
import { CliFault } from '../fault.ts';
import { firstPassword } from '../init/first-administrator.ts';
import { leaf } from '../leaf.ts';
import { readSettings } from '../settings.ts';

interface Options {
  readonly json?: boolean;
  readonly resetTotp?: boolean;
}

/** The way back in for the last administrator, whom no other can help. */
export function passwordCommand(cli: Cli): Command {
  const say = (zh: string, en: string) => ({ zh, en })[cli.language];
  return leaf(cli, 'password <login>', {
    zh: '为工作人员重置密码；新密码只显示一次，首次登录须修改，其所有会话立即结束',
    en: 'set a password anew for a member of staff; it is shown once and must be changed, every session ends',
  })
    .option('--reset-totp', say('同时取消其验证器', 'take the authenticator off as well'))
    .action(async (login: string, options: Options) => {
      const password = firstPassword();
      await withDatabase(readSettings(cli), async ({ db }) => {
        const passwordHash = await createPasswords().hash(password);
        await db.transaction().execute(async (trx) => {
          const account = await trx
            .selectFrom('people.accounts')
            .select(['id', 'home_path'])
            .where(({ fn, ref }) => fn<string>('lower', [ref('login')]), '=', login.toLowerCase())
            .where('kind', '=', 'staff')
            .where('status', '=', 'active')
            .forUpdate()
            .executeTakeFirst();
          if (account === undefined) throw unknown(login);
          await setFirstPasswordOf(
            trx,
            { accountId: account.id, passwordHash, resetTotp: options.resetTotp === true },
            { at: Date.now(), actorId: null, commandId: null, placePath: account.home_path },
          );
        });
      });
      if (options.json === true) cli.terminal.json({ login, password });
      else cli.terminal.print(`${login} ${password}`);
    });
}

const unknown = (login: string): CliFault =>
  new CliFault({
    zh: `没有登录名为 ${login} 的在用工作人员账号。heliu user list 可列出全部。`,
    en: `There is no open staff account with the login ${login}. heliu user list shows them all.`,
  });
