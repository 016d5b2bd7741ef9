import { randomUUID } from 'node:crypto';
import type { MatterType } from '@heliu/contract/city/matter-type';
import type { CityPack } from '@heliu/contract/city/pack';
import { listMatters, matterActs, revealReporter } from '@heliu/contract/matter';
import { sql } from 'kysely';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { giveCity, testPack } from '../../test/city.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';
import { giveMatter } from '../../test/matters.ts';
import { heliu } from '../cli/test-cli.ts';
import { placeEvents } from '../kernel/sequencer.ts';
import { indexSearch } from './index-search.ts';
import { erasureChore } from './erase.ts';

const day = 86_400_000;
const start = Date.parse('2024-01-10T02:00:00Z');
const words = '我家楼下水管漏水，门牌八号';
let app: TestApp;
let operator: TestAccount;
let supervisor: TestAccount;
const opened: TestApp[] = [];

beforeEach(async () => {
  app = await startTestApp({ roles: new Set(['web']) });
  opened.push(app);
  app.clock.set(start);
  await giveCity(app);
  await signIn();
});
afterAll(() => Promise.all(opened.map((each) => each.close())));

async function signIn(): Promise<void> {
  operator = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
  supervisor = await giveAccount(app, { grants: [{ role: 'supervisor', place: 'd' }] });
}

async function register(): Promise<string> {
  const { matterId } = await giveMatter(app, operator, {
    typeCode: 'HAND-02',
    description: words,
    reporter: { name: '王女士', phone: '13800000000', email: 'wang@example.test' },
  });
  return matterId;
}

const end = (matterId: string) =>
  app.call(
    matterActs.handleOnSpot,
    { params: { matterId }, body: { commandId: randomUUID(), outcome: 'solved', reply: '已修好' } },
    operator.token,
  );

/** A file that came with the report, and one that a unit gave. */
async function giveFiles(matterId: string): Promise<{ own: string; units: string }> {
  const [own, units] = [randomUUID(), randomUUID()];
  const sha256 = randomUUID().replaceAll('-', '').padEnd(64, '0');
  await sql`INSERT INTO evidence.blobs (sha256, bytes) VALUES (${sha256}, 4)`.execute(app.db);
  await sql`INSERT INTO evidence.files (id, kind, media_type, sha256, bytes, uploaded_at, scan, claimed_at)
    SELECT id, 'file', 'text/plain', ${sha256}, 4, ${new Date(start)}, 'notSetUp', ${new Date(start)}
    FROM unnest(${[own, units]}::uuid[]) id`.execute(app.db);
  await sql`INSERT INTO matter.evidence (matter_id, file_id, version, report_id)
    SELECT ${matterId}::uuid, ${own}::uuid, 1, id FROM matter.reports WHERE matter_id = ${matterId}
    UNION ALL SELECT ${matterId}::uuid, ${units}::uuid, 1, NULL`.execute(app.db);
  return { own, units };
}

const report = async (matterId: string) => {
  const { rows } = await sql<Record<string, unknown>>`
    SELECT r.name, r.phone, r.email, r.text, r.erased_at IS NOT NULL AS erased, m.description, m.title
    FROM matter.reports r JOIN matter.matters m ON m.id = r.matter_id WHERE m.id = ${matterId}`.execute(
    app.db,
  );
  return rows[0];
};

const kept = { name: '王女士', text: words, erased: false, description: words };
const gone = { name: null, phone: null, email: null, text: '', erased: true, title: '水管漏水' };

/** The test city with a type of public assets. */
function withLamps(): CityPack {
  const pack = testPack();
  const hand = pack.types.find(({ code }) => code === 'HAND-02') as MatterType;
  const [condition] = hand.conditions;
  if (condition === undefined) throw new Error('HAND-02 has no condition');
  const code = 'LAMP-03';
  return {
    ...pack,
    classes: [...pack.classes, { code: 'K2', family: 'component', number: '02', name: hand.name }],
    types: [
      ...pack.types,
      {
        ...hand,
        code,
        number: '03',
        family: 'component',
        classCode: 'K2',
        conditions: [{ ...condition, code: `${code}-1`, typeCode: code }],
      },
    ],
  };
}

const chore = () => erasureChore(app.matter, async () => {});

test('reports go two years after the end, not a moment before, and not while the matter goes on', async () => {
  const [over, open] = [await register(), await register()];
  await end(over);
  app.clock.advance(730 * day);
  expect([await chore().count(), await chore().run()]).toEqual([0, 0]);
  app.clock.advance(1);
  expect(await chore().count()).toBe(1);
  const both = await Promise.all([chore().run(), chore().run()]);
  expect(both.reduce((sum, n) => sum + n)).toBe(1);
  expect(await report(over)).toMatchObject(gone);
  expect(await report(open)).toMatchObject(kept);
  expect(await chore().count()).toBe(0);
});

test('a title that is how the report begins is the name of the type afterwards, and its words are not found', async () => {
  const { matterId } = await giveMatter(app, operator, {
    typeCode: 'HAND-02',
    title: '我是王丽娟家住幸福路',
    description: '我是王丽娟家住幸福路，楼下水管漏水',
    reporter: { phone: '13800000000' },
  });
  await end(matterId);
  while ((await placeEvents(app.db)) > 0);
  await indexSearch(app.matter);
  const found = async () =>
    (await app.call(listMatters, { query: { q: '王丽娟', state: 'any' } }, supervisor.token)).rows.length;
  expect(await found()).toBe(1);
  app.clock.advance(730 * day + 1);
  await signIn();
  expect(await chore().run()).toBe(1);
  expect(await report(matterId)).toMatchObject({
    title: app.city.current().index.types.get('HAND-02')?.name.zh,
  });
  expect(await found()).toBe(0);
});

