import { setTimeout as sleep } from 'node:timers/promises';
import {
  type EmbeddedOptions,
  type EmbeddedPostgres,
  startEmbedded,
} from '../../kernel/postgres/embedded.ts';
import type { Log } from '../../kernel/log.ts';

/** An embedded database that is started again when it ends unasked. */
export interface KeptDatabase {
  url(role: string, database: string): string;
  /** Resolves with the reason when it cannot be kept alive. */
  readonly lost: Promise<Error>;
  stop(): Promise<void>;
}

const triesInARow = 5;
const steadyMs = 60_000;

/** Its address stays the same over restarts, so connection pools find the new one by themselves. */
export async function keepEmbedded(options: EmbeddedOptions, log: Log): Promise<KeptDatabase> {
  let current = await startEmbedded(options);
  let stopping = false;
  const { promise: lost, resolve: giveUp } = Promise.withResolvers<Error>();
  const watch = async () => {
    let tries = 0;
    while (!stopping) {
      const startedAt = Date.now();
      const code = await current.exited;
      if (stopping) return;
      tries = Date.now() - startedAt > steadyMs ? 1 : tries + 1;
      log.error('the embedded database ended; starting it again', { code, try: tries });
      const next = await startAgain(options, triesInARow - tries, log);
      if (next instanceof Error) {
        giveUp(next);
        return;
      }
      current = next;
      log.warn('the embedded database is back', { pid: current.pid });
    }
  };
  const watching = watch();
  return {
    url: (role, database) => current.url(role, database),
    lost,
    stop: async () => {
      stopping = true;
      await current.stop();
      await watching;
    },
  };
}

async function startAgain(
  options: EmbeddedOptions,
  triesLeft: number,
  log: Log,
): Promise<EmbeddedPostgres | Error> {
  for (let left = triesLeft; ; left -= 1) {
    try {
      return await startEmbedded(options);
    } catch (error) {
      if (left <= 0) return error instanceof Error ? error : new Error(String(error));
      log.error('the embedded database did not start', { error });
      await sleep(1000);
    }
  }
}
