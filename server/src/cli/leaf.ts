import { Command } from 'commander';
import type { Text } from '@heliu/contract/text';
import type { Cli } from './cli.ts';

/** A command with its summary and the `--json` that every command of heliu has. */
export function leaf(cli: Cli, signature: string, summary: Text): Command {
  const [name = '', ...operands] = signature.split(' ');
  const command = new Command(name).description(summary[cli.language]);
  for (const operand of operands) command.argument(operand);
  return command.option(
    '--json',
    { zh: '结果以 JSON 输出到标准输出', en: 'print the result as JSON on standard output' }[cli.language],
  );
}
