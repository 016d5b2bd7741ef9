import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { takeOver } from './api.ts';
import { startGateway } from './gateway.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the product that the journeys walk through answers. */
    address: string;
    administrator: { login: string; password: string };
    /** Where text messages of the product lie. */
    gateway: string;
    /** Every size in both languages, instead of one for each. */
    lookAtAll: boolean;
    /** 200 commands and 60 photos in the field, as `npm run proof` has it, instead of a tenth. */
    wholeDay: boolean;
  }
}

const root = fileURLToPath(new URL('../', import.meta.url));

/**
 * The product as `npm start` brings it up, on a free port and with a data folder of its own: the city of Hechuan, no
 * demo month, which would load behind the journeys, and one administrator made on the command line.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = await mkdtemp(join(tmpdir(), 'heliu-e2e-'));
  // The database runs as another user when we are root, and must reach its folder.
  await chmod(dir, 0o755);
  const gateway = await startGateway();
  const env = {
    ...process.env,
    HELIU_PORT: '0',
    HELIU_DATA_DIR: dir,
    HELIU_DEMO: 'false',
    HELIU_LOG_LEVEL: 'warn',
    HELIU_PUSH_CONTACT: 'mailto:it@city.example',
    HELIU_SMS_URL: gateway.url,
    HELIU_SMS_TOKEN: 'of-the-journeys',
  };
  const child = spawn(process.execPath, [join(root, 'bin', 'run.mjs'), 'start', '--json'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = async () => {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
    await gateway.close();
    await rm(dir, { recursive: true, force: true });
  };
  try {
    const address = await addressOf(child);
    project.provide('address', address);
    project.provide('gateway', gateway.url);
    project.provide('lookAtAll', process.env['E2E_LOOK'] === 'all');
    project.provide('wholeDay', process.env['E2E_FIELD_DAY'] === 'whole');
    project.provide('administrator', await administratorOf(address, env));
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

async function administratorOf(
  address: string,
  env: NodeJS.ProcessEnv,
): Promise<{ login: string; password: string }> {
  const login = 'administrator';
  const args = [
    'user',
    'add',
    login,
    '--name',
    '管理员',
    '--role',
    'administrator:place:500117',
    '--lang',
    'zh',
    '--json',
  ];
  const told = await promisify(execFile)(process.execPath, [join(root, 'bin', 'heliu.mjs'), ...args], {
    env,
  });
  const { password: first } = JSON.parse(told.stdout) as { password: string };
  const password = 'a bridge over three rivers';
  await takeOver(address, login, first, password);
  return { login, password };
}
