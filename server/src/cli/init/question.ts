import { createInterface } from 'node:readline/promises';
import type { Text } from '@heliu/contract/text';
import type { Cli } from '../cli.ts';

/** The option when given; at a terminal the answer of the person; otherwise what is usual. */
export async function ask(
  cli: Cli,
  given: string | undefined,
  question: Text,
  usual: string,
): Promise<string> {
  if (given !== undefined) return given.trim();
  if (cli.stdin.isTTY !== true) return usual;
  const line = createInterface({ input: cli.stdin, output: cli.stdout });
  try {
    const hint = usual === '' ? '' : ` [${usual}]`;
    const answer = (await line.question(`${question[cli.language]}${hint}: `)).trim();
    return answer === '' ? usual : answer;
  } finally {
    line.close();
  }
}
