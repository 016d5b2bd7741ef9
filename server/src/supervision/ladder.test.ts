import { randomUUID } from 'node:crypto';
import { matterActs, registerMatter } from '@heliu/contract/matter';
import { getBoard, getSupervision, listCards } from '@heliu/contract/supervision';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveAccount, type GivenGrant } from '../../test/factories.ts';
import { type TestApp, testApp } from '../../test/harness.ts';
import { climbAll, ladderPack, roomOf, stepsOf } from '../../test/ladders.ts';
import { giveMatter, leak } from '../../test/matters.ts';
import { importCity } from '../city/index.ts';
import { followMatters, planAll } from './follow.ts';
import { tick } from './tick.ts';

const hourMs = 3_600_000;
const web = { roles: new Set(['web'] as const) };

async function stage(): Promise<TestApp> {
  const app = await testApp(web);
  await giveCity(app, ladderPack());
  return app;
}

const person = (app: TestApp, ...grants: GivenGrant[]) => giveAccount(app, { grants });
const operator = (app: TestApp) => person(app, { role: 'operator', place: 'd' });
const plumber = (app: TestApp) => person(app, { role: 'handler', unit: 'water', reach: 'd' });
const command = () => ({ commandId: randomUUID() });

const short = (steps: readonly { clock: string; step: string; ended: string | null }[]) =>
  steps.map(({ clock, step, ended }) => `${clock} ${step}${ended === null ? '' : ` (${ended})`}`);

