import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the product that the journeys walk through answers. */
    address: string;
  }
}

const root = fileURLToPath(new URL('../', import.meta.url));

/** The product as a newcomer gets it by `npm start`, on a free port and with a data folder of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = await mkdtemp(join(tmpdir(), 'heliu-e2e-'));
  // The database runs as another user when we are root, and must reach its folder.
  await chmod(dir, 0o755);
  const child = spawn(process.execPath, [join(root, 'bin', 'run.mjs'), 'start', '--json'], {
    cwd: root,
    env: { ...process.env, HELIU_PORT: '0', HELIU_DATA_DIR: dir, HELIU_LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = async () => {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
    await rm(dir, { recursive: true, force: true });
  };
  try {
    project.provide('address', await addressOf(child));
  } catch (error) {
    await end();
    throw error;
  }
  return end;
}

async function addressOf(child: ChildProcess): Promise<string> {
  let [out, told] = ['', ''];
  child.stderr?.on('data', (chunk: Buffer) => {
    told += chunk.toString('utf8');
  });
  return new Promise((found, fail) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      out += chunk.toString('utf8');
      const address = /http:\/\/localhost:\d+/.exec(out)?.[0];
      if (address !== undefined) found(address);
    });
    child.once('exit', (code) => fail(new Error(`The product did not start (exit ${code}):\n${told}${out}`)));
  });
}
