import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';

const main = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url));

export interface BenchServer {
  readonly origin: string;
  /** Ends it as a power cut would. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

/** The product as it is deployed: one process with both roles, everything on. */
export async function startServer(
  url: string,
  secret: string,
  dataDir: string,
  port = 20_000 + Math.floor(Math.random() * 12_000),
): Promise<BenchServer> {
  const child = spawn(process.execPath, [main, 'start'], {
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: url,
      HELIU_SECRET: secret,
      HELIU_DEMO: 'false',
      HELIU_PORT: String(port),
      HELIU_DATA_DIR: dataDir,
      HELIU_LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => {
    output = (output + chunk.toString('utf8')).slice(-4000);
  });
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  const origin = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries += 1) {
    if (child.exitCode !== null || tries > 300) throw new Error(`the server did not start:\n${output}`);
    const reply = await fetch(`${origin}/api/session`).catch(() => undefined);
    if (reply?.ok) break;
    await sleep(100);
  }
  return {
    origin,
    crash: async () => {
      child.kill('SIGKILL');
      await exited;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
