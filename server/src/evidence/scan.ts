import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';

export type Verdict =
  | { readonly verdict: 'clean' | 'infected' }
  | {
      /** The scanner did not do its work; the file stays withheld until it does. */
      readonly verdict: 'failed';
      readonly reason: string;
    };

const timeoutMs = 60_000;
const reasonLimit = 500;
/** The scanner needs to find its programs; the server's own settings, secrets among them, are not its business. */
const environment = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' };

/** Gives a file to the configured scanner on standard input: exit 0 clean, 1 infected, anything else failed. */
export async function scan(command: string, content: Readable, withinMs = timeoutMs): Promise<Verdict> {
  const child = spawn(command, {
    shell: true,
    detached: true,
    env: environment,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let reason = '';
  child.stderr.on('data', (chunk: Buffer) => {
    if (reason.length < reasonLimit) reason += chunk.toString('utf8');
  });
  // A scanner may answer before it has read everything; what it says by its exit counts.
  child.stdin.on('error', () => content.destroy());
  content.on('error', () => child.stdin.destroy());
  content.pipe(child.stdin);
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Verdict>((resolve) => {
      timer = setTimeout(() => {
        resolve({ verdict: 'failed', reason: `no answer within ${withinMs / 1000} s` });
        kill(child.pid);
      }, withinMs);
      content.once('error', (error) => resolve({ verdict: 'failed', reason: error.message }));
      child.once('error', (error) => resolve({ verdict: 'failed', reason: error.message }));
      child.once('close', (code, signal) => {
        if (code === 0) resolve({ verdict: 'clean' });
        else if (code === 1) resolve({ verdict: 'infected' });
        else resolve({ verdict: 'failed', reason: `exit ${code ?? signal} ${reason}`.slice(0, reasonLimit) });
      });
    });
  } finally {
    clearTimeout(timer);
    content.destroy();
  }
}

/** Ends the shell and what it started; both may be gone already. */
function kill(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
