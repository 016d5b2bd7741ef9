import { getDemoProgress } from '@heliu/contract/demo';
import { capacities, getGridPeople } from '@heliu/contract/enrolment';
import { openOwnReport, trackMatter } from '@heliu/contract/matter/track';
import { getBulletin } from '@heliu/contract/supervision';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveAccount } from '../../test/factories.ts';
import { testApp, type TestApp } from '../../test/harness.ts';
import { climbAll } from '../../test/ladders.ts';
import { readPack } from '../../test/packs.ts';
import { compileCity, staffOf } from '../city/index.ts';
import { castOf } from './cast.ts';
import { daysUntil, instantOn } from './days.ts';
import { planEnrolments } from './enrolments.ts';
import { demoReceipts, ensureDemoAccounts, isDemoLoaded, loadDemo } from './index.ts';
import { tellPortion } from './portion.ts';
import { randomFrom } from './random.ts';
import { tellResidents } from './residents.ts';
import { sceneOf } from './scene.ts';

const hourMs = 3_600_000;
const zone = 'Asia/Shanghai';
const until = Date.parse('2026-11-25T01:30:00Z');

function stageOf(name: 'hechuan' | 'lakeside') {
  const pack = readPack(name);
  const city = compileCity(pack, 1);
  const accountIds = new Map(staffOf(pack).map(({ login }, index) => [login, index + 1]));
  accountIds.set('resident@demo.heliu.test', 999_999);
  return { city, cast: castOf(city, accountIds), accountIds, pictures: [], until };
}

test('the days of the demo are 24 hours each, end at its end, and have their local dates', () => {
  const days = daysUntil(until, 3, zone);
  expect(days.map(({ date }) => date)).toEqual(['2026-11-25', '2026-11-24', '2026-11-23']);
  const ats = days.flatMap((day) =>
    Array.from({ length: 500 }, (_, index) => ({ day, at: instantOn(day, randomFrom(`at ${index}`)) })),
  );
  for (const { day, at } of ats) {
    expect(at).toBeLessThanOrEqual(day.end);
    expect(at).toBeGreaterThan(day.end - 24 * hourMs);
  }
  const nights = ats.filter(({ at }) => new Date(at + 8 * hourMs).getUTCHours() < 5);
  expect(nights.length / ats.length).toBeLessThan(0.05);
});

test('the same city, day and end tell the same stories, whole or in portions', () => {
  const { city, cast } = stageOf('hechuan');
  const [day] = daysUntil(until, 1, zone);
  if (day === undefined) throw new Error('no day');
  const scene = sceneOf(city, cast, day.date);
  const whole = [...tellPortion(scene, { day, from: 0, count: 40 }, until)];
  const again = [
    ...tellPortion(sceneOf(city, cast, day.date), { day, from: 0, count: 15 }, until),
    ...tellPortion(sceneOf(city, cast, day.date), { day, from: 15, count: 25 }, until),
  ];
  expect(again).toEqual(whole);
  const last = whole.flatMap((story) => story.map(({ at }) => at));
  expect(Math.max(...last)).toBeLessThanOrEqual(until);
  expect(last.filter((at) => !Number.isInteger(at))).toEqual([]);
  expect(new Set(whole.map(([{ after }]) => after.code)).size).toBe(40);
});

test.each([0, 3, 7, 12, 18, 22])(
  'whatever the hour (%i), its residents have reports in every state',
  (hour) => {
    const at = Date.parse('2026-03-02T16:00:00Z') + hour * hourMs;
    const stories = tellResidents({ ...stageOf('hechuan'), until: at });
    const ends = stories.map((story) => (story.at(-1) ?? story[0]).after);
    const own = stories.filter(([{ reports }]) => reports.some(({ account_id: id }) => id === 999_999));
    expect(own).toHaveLength(6);
    expect(stories).toHaveLength(10);
    const stages = ends.map(({ stage }) => stage);
    expect(stages.filter((stage) => stage === 'closed')).toHaveLength(4);
    expect(stages.filter((stage) => stage === 'declined')).toHaveLength(1);
    expect(stages.filter((stage) => stage === 'merged')).toHaveLength(1);
    expect(ends.filter(({ ratings }) => ratings.length > 0).length).toBeGreaterThan(0);
    const words = stories.flatMap((story) => story.flatMap(({ notes }) => notes));
    expect(words.filter(({ body }) => body.startsWith('您好')).length).toBe(2);
    for (const story of stories) for (const change of story) expect(change.at).toBeLessThanOrEqual(at);
  },
);

test('a small share of grids has a cadre in charge from its own town, staff at home and volunteers', () => {
  const { city } = stageOf('hechuan');
  const planned = planEnrolments(city, until);
  expect(planEnrolments(city, until)).toEqual(planned);
  const as = (capacity: string) => planned.filter((row) => row.capacity === capacity);
  const count = capacities.map((capacity) => as(capacity).length);
  for (const some of count) expect(some).toBeGreaterThan(30);
  expect(planned.length).toBeLessThan(city.pack.grids.length / 4);
  const homes = new Map(staffOf(city.pack).map(({ login, homePath }) => [login, homePath]));
  for (const { login, by, gridCode } of as('cadre_in_charge')) {
    const path = city.index.grids.get(gridCode)?.path ?? '';
    expect(path.startsWith(`${homes.get(login)}/`)).toBe(true);
    expect(path.startsWith(`${homes.get(by)}/`)).toBe(true);
  }
  const own = planned.filter(({ capacity }) => capacity !== 'cadre_in_charge');
  expect(new Set(own.map(({ login }) => login)).size).toBe(own.length);
  for (const { at } of planned) expect(at).toBeLessThanOrEqual(until);
});

