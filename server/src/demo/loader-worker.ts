import { parentPort, workerData } from 'node:worker_threads';
import type { CityPack } from '@heliu/contract/city/pack';
import pg from 'pg';
import { compileCity } from '../city/index.ts';
import type { StoredPicture } from '../evidence/index.ts';
import { castOf } from './cast.ts';
import type { Day } from './days.ts';
import { copyPortion, tellPortion } from './portion.ts';
import { sceneOf } from './scene.ts';

/** What a loader is given. */
export interface LoaderTask {
  readonly url: string;
  readonly pack: CityPack;
  readonly versionId: number;
  /** Login → account. */
  readonly accountIds: ReadonlyMap<string, number>;
  readonly pictures: readonly StoredPicture[];
  /** The instant at which every story ends. */
  readonly until: number;
  readonly perDay: number;
  /** Keys of the posts that somebody holds, for whom supervision cards are. */
  readonly held: ReadonlySet<string>;
}

/** What it is asked: a day, of which the first `from` matters are there already; or to stop after its portion. */
export type LoaderOrder = { readonly day: Day; readonly from: number } | 'stop';

/** What it answers: how many more matters are there; a day is done. */
export type LoaderNews = { readonly loaded: number } | 'done';

/** Small enough that an interrupted load loses little, large enough that COPY pays. */
const portion = 460;

/** The ladder is told this far back: the board and the bulletin of last week look no further. */
const cardDays = 14;

async function work(port: NonNullable<typeof parentPort>, task: LoaderTask): Promise<void> {
  const pool = new pg.Pool({ connectionString: task.url, max: 1, allowExitOnIdle: true });
  const city = compileCity(task.pack, task.versionId);
  const cast = castOf(city, task.accountIds);
  const since = task.until - cardDays * 86_400_000;
  const ladders = { city, held: task.held, since, until: task.until };
  let stopping = false;
  const load = async (day: Day, first: number) => {
    const scene = sceneOf(city, cast, day.date);
    for (let from = first; from < task.perDay && !stopping; from += portion) {
      const part = { day, from, count: Math.min(portion, task.perDay - from) };
      await copyPortion(pool, part, tellPortion(scene, part, task.until), task.pictures, ladders);
      tell({ loaded: part.count });
    }
    tell('done');
  };
  const tell = (news: LoaderNews) => port.postMessage(news);
  port.on('message', (order: LoaderOrder) => {
    if (order === 'stop') {
      stopping = true;
      return;
    }
    // A failure ends this thread with it, and so reaches whoever started it.
    void load(order.day, order.from);
  });
  tell('done');
}

if (parentPort !== null) await work(parentPort, workerData as LoaderTask);