test('a matter nobody takes climbs to the top, once however often the ladder runs', async () => {
  const app = await stage();
  await person(app, { role: 'supervisor', place: 'd/t1' });
  await person(app, { role: 'leader', place: 'd' });
  const { matterId } = await giveMatter(app, await operator(app), { place: { placeCode: 'g1' } });
  await climbAll(app);
  expect(await stepsOf(app, matterId)).toEqual([]);
  // Signing: 4 working hours from Wednesday 10:00; a quarter is left at 15:00, the time is up at 16:00.
  app.clock.set(Date.parse('2026-11-25T06:59:59Z'));
  await climbAll(app);
  expect(await stepsOf(app, matterId)).toEqual([]);
  app.clock.set(Date.parse('2026-11-25T07:00:00Z'));
  await climbAll(app);
  expect(await stepsOf(app, matterId)).toEqual([
    { clock: 'signing', step: 'near', ended: null, unit: 'water', recipients: ['unit:water'] },
  ]);
  app.clock.set(Date.parse('2026-11-25T08:00:00Z'));
  await climbAll(app);
  expect(short(await stepsOf(app, matterId))).toEqual(['signing near']);
  app.clock.advance(1);
  for (let again = 0; again < 3; again += 1) await climbAll(app);
  const late = await stepsOf(app, matterId);
  expect(short(late)).toEqual(['signing near (raised)', 'signing late']);
  expect(late[1]?.recipients).toEqual(['unit:water', 'supervisor@place:d/t1']);
  app.clock.advance(24 * hourMs);
  await climbAll(app);
  app.clock.advance(72 * hourMs);
  await climbAll(app);
  const top = (await stepsOf(app, matterId)).filter(({ clock }) => clock === 'signing');
  expect(short(top)).toEqual([
    'signing near (raised)',
    'signing late (raised)',
    'signing red (raised)',
    'signing top',
  ]);
  // No supervisor sits over the district, so the step stands for that post; the leader does.
  expect(top[2]?.recipients).toEqual(['supervisor@place:d']);
  expect(top[3]?.recipients).toEqual(['leader@place:d']);
  const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM log.events
    WHERE kind = 'supervision.cardIssued' AND payload->>'matterId' = ${matterId} AND payload->>'clock' = 'signing'`.execute(
    app.db,
  );
  expect(rows[0]?.n).toBe(4);
});

test('a matter without a unit is covered too: its acceptance climbs at the centre', async () => {
  const app = await stage();
  const clerk = await operator(app);
  const { matterId } = await app.call(registerMatter, { body: leak({ typeCode: 'HAND-02' }) }, clerk.token);
  app.clock.advance(2 * hourMs + 1);
  await climbAll(app);
  expect(await stepsOf(app, matterId)).toMatchObject([
    { clock: 'acceptance', step: 'near', ended: 'raised', unit: 'centre-t1' },
    { clock: 'acceptance', step: 'late', ended: null, unit: 'centre-t1' },
  ]);
});

test('comments and notes reset nothing; signing for it ends its cards and not those of handling', async () => {
  const app = await stage();
  const { matterId } = await giveMatter(app, await operator(app), { place: { placeCode: 'g1' } });
  await climbAll(app);
  app.clock.advance(5 * hourMs);
  const comment = { ...command(), note: '正在联系', audience: 'internal' as const };
  await app.call(matterActs.addComment, { params: { matterId }, body: comment }, (await plumber(app)).token);
  await climbAll(app);
  expect(short(await stepsOf(app, matterId))).toEqual(['signing near']);
  app.clock.advance(1 * hourMs + 1);
  await climbAll(app);
  expect(short(await stepsOf(app, matterId))).toEqual(['signing near (raised)', 'signing late']);
  await app.call(
    matterActs.signFor,
    { params: { matterId }, body: { ...command(), workOrderNo: 1 } },
    (await plumber(app)).token,
  );
  await climbAll(app);
  expect(short(await stepsOf(app, matterId))).toEqual(['signing near (raised)', 'signing late (clockEnded)']);
  app.clock.advance(14 * 24 * hourMs);
  await climbAll(app);
  expect(short(await stepsOf(app, matterId)).slice(0, 4)).toEqual([
    'handling near (raised)',
    'handling late (raised)',
    'handling red (raised)',
    'handling top',
  ]);
});

test('a suspension holds what is not issued yet, and what was issued stays', async () => {
  const app = await stage();
  const { matterId } = await giveMatter(app, await operator(app), { place: { placeCode: 'g1' } });
  app.clock.advance(5 * hourMs);
  await climbAll(app);
  expect(short(await stepsOf(app, matterId))).toEqual(['signing near']);
  const until = new Date(app.clock.now() + 30 * 24 * hourMs).toISOString();
  await app.call(
    matterActs.requestSuspension,
    {
      params: { matterId },
      body: { ...command(), reasonCode: 'other', until: Date.parse(until) },
    },
    (await plumber(app)).token,
  );
  const chief = await person(app, { role: 'supervisor', place: 'd' });
  await app.call(
    matterActs.decideSuspension,
    { params: { matterId }, body: { ...command(), approve: true } },
    chief.token,
  );
  app.clock.advance(20 * 24 * hourMs);
  await climbAll(app);
  expect(short(await stepsOf(app, matterId))).toEqual(['signing near']);
  const looking = await person(app, { role: 'supervisor', place: 'd' });
  const held = await app.call(getSupervision, { params: { matterId } }, looking.token);
  expect(held.cards).toMatchObject([{ level: 'blue', held: true, ended: null }]);
  expect(
    held.ladders
      .find(({ clock }) => clock === 'signing')
      ?.steps.map(({ at, issued }) => [at === null, issued]),
  ).toEqual([
    [false, true],
    [true, false],
    [true, false],
    [true, false],
  ]);
  await app.call(matterActs.resume, { params: { matterId }, body: command() }, looking.token);
  await climbAll(app);
  expect(short(await stepsOf(app, matterId))).toEqual(['signing near']);
  app.clock.advance(24 * hourMs);
  await climbAll(app);
  expect(short(await stepsOf(app, matterId)).slice(0, 2)).toEqual(['signing near (raised)', 'signing late']);
});

test('the table of steps is made anew from the matters: nothing is issued a second time', async () => {
  const app = await stage();
  const clerk = await operator(app);
  const matters = await Promise.all(
    [1, 2, 3].map(() => giveMatter(app, clerk, { place: { placeCode: 'g1' } })),
  );
  app.clock.advance(7 * hourMs);
  await climbAll(app);
  const all = () => Promise.all(matters.map(({ matterId }) => stepsOf(app, matterId)));
  const before = await all();
  expect(before.flat()).toHaveLength(6);
  const { rows: kept } = await sql`SELECT * FROM supervision.climbs ORDER BY matter_id, clock`.execute(
    app.db,
  );
  await sql`DELETE FROM supervision.climbs`.execute(app.db);
  expect(await planAll(roomOf(app), app.city.current())).toBe(3);
  expect(
    (await sql`SELECT * FROM supervision.climbs ORDER BY matter_id, clock`.execute(app.db)).rows,
  ).toEqual(kept);
  await climbAll(app);
  expect(await all()).toEqual(before);
  // A table of steps from before everything was issued, as after a restore of it alone.
  await sql`UPDATE supervision.climbs SET next_at = '2026-11-01', version = version,
    steps = '[{"step":"near","level":"blue","at":1},{"step":"late","level":"yellow","at":2}]' || steps
    WHERE clock = 'signing'`.execute(app.db);
  await climbAll(app);
  expect(await all()).toEqual(before);
});

test('workers that tick at the same time issue everything once', async () => {
  const app = await stage();
  const clerk = await operator(app);
  await Promise.all(Array.from({ length: 12 }, () => giveMatter(app, clerk, { place: { placeCode: 'g1' } })));
  await climbAll(app);
  app.clock.advance(24 * hourMs);
  const room = roomOf(app);
  const worker = async () => {
    while (await tick(room, 5));
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  await climbAll(app);
  const { rows } = await sql<{ step: string; n: number }>`
    SELECT clock || ' ' || step AS step, count(*)::int AS n FROM supervision.cards GROUP BY 1 ORDER BY 1`.execute(
    app.db,
  );
  expect(rows).toEqual([
    { step: 'signing late', n: 12 },
    { step: 'signing near', n: 12 },
  ]);
});

test('another ladder in the city counts for what is not issued yet', async () => {
  const app = await stage();
  const { matterId } = await giveMatter(app, await operator(app), { place: { placeCode: 'g1' } });
  app.clock.advance(7 * hourMs);
  await climbAll(app);
  const pack = ladderPack();
  const [ladder] = pack.supervision.ladders;
  if (ladder === undefined) throw new Error('no ladder');
  const [near, late] = ladder.steps;
  if (near === undefined || late === undefined) throw new Error('no steps');
  const soon = {
    ...late,
    code: 'soon',
    level: 'red' as const,
    when: { wait: { value: 1, unit: 'urgent_hour' as const } },
  };
  await importCity(
    app.db,
    { ...pack, version: '1.1.0', supervision: { ladders: [{ ...ladder, steps: [near, late, soon] }] } },
    { accountId: null, at: app.clock.now() },
  );
  await app.city.reload();
  app.clock.advance(hourMs);
  await climbAll(app);
  expect(short(await stepsOf(app, matterId))).toEqual([
    'signing near (raised)',
    'signing late (raised)',
    'signing soon',
  ]);
  expect(await followMatters(roomOf(app))).toBe(false);
});

test('the board shows open cards to those who see the matter, the longest waiting first', async () => {
  const app = await stage();
  const clerk = await operator(app);
  const first = await giveMatter(app, clerk, { place: { placeCode: 'g1' } });
  app.clock.advance(hourMs);
  const second = await giveMatter(app, clerk, { place: { placeCode: 'g2' } });
  app.clock.advance(6 * hourMs + 1);
  await climbAll(app);
  const chief = await person(app, { role: 'supervisor', place: 'd' });
  const board = await app.call(getBoard, {}, chief.token);
  expect(board.total).toEqual({ blue: 0, yellow: 2, red: 0, other: 0 });
  expect(board.townships.map(({ code, counts }) => [code, counts.yellow])).toEqual([
    ['t1', 1],
    ['t2', 1],
  ]);
  expect(board.units).toMatchObject([{ code: 'water', counts: { yellow: 2 } }]);
  const page = await app.call(listCards, { query: { limit: 1 } }, chief.token);
  expect(page.rows.map(({ matterId }) => matterId)).toEqual([first.matterId]);
  const rest = await app.call(listCards, { query: { limit: 1, cursor: page.next } }, chief.token);
  expect(rest.rows.map(({ matterId }) => matterId)).toEqual([second.matterId]);
  expect(rest.next).toBeUndefined();
  const suspension = { reasonCode: 'other', until: app.clock.now() + 30 * 24 * hourMs };
  const on = { params: { matterId: first.matterId } };
  await app.call(
    matterActs.requestSuspension,
    { ...on, body: { ...command(), ...suspension } },
    (await plumber(app)).token,
  );
  await app.call(matterActs.decideSuspension, { ...on, body: { ...command(), approve: true } }, chief.token);
  const held: [string, boolean][] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: 1, ...(cursor === undefined ? {} : { cursor }) };
    const one = await app.call(listCards, { query }, chief.token);
    held.push(...one.rows.map((row): [string, boolean] => [row.matterId, row.held]));
    cursor = one.next;
  } while (cursor !== undefined);
  expect(held).toEqual([
    [second.matterId, false],
    [first.matterId, true],
  ]);
  const town = await person(app, { role: 'supervisor', place: 'd/t2' });
  const own = await app.call(listCards, {}, town.token);
  expect(own.rows.map(({ matterId }) => matterId)).toEqual([second.matterId]);
  expect(
    (await app.call(listCards, { query: { mine: 'true' } }, (await plumber(app)).token)).rows,
  ).toHaveLength(2);
  const roads = await person(app, { role: 'handler', unit: 'roads', reach: 'd' });
  expect((await app.call(listCards, {}, roads.token)).rows).toEqual([]);
  expect((await app.refuse(getSupervision, { params: { matterId: first.matterId } }, roads.token)).code).toBe(
    'resource.notFound',
  );
});
