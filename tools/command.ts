import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../', import.meta.url));

export interface Outcome {
  readonly code: number;
  readonly output: string;
}

export interface CommandOptions {
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Passes the output on to the terminal instead of keeping it. */
  readonly show?: boolean;
}

/** A program of node_modules/.bin. */
export const bin = (name: string): string => `${root}node_modules/.bin/${name}`;

/** Environment of the tools: the pinned Node and the tools of the lockfile come first on the path. */
function environmentOf(extra: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${root}node_modules/.bin:${process.env['PATH'] ?? ''}`, ...extra };
}

/** Runs a program to its end. A program that cannot be started has code 127. */
export function run(
  program: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<Outcome> {
  const child = spawn(program, args, {
    cwd: options.cwd ?? root,
    stdio: options.show === true ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    env: environmentOf(options.environment ?? {}),
  });
  let output = '';
  const keep = (chunk: Buffer) => {
    output += chunk.toString('utf8');
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return new Promise((done) => {
    child.once('error', (error) => done({ code: 127, output: `${program}: ${error.message}` }));
    child.once('close', (code) => done({ code: code ?? 1, output }));
  });
}
