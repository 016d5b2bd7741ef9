import { setTimeout as sleep } from 'node:timers/promises';
import { getDemoProgress } from '../../contract/src/demo.ts';
import { type StartedServer, startServer } from '../../server/src/cli/test-server.ts';

export const secondsSince = (began: number): number => Math.round(performance.now() - began) / 1000;

/** The product as `npm start` runs it, on a data folder of its own. */
export const startDemo = (dataDir: string, days = 30) =>
  startServer({
    HELIU_DATA_DIR: dataDir,
    HELIU_DEMO: 'true',
    HELIU_DEMO_DAYS: String(days),
    HELIU_CITY: 'cities/hechuan',
  });

/** Waits until all matters of the demo are there. @returns how many. */
export async function demoLoaded(
  { address }: StartedServer,
  onProgress: (matters: number, total: number) => void = () => {},
): Promise<number> {
  for (;;) {
    const reply = await fetch(`${address}${getDemoProgress.path}`);
    const { matters, total } = getDemoProgress.reply.parse(await reply.json());
    if (total > 0 && matters === total) return matters;
    onProgress(matters, total);
    await sleep(200);
  }
}

export async function stopDemo({ process: child, ended }: StartedServer): Promise<void> {
  child.kill('SIGTERM');
  await ended;
}
