import { getCompileCacheDir } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Day } from './days.ts';
import type { LoaderNews, LoaderOrder, LoaderTask } from './loader-worker.ts';

/** Threads that tell and copy side by side: the server answers on its own thread meanwhile. */
const threads = Math.min(4, Math.max(2, availableParallelism() - 1));
/** New objects die young in a story: room for them spares most of the collecting. */
const youngMb = 192;

export interface DayToLoad {
  readonly day: Day;
  /** How many of its matters are there already. */
  readonly from: number;
}

/** Loads days on threads of their own, in their order, until all are there or `signal` stops it after a portion. */
export async function loadDays(
  task: LoaderTask,
  days: readonly DayToLoad[],
  onLoaded: (matters: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const queue = days.values();
  const next = () => (signal.aborted ? undefined : queue.next().value);
  const count = Math.min(threads, days.length);
  await Promise.all(Array.from({ length: count }, () => runLoader(task, next, onLoaded, signal)));
}

/** Threads find what this process has compiled already; they are given nothing else of its environment. */
function compileCache(): NodeJS.ProcessEnv {
  const folder = getCompileCacheDir();
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: dirname(folder) };
}

async function runLoader(
  task: LoaderTask,
  next: () => DayToLoad | undefined,
  onLoaded: (matters: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const worker = new Worker(new URL('./loader-worker.ts', import.meta.url), {
    workerData: task,
    resourceLimits: { maxYoungGenerationSizeMb: youngMb },
    env: compileCache(),
  });
  const order = (what: LoaderOrder) => worker.postMessage(what);
  const stop = () => order('stop');
  signal.addEventListener('abort', stop);
  try {
    await new Promise<void>((resolve, reject) => {
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('a loader of demo matters ended by itself')));
      worker.on('message', (news: LoaderNews) => {
        if (news !== 'done') return onLoaded(news.loaded);
        const day = next();
        if (day === undefined) return resolve();
        return order(day);
      });
    });
  } finally {
    signal.removeEventListener('abort', stop);
    await worker.terminate();
  }
}
