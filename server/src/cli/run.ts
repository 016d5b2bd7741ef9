import type { Readable, Writable } from 'node:stream';
import { CommanderError } from 'commander';
import { type Cli, exitCodes } from './cli.ts';
import { CliFault, reportOf } from './fault.ts';
import { withEnvFile } from './env-file.ts';
import { languageOf } from './language.ts';
import { createProgram } from './program.ts';
import { createTerminal } from './terminal.ts';

export interface CliProcess {
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdout: Writable;
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean };
  readonly stdin: Readable & { readonly isTTY?: boolean };
}

/** Runs one command line. @returns its exit code. */
export async function runCli(process: CliProcess): Promise<number> {
  const language = languageOf(process.args, process.environment);
  const terminal = createTerminal(language, process.stdout, process.stderr);
  const { stdin, stdout } = process;
  try {
    const environment = withEnvFile(process.args, process.environment);
    const cli: Cli = { environment, language, terminal, stdin, stdout };
    const program = await createProgram(cli, process.args);
    await program.parseAsync([...process.args], { from: 'user' });
    return exitCodes.done;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    if (error instanceof CliFault && error.reported) return error.exitCode;
    const { fault, exitCode } = reportOf(error, language);
    if (process.args.includes('--json')) terminal.json({ error: fault });
    else {
      terminal.tell({ zh: `✗ ${fault.message}`, en: `✗ ${fault.message}` });
      for (const { field, message } of fault.errors ?? []) {
        terminal.tell({ zh: `  ${field}：${message}`, en: `  ${field}: ${message}` });
      }
    }
    return exitCode;
  }
}