test('address and point of a home go with the report and from the search, those of a public asset keep the point', async () => {
  await giveCity(app, withLamps());
  const place = { position: [106.01, 30.01] as [number, number], address: '幸福路八号三单元' };
  const register = (typeCode: string) =>
    giveMatter(app, operator, {
      typeCode,
      description: words,
      place,
      reporter: { phone: '13800000000' },
    });
  const [home, asset] = [await register('HAND-02'), await register('LAMP-03')];
  for (const { matterId } of [home, asset]) await end(matterId);
  while ((await placeEvents(app.db)) > 0);
  await indexSearch(app.matter);
  const places = async () =>
    (
      await sql<Record<string, unknown>>`SELECT address, lng, lat, grid_code FROM matter.matters
        WHERE id = ANY(${[home.matterId, asset.matterId]}::uuid[]) ORDER BY type_code`.execute(app.db)
    ).rows;
  const found = async () =>
    (await app.call(listMatters, { query: { q: '幸福路', state: 'any' } }, supervisor.token)).rows.length;
  const [before] = await places();
  expect([before, await found()]).toMatchObject([{ address: place.address, lng: 106.01, lat: 30.01 }, 2]);
  app.clock.advance(730 * day + 1);
  await signIn();
  expect(await chore().run()).toBe(2);
  const grid = before?.['grid_code'];
  expect(await places()).toEqual([
    { address: null, lng: null, lat: null, grid_code: grid },
    { address: null, lng: 106.01, lat: 30.01, grid_code: grid },
  ]);
  expect(await found()).toBe(0);
});

test('what reporters added later goes with it, what staff told them stays', async () => {
  const over = await register();
  await sql`INSERT INTO matter.notes (matter_id, version, at, kind, body)
    VALUES (${over}, 1, now(), 'comment', '我住三楼，电话 13800000000')`.execute(app.db);
  await end(over);
  const notes = async () =>
    (
      await sql<{
        kind: string;
      }>`SELECT kind FROM matter.notes WHERE matter_id = ${over} ORDER BY id`.execute(app.db)
    ).rows;
  expect(await notes()).toEqual([{ kind: 'comment' }, { kind: 'reply' }]);
  app.clock.advance(730 * day + 1);
  expect(await chore().run()).toBe(1);
  expect(await notes()).toEqual([{ kind: 'reply' }]);
});

test('a city that keeps them longer or shorter is heard, but never shorter than a matter can be reopened', async () => {
  const over = await register();
  await end(over);
  const { lifeCycle } = app.city.current().pack;
  const city = (days: number) => ({
    ...app.matter,
    city: {
      ...app.city,
      findCurrent: () => {
        const current = app.city.current();
        return { ...current, pack: { ...current.pack, lifeCycle: { ...lifeCycle, keepReportsDays: days } } };
      },
    },
  });
  app.clock.advance(180 * day + 1);
  const counts = await Promise.all(
    [30, 179, 181].map((days) => erasureChore(city(days), async () => {}).count()),
  );
  expect(counts).toEqual([1, 1, 0]);
});

test('the report of a merged matter is kept as long as that of the one it went into', async () => {
  const [into, merged] = [await register(), await register()];
  await app.call(
    matterActs.merge,
    {
      params: { matterId: merged },
      body: { commandId: randomUUID(), intoMatterId: into, reasonCode: 'other' },
    },
    operator.token,
  );
  app.clock.advance(800 * day);
  await signIn();
  expect(await chore().count()).toBe(0);
  await end(into);
  app.clock.advance(730 * day + 1);
  expect(await chore().run()).toBe(2);
  expect([await report(into), await report(merged)]).toMatchObject([gone, gone]);
});

test('heliu upkeep says what it would do, does it, and has nothing left', async () => {
  const over = await register();
  const files = await giveFiles(over);
  await end(over);
  while ((await placeEvents(app.db)) > 0);
  await indexSearch(app.matter);
  const upkeep = async (...args: string[]) => {
    const { code, out, err } = await heliu(['--lang', 'en', 'upkeep', '--json', ...args], {
      DATABASE_URL: app.database.url,
      HELIU_SECRET: 'a secret of the tests, long enough',
    });
    expect(code, err).toBe(0);
    const { chores } = JSON.parse(out) as { chores: { name: string; count: number }[] };
    return Object.fromEntries(chores.map(({ name, count }) => [name, count]));
  };
  const would = await upkeep('--dry-run');
  expect(would).toMatchObject({ 'matter.reports': 1, 'evidence.unclaimed': 0, 'log.replies': 2 });
  expect(await report(over)).toMatchObject(kept);
  expect(await upkeep()).toEqual(would);
  expect(await report(over)).toMatchObject(gone);
  const { rows: left } = await sql<{ id: string }>`SELECT id FROM evidence.files`.execute(app.db);
  expect(left).toEqual([{ id: files.units }]);
  expect(await upkeep()).toMatchObject({ 'matter.reports': 0, 'log.replies': 0 });

  await signIn();
  const found = async (text: string) =>
    (await app.call(listMatters, { query: { q: text, state: 'any' } }, supervisor.token)).rows.length;
  expect([await found('门牌'), await found('漏水')]).toEqual([0, 1]);
  const revealed = await app.call(
    revealReporter,
    { params: { matterId: over }, body: { commandId: randomUUID(), purpose: 'call back' } as never },
    supervisor.token,
  );
  expect(JSON.stringify(revealed)).not.toMatch(/王|138|wang/);
  const { rows: told } = await sql`SELECT subject, payload, actor_id FROM log.events
    WHERE kind = 'reports.erased'`.execute(app.db);
  expect(told).toEqual([{ subject: `reports:${over}`, payload: { reports: 1, files: 1 }, actor_id: null }]);
});
