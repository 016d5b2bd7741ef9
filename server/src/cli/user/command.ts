import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { addCommand } from './add.ts';
import { listCommand } from './list.ts';
import { passwordCommand } from './password.ts';
import { disableCommand, enableCommand } from './status.ts';

export function userCommand(cli: Cli): Command {
  return new Command('user')
    .helpCommand(false)
    .description(
      {
        zh: '工作人员账号：查看、增加、重置密码、停用、启用',
        en: 'accounts of staff: list, add, set a password anew, close, open again',
      }[cli.language],
    )
    .addCommand(listCommand(cli))
    .addCommand(addCommand(cli))
    .addCommand(passwordCommand(cli))
    .addCommand(disableCommand(cli))
    .addCommand(enableCommand(cli));
}
