import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface StartedServer {
  readonly process: ChildProcess;
  readonly address: string;
  /** What it has told on standard error so far. */
  told(): string;
  /** Resolves with the exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

/** Starts the server as a program of its own and waits for its address. Ends with the test when nobody ends it. */
export async function startServer(
  environment: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<StartedServer> {
  const main = fileURLToPath(new URL('../main.ts', import.meta.url));
  const child = spawn(process.execPath, [main, ...args, 'start', '--json'], {
    env: { HELIU_PORT: '0', HELIU_DEMO: 'false', HELIU_CITY: 'cities/lakeside', ...environment },
    cwd: fileURLToPath(new URL('../../../', import.meta.url)),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  // A test that times out must not leave a program behind.
  process.once('exit', () => child.kill('SIGKILL'));
  let told = '';
  child.stderr.on('data', (chunk: Buffer) => {
    told += chunk.toString('utf8');
  });
  const ended = once(child, 'exit').then(
    ([code, signal]: (number | NodeJS.Signals | null)[]) => code ?? signal ?? null,
  );
  let out = '';
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    out += chunk.toString('utf8');
    const address = /https?:\/\/localhost:\d+/.exec(out)?.[0];
    if (address !== undefined) return { process: child, address, told: () => told, ended };
  }
  throw new Error(`The server did not start (${String(await ended)}): ${told}${out}`);
}
