import { sql } from 'kysely';
import type { City } from '../city/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { copyStories } from '../matter/index.ts';
import { castOf } from './cast.ts';
import { randomFrom } from './random.ts';
import { instantOn, sceneOf } from './scene.ts';
import { tellStory } from './story.ts';

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
const portion = 460;

/**
 * Loads the demo's matters, a day at a time, each day in one transaction per portion. What was loaded before an
 * interruption stays and is not loaded twice; the same pack and end give the same matters.
 */
export async function loadDemo(
  kernel: Kernel,
  city: City,
  size: DemoSize,
  onProgress: (progress: DemoProgress) => void,
): Promise<DemoProgress> {
  const until = await beginLoad(kernel, size);
  const accountIds = await readAccountIds(kernel);
  const cast = castOf(city, accountIds);
  const total = size.days * size.perDay;
  const done = new Map(
    (await kernel.db.selectFrom('demo.days').select(['day', 'matters']).execute()).map((row) => [
      row.day,
      row.matters,
    ]),
  );
  let matters = [...done.values()].reduce((sum, count) => sum + count, 0);
  for (const day of daysUntil(until, size.days, city.pack.timeZone)) {
    const scene = sceneOf(city, cast, day.date);
    for (let from = done.get(day.date) ?? 0; from < size.perDay; from += portion) {
      const count = Math.min(portion, size.perDay - from);
      const stories = Array.from({ length: count }, (_, index) => {
        const random = randomFrom(`${city.pack.code} ${day.date} ${from + index}`);
        const at = Math.min(instantOn(day.start, random), until);
        return tellStory(scene, random, at, until);
      });
      await copyStories(kernel.pool, stories, async (client) => {
        await client.query(
          `INSERT INTO demo.days (day, matters) VALUES ($1, $2)
           ON CONFLICT (day) DO UPDATE SET matters = EXCLUDED.matters`,
          [day.date, from + count],
        );
      });
      matters += count;
      onProgress({ matters, total });
      await new Promise((resume) => setImmediate(resume));
    }
  }
  await sql`ANALYZE matter.matters, matter.work_orders, matter.due_clocks, log.events`
    .execute(kernel.db)
    .catch(() => {});
  return { matters, total };
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
function daysUntil(until: number, count: number, timeZone: string): { date: string; start: number }[] {
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
