import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { createCommand } from './create.ts';
import { listCommand } from './list.ts';
import { revokeCommand } from './revoke.ts';

export function keyCommand(cli: Cli): Command {
  return new Command('key')
    .helpCommand(false)
    .description(
      {
        zh: 'API 密钥：新建、查看、吊销',
        en: 'API keys: make, list and revoke them',
      }[cli.language],
    )
    .addCommand(createCommand(cli))
    .addCommand(listCommand(cli))
    .addCommand(revokeCommand(cli));
}
