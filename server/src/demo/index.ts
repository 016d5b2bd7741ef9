import { sql } from 'kysely';
import type { City } from '../city/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { copyPhotos, type SeededPhoto, type StoredPicture } from '../evidence/index.ts';
import { copyStories, type MatterStory } from '../matter/index.ts';
import { storePictures } from './pictures.ts';
import { castOf } from './cast.ts';
import { randomFrom } from './random.ts';
import { instantOn, sceneOf } from './scene.ts';
import { tellStory } from './story.ts';

export { type DemoAccount, demoAccounts, ensureDemoAccounts } from './accounts.ts';

export interface DemoSize {
  readonly days: number;
  readonly perDay: number;
}

export interface DemoProgress {
  readonly matters: number;
  readonly total: number;
}

/** A month at the reference district's 2,300 matters a day. */
export const demoSize: DemoSize = { days: 30, perDay: 2300 };

const dayMs = 86_400_000;
/** Stories are told and copied in portions, so that the server answers between them. */
const portion = 230;
/** Days loaded side by side: the copying is the database's work, a core each. */
const loaders = 2;

/**
 * Loads the demo's matters, a day at a time, each day in one transaction per portion. What was loaded before an
 * interruption (`signal`, or a crash) stays and is not loaded twice; the same pack and end give the same matters.
 */
export async function loadDemo(
  kernel: Kernel,
  city: City,
  size: DemoSize,
  onProgress: (progress: DemoProgress) => void,
  signal?: AbortSignal,
): Promise<DemoProgress> {
  const until = await beginLoad(kernel, size);
  const accountIds = await readAccountIds(kernel);
  const cast = castOf(city, accountIds);
  const pictures = await storePictures(kernel);
  const total = size.days * size.perDay;
  const done = new Map(
    (await kernel.db.selectFrom('demo.days').select(['day', 'matters']).execute()).map((row) => [
      row.day,
      row.matters,
    ]),
  );
  let matters = [...done.values()].reduce((sum, count) => sum + count, 0);
  const days = daysUntil(until, size.days, city.pack.timeZone);
  const loadDay = async (day: Day) => {
    const scene = sceneOf(city, cast, day.date);
    for (let from = done.get(day.date) ?? 0; from < size.perDay; from += portion) {
      if (signal?.aborted === true) return;
      const count = Math.min(portion, size.perDay - from);
      const stories = Array.from({ length: count }, (_, index) => {
        const random = randomFrom(`${city.pack.code} ${day.date} ${from + index}`);
        return tellStory(scene, random, Math.min(instantOn(day.start, random), until), until);
      });
      await copyStories(kernel.pool, stories, async (client) => {
        await copyPhotos(client, photosOf(stories, pictures));
        await client.query(
          `INSERT INTO demo.days (day, matters) VALUES ($1, $2)
           ON CONFLICT (day) DO UPDATE SET matters = EXCLUDED.matters`,
          [day.date, from + count],
        );
      });
      matters += count;
      onProgress({ matters, total });
    }
  };
  const queue = days.values();
  const loader = async () => {
    for (const day of queue) await loadDay(day);
  };
  await Promise.all(Array.from({ length: loaders }, loader));
  if (signal?.aborted === true) return { matters, total };
  await sql`ANALYZE matter.matters, matter.work_orders, matter.due_clocks, log.events`
    .execute(kernel.db)
    .catch(() => {});
  return { matters, total };
}

/** The photos that the stories mention, each showing one of the drawn pictures. */
function photosOf(stories: readonly MatterStory[], pictures: readonly StoredPicture[]): SeededPhoto[] {
  return stories.flatMap((story) =>
    story.flatMap(({ evidence, at, command }) =>
      evidence.map(({ file_id: id }) => ({
        id,
        at,
        accountId: command?.account_id ?? null,
        picture: randomFrom(id).pick(pictures),
      })),
    ),
  );
}

/** The instant at which the demo's story ends: fixed by the first load, so that a second start goes on with it. */
async function beginLoad(kernel: Kernel, size: DemoSize): Promise<number> {
  await sql`INSERT INTO demo.loads (until, days, per_day)
    VALUES (${new Date(kernel.clock.now())}, ${size.days}, ${size.perDay}) ON CONFLICT DO NOTHING`.execute(
    kernel.db,
  );
  const { until } = await kernel.db.selectFrom('demo.loads').select('until').executeTakeFirstOrThrow();
  return until.getTime();
}

async function readAccountIds({ db }: Kernel): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('people.accounts')
    .select(['id', 'login'])
    .where('login', 'is not', null)
    .execute();
  return new Map(rows.flatMap(({ id, login }) => (login === null ? [] : [[login, id] as const])));
}

/** Local days that end with the one of `until`, newest first, so that today's queues fill first. */
interface Day {
  readonly date: string;
  readonly start: number;
}

function daysUntil(until: number, count: number, timeZone: string): Day[] {
  return Array.from({ length: count }, (_, back) => {
    const date = new Date(until - back * dayMs).toLocaleDateString('sv-SE', { timeZone });
    return { date, start: midnightOf(date, timeZone) };
  });
}

function midnightOf(date: string, timeZone: string): number {
  const utc = Date.parse(`${date}T00:00:00Z`);
  const there = new Date(utc).toLocaleString('sv-SE', { timeZone }).replace(' ', 'T');
  return utc - (Date.parse(`${there}Z`) - utc);
}
