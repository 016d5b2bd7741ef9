import type { Command } from 'commander';
import { disableStaff, enableStaff } from '../../people/index.ts';
import type { Cli } from '../cli.ts';
import { withDatabase } from '../connect.ts';
import { CliFault } from '../fault.ts';
import { leaf } from '../leaf.ts';
import { readSettings } from '../settings.ts';

/** Closes an account of staff: sessions end at once, and the workers return what it has in hand to its units. */
export const disableCommand = (cli: Cli): Command =>
  leaf(cli, 'disable <login>', {
    zh: '停用工作人员账号：会话立即结束，在办事项退回单位队列',
    en: 'close an account of staff: its sessions end, what it has in hand returns to the queues of its units',
  }).action((login: string, options: { json?: boolean }) => change(cli, login, options, disableStaff));

export const enableCommand = (cli: Cli): Command =>
  leaf(cli, 'enable <login>', {
    zh: '重新启用工作人员账号，角色不变',
    en: 'open a closed account of staff again, with its roles',
  }).action((login: string, options: { json?: boolean }) => change(cli, login, options, enableStaff));

type Act = typeof disableStaff;

async function change(cli: Cli, login: string, { json }: { json?: boolean }, act: Act): Promise<void> {
  const status = await withDatabase(readSettings(cli), ({ db }) =>
    db.transaction().execute((trx) => act(trx, login, { at: Date.now(), actorId: null, commandId: null })),
  );
  if (status === undefined) throw unknown(login);
  if (json === true) cli.terminal.json({ login, status });
  else cli.terminal.print(`${login}\t${status}`);
}

const unknown = (login: string): CliFault =>
  new CliFault({
    zh: `没有登录名为 ${login} 的工作人员账号。heliu user list 可列出全部。`,
    en: `There is no staff account with the login ${login}. heliu user list shows them all.`,
  });
