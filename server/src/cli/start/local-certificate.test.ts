import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { get } from 'node:https';
import type { IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { startServer } from '../test-server.ts';

/** Whole programs start here, which takes its time on a busy machine. */
const execute = promisify(execFile);
const page = fileURLToPath(new URL('../../../../docs/operations.md', import.meta.url));

/** The commands as docs/operations.md gives them. */
async function commandsOfThePage(): Promise<string> {
  const text = await readFile(page, 'utf8');
  const commands = /<!-- walked by [^>]*local-certificate\.test\.ts -->\s+```sh\n([\s\S]*?)```/.exec(
    text,
  )?.[1];
  if (commands === undefined)
    throw new Error('docs/operations.md has lost the commands that this test walks');
  return commands;
}

function request(
  url: string,
  ca: Buffer,
): Promise<{ status: number | undefined; headers: IncomingHttpHeaders }> {
  return new Promise((done, fail) => {
    get(url, { ca, servername: '' }, (reply) => {
      reply.resume();
      done({ status: reply.statusCode, headers: reply.headers });
    }).once('error', fail);
  });
}

test('the certificate of the page makes a secure context for whoever trusts its authority, and for nobody else', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'heliu-tls-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await chmod(folder, 0o755);
  await execute('bash', ['-ec', await commandsOfThePage()], {
    cwd: folder,
    env: { PATH: '/usr/bin:/bin', ADDRESS: '127.0.0.1' },
  });
  const server = await startServer({
    HELIU_DATA_DIR: join(folder, 'data'),
    HELIU_HOST: '0.0.0.0',
    HELIU_TLS_CERT: join(folder, 'cert.pem'),
    HELIU_TLS_KEY: join(folder, 'key.pem'),
  });
  onTestFinished(async () => {
    server.process.kill('SIGTERM');
    await server.ended;
  });
  const address = `https://127.0.0.1:${new URL(server.address).port}/api/nothing`;
  const trusted = await request(address, await readFile(join(folder, 'ca.pem')));
  expect(trusted.status).toBe(404);
  expect(trusted.headers['strict-transport-security']).toMatch(/max-age=\d+/);
  await expect(request(address, await readFile(join(folder, 'key.pem')))).rejects.toThrow(/certificate/);
  await expect(fetch(address)).rejects.toThrow(/fetch failed/);
});