const size = { days: 2, perDay: 30 };

async function demoApp(): Promise<TestApp> {
  const app = await testApp();
  await giveCity(app, readPack('lakeside'));
  await ensureDemoAccounts(app, app.city.current());
  return app;
}

test('a load is told as it goes, done once, and its anonymous reports open with their receipts', async () => {
  const app = await demoApp();
  expect(await app.call(getDemoProgress, {})).toEqual({ matters: 0, total: 0 });
  const told: number[] = [];
  const done = await loadDemo(app, app.city.current(), size, ({ matters }) => told.push(matters));
  expect(done).toEqual({ matters: 60, total: 60 });
  expect(told.at(-1)).toBe(60);
  expect(await app.call(getDemoProgress, {})).toEqual({ matters: 60, total: 60 });
  expect(await isDemoLoaded(app)).toBe(true);
  const count = () =>
    app.db
      .selectFrom('matter.matters')
      .select(({ fn }) => fn.countAll<string>().as('all'))
      .executeTakeFirstOrThrow();
  const all = Number((await count()).all);
  expect(all).toBeGreaterThan(60);
  await loadDemo(app, app.city.current(), size, () => {});
  expect(Number((await count()).all)).toBe(all);
  const receipts = demoReceipts(app.city.current());
  expect(receipts.length).toBe(3);
  for (const { code, receiptCode } of receipts) {
    const opened = await app.call(openOwnReport, { body: { code, receiptCode } });
    expect(opened.evidence.length).toBeGreaterThan(0);
    expect((await app.call(trackMatter, { body: { code } })).code).toBe(opened.code);
    expect(await app.refuse(openOwnReport, { body: { code } })).toMatchObject({
      code: 'resource.notFound',
    });
  }
});

test('a load that is stopped goes on where it was, in the size that it began with', async () => {
  const app = await demoApp();
  const stop = new AbortController();
  stop.abort();
  const first = await loadDemo(app, app.city.current(), size, () => {}, stop.signal);
  expect(first).toEqual({ matters: 0, total: 60 });
  expect(await isDemoLoaded(app)).toBe(false);
  const other = { days: 3, perDay: 50 };
  expect(await loadDemo(app, app.city.current(), other, () => {})).toEqual({ matters: 60, total: 60 });
});

test('the demo’s enrolments are entered once, as people enter them, with what the log tells of each', async () => {
  const app = await demoApp();
  const stop = new AbortController();
  stop.abort();
  await loadDemo(app, app.city.current(), size, () => {}, stop.signal);
  await loadDemo(app, app.city.current(), size, () => {}, stop.signal);
  const supervisor = await giveAccount(app, { grants: [{ role: 'supervisor', place: 'LS' }] });
  const planned = planEnrolments(app.city.current(), 0);
  const shown = await app.call(getGridPeople, { params: { code: 'market' } }, supervisor.token);
  expect(shown.counts).toMatchObject({ cadre_in_charge: 1, resident_volunteer: 1 });
  expect(shown.people?.map(({ name }) => name)).toEqual(expect.arrayContaining(['北岸镇经办 1', '居民']));
  const events = await app.db
    .selectFrom('log.events')
    .select('kind')
    .where('kind', 'like', 'enrolment.%')
    .execute();
  expect(events.map(({ kind }) => kind)).toEqual(planned.map(() => 'enrolment.entered'));
});

test('the weeks of the demo have the supervision cards of their days, whatever the ladder does once it is loaded', async () => {
  const app = await demoApp();
  const month = { days: 15, perDay: 20 };
  const stop = new AbortController();
  await loadDemo(app, app.city.current(), month, () => stop.abort(), stop.signal);
  await loadDemo(app, app.city.current(), month, () => {});
  const count = async () => {
    const { rows } = await sql<{ day: string; issued: number; ended: number }>`
      SELECT issued_at::date::text AS day, count(*)::int AS issued, count(ended_at)::int AS ended
      FROM supervision.cards GROUP BY 1 ORDER BY 1`.execute(app.db);
    return rows;
  };
  // On the day on which the load ends, the ladder goes on.
  const today = new Date(app.clock.now()).toISOString().slice(0, 10);
  const before = (rows: Awaited<ReturnType<typeof count>>) => rows.filter(({ day }) => day < today);
  const days = before(await count());
  expect(days.length).toBeGreaterThan(6);
  await climbAll(app);
  expect(before(await count())).toEqual(days);
  const supervisor = await giveAccount(app, { grants: [{ role: 'supervisor', place: 'LS' }] });
  const { total } = await app.call(getBulletin, {}, supervisor.token);
  expect(total.issued.blue + total.issued.yellow + total.issued.red).toBeGreaterThan(0);
  expect(total.ended).toBeGreaterThan(0);
});
