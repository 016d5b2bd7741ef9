import { randomUUID } from 'node:crypto';
import { matterActs } from '@heliu/contract/matter';
import { type ClosingQuery, figures, groupings } from '@heliu/contract/statistics';
import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveAccount } from '../../test/factories.ts';
import { testApp, type TestApp } from '../../test/harness.ts';
import { readPack } from '../../test/packs.ts';
import { castOf } from '../demo/cast.ts';
import { daysUntil } from '../demo/days.ts';
import { ensureDemoAccounts } from '../demo/index.ts';
import { tellPortion } from '../demo/portion.ts';
import { sceneOf } from '../demo/scene.ts';
import type { Actor } from '../kernel/actor.ts';
import { placeEvents } from '../kernel/sequencer.ts';
import { copyStories } from '../matter/index.ts';
import { visible } from '../matter/policy.ts';
import { directFacts } from './direct.ts';
import { counted, factsOf } from './facts.ts';
import { followFacts, placeOf, rebuildFacts } from './kept.ts';
import { periodOf } from './period.ts';

const dayMs = 86_400_000;
const days = 24;
const perDay = 12;

/** Lakeside with three weeks of random lives, told by the life cycle. */
async function stage() {
  const app = await testApp({ roles: new Set(['web']) });
  await giveCity(app, readPack('lakeside'));
  const city = app.city.current();
  await ensureDemoAccounts(app, city);
  const rows = await app.db.selectFrom('people.accounts').select(['id', 'login']).execute();
  const cast = castOf(city, new Map(rows.map(({ id, login }) => [login ?? '', id])));
  const until = app.clock.now() - dayMs;
  const load = async (from: number, to: number) => {
    for (const day of daysUntil(until, days, city.pack.timeZone).slice(from, to)) {
      const scene = sceneOf(city, cast, day.date);
      await copyStories(app.pool, tellPortion(scene, { day, from: 0, count: perDay }, until));
    }
    while ((await placeEvents(app.db)) > 0);
  };
  return { app, city, load };
}
type Stage = Awaited<ReturnType<typeof stage>>;

const queries = ({ app, city }: Stage): fc.Arbitrary<ClosingQuery> => {
  const now = app.clock.now();
  const ago = fc.integer({ min: 0, max: (days + 4) * 24 * 60 }).map((minutes) => now - minutes * 60_000);
  const date = ago.map((at) => new Date(at).toISOString().slice(0, 10));
  const places = city.pack.divisions.map(({ code }) => code);
  return fc
    .record(
      {
        by: fc.constantFrom(...groupings),
        from: date,
        to: date,
        asOf: ago.map((at) => new Date(at).toISOString()),
        place: fc.constantFrom(...places),
      },
      { requiredKeys: ['by'] },
    )
    .filter((query) => {
      try {
        periodOf(query, city, now);
        return true;
      } catch {
        return false;
      }
    });
};

const leader = (placePath: string, unitId: string | null): Actor => ({
  accountId: 0,
  sessionId: '',
  displayName: '',
  language: 'zh',
  permissions: new Set(),
  grants: [{ role: 'leader', placePath, unitId }],
});

/** Closed matters reopened and open ones reclassified, over HTTP. */
async function actOn({ app, city }: Stage): Promise<void> {
  const { token } = await giveAccount(app, {
    grants: [{ role: 'operator', place: city.pack.districtCode }],
  });
  const act = async (stages: string, kind: 'reopen' | 'reclassify', payload: object) => {
    const { rows } = await sql<{ id: string }>`SELECT id FROM matter.matters
      WHERE stage = ANY(${stages}::text[]) ORDER BY id DESC LIMIT 12`.execute(app.db);
    const done = await Promise.allSettled(
      rows.map(({ id }) =>
        app.call(
          matterActs[kind],
          { params: { matterId: id }, body: { ...payload, commandId: randomUUID() } as never },
          token,
        ),
      ),
    );
    expect(done.filter(({ status }) => status === 'fulfilled').length, kind).toBeGreaterThan(0);
  };
  const reasonOf = (kind: 'reopen' | 'reclassify') => city.pack.reasons[kind][0]?.code ?? '';
  await act('{closed}', 'reopen', { reasonCode: reasonOf('reopen') });
  await act('{registered,accepted,filed,handling}', 'reclassify', {
    typeCode: city.pack.types[0]?.code,
    reasonCode: reasonOf('reclassify'),
    note: '归类有误',
  });
}

const columns = sql.join(
  figures.map((figure) => sql`count(*) FILTER (WHERE ${counted[figure]})::int AS ${sql.id(figure)}`),
);

/** The kept facts give, group by group, what looking at every matter and its events gives. */
async function compare(stageOf: Stage, query: ClosingQuery, actor: Actor): Promise<number> {
  const { app, city } = stageOf;
  const asked = { query, listed: false, period: periodOf(query, city, app.clock.now()), actor, city };
  const hooks = { city: app.city, visible };
  const count = async (facts: ReturnType<typeof factsOf>) =>
    (
      await sql<object>`SELECT f.key, ${columns} FROM (${facts}) f GROUP BY f.key ORDER BY f.key`.execute(
        app.db,
      )
    ).rows;
  const kept = await count(factsOf(asked, hooks, (await placeOf(app.db)) ?? 0));
  const all = sql`SELECT id FROM matter.matters`;
  expect(kept, JSON.stringify(query)).toEqual(await count(directFacts(asked, hooks, all)));
  return kept.length;
}

async function compareMany(stageOf: Stage, runs: number): Promise<void> {
  const { pack } = stageOf.city;
  const district = stageOf.city.index.divisions.get(pack.districtCode)?.path ?? '';
  const town = pack.divisions.find(({ level }) => level === 'township')?.path ?? '';
  const actors = [
    leader(district, null),
    leader(town, null),
    ...pack.units.slice(0, 3).map(({ code }) => leader(town, code)),
  ];
  let groups = 0;
  const begun = new Date(stageOf.app.clock.now() - (days + 4) * dayMs).toISOString().slice(0, 10);
  await fc.assert(
    fc.asyncProperty(queries(stageOf), fc.constantFrom(...actors), async (query, actor) => {
      groups += await compare(stageOf, query, actor);
    }),
    { numRuns: runs, examples: [[{ by: 'type', from: begun }, leader(district, null)]] },
  );
  // Narrow periods count nothing; the first counts all that there is.
  expect(groups).toBeGreaterThan(0);
}

async function followAll(app: TestApp): Promise<void> {
  while (await followFacts(app));
}

test('kept, half kept, followed or rebuilt: figures are those of looking at every matter', async () => {
  const own = await stage();
  const { app } = own;
  await own.load(0, 8);
  await compareMany(own, 10);
  await followAll(app);
  const kept = async () =>
    (await sql<object>`SELECT * FROM statistics.facts ORDER BY id`.execute(app.db)).rows;
  expect(await kept()).toHaveLength(8 * perDay);
  await own.load(8, days);
  await compareMany(own, 40);
  await followAll(app);
  await compareMany(own, 60);
  await actOn(own);
  await compareMany(own, 20);
  while ((await placeEvents(app.db)) > 0);
  await compareMany(own, 10);
  await followAll(app);
  await compareMany(own, 20);

  const followed = await kept();
  await sql`UPDATE statistics.facts SET stage = 'closed', overdue_from = NULL`.execute(app.db);
  expect(await rebuildFacts(app.db)).toBe(followed.length);
  expect(await kept()).toEqual(followed);
});
