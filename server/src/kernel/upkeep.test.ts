import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/harness.ts';
import { settableClock } from './clock.ts';
import { findReply, findSubject, runCommand } from './command.ts';
import { appendEvents, readEvents } from './events.ts';
import { createLog } from './log.ts';
import { monthsChore } from './months.ts';
import { refusalsChore } from './refusals.ts';
import { repliesChore } from './replies.ts';
import { placeEvents } from './sequencer.ts';
import { type Chore, doChore, upkeepLoop } from './upkeep.ts';

const now = Date.parse('2031-05-20T02:00:00Z');
const day = 86_400_000;
let database: TestDatabase;
let clock: ReturnType<typeof settableClock>;
let kernel: Parameters<typeof doChore>[0];

beforeEach(async () => {
  database = await cloneDatabase();
  onTestFinished(() => database.close());
  clock = settableClock(now);
  kernel = { db: database.db, clock, log: createLog('silent') };
});

const append = (ats: readonly number[]) =>
  appendEvents(
    database.db,
    ats.map((at) => ({ kind: 'test.done', subject: 'test:1', at })),
  );

/** Events by the table that holds them. */
async function whereTheyLie(): Promise<Record<string, number>> {
  const { rows } = await database.pool.query<{ table: string; n: number }>(
    `SELECT tableoid::regclass::text AS table, count(*)::int AS n FROM log.events
     WHERE kind = 'test.done' GROUP BY 1 ORDER BY 1`,
  );
  return Object.fromEntries(rows.map(({ table, n }) => [table, n]));
}

test('this month and three more get a partition, once, however many ask at the same time', async () => {
  const chore = monthsChore(database.db, clock);
  expect(await chore.count()).toBe(4);
  const made = await Promise.all([chore.run(), chore.run(), chore.run()]);
  expect(made.reduce((sum, n) => sum + n)).toBe(4);
  expect([await chore.count(), await chore.run()]).toEqual([0, 0]);
  await append([now, Date.parse('2031-08-31T23:59:59Z'), Date.parse('2031-09-01T00:00:00Z')]);
  expect(await whereTheyLie()).toEqual({
    'log.events_203105': 1,
    'log.events_203108': 1,
    'log.events_rest': 1,
  });
});

test('events that fell into the rest move to their month, which knows its borders in UTC', async () => {
  const first = Date.parse('2031-05-01T00:00:00Z');
  await append([first - 1, first, now, Date.parse('2031-05-31T23:59:59.999Z')]);
  await placeEvents(database.db);
  await database.pool.query(`SET timezone = 'Asia/Shanghai'`);
  await monthsChore(database.db, clock).run();
  expect(await whereTheyLie()).toEqual({ 'log.events_203105': 3, 'log.events_rest': 1 });
  const read = await readEvents(database.db, 0, 100);
  expect(read.filter(({ kind }) => kind === 'test.done')).toHaveLength(4);
  await expect(database.pool.query('DELETE FROM log.events_203105')).rejects.toThrow(/permission denied/);
});

test('a past month of many events gets its partition late, one of few stays in the rest', async () => {
  const many = Date.parse('2029-02-10T00:00:00Z');
  await database.pool.query(
    `INSERT INTO log.events (at, kind, subject)
     SELECT $1::timestamptz + n * interval '1 second', 'test.done', 'test:' || n FROM generate_series(1, 10000) n`,
    [new Date(many)],
  );
  await append([Date.parse('2028-02-10T00:00:00Z')]);
  const chore = monthsChore(database.db, clock);
  expect(await chore.count()).toBe(5);
  expect(await chore.run()).toBe(5);
  expect(await whereTheyLie()).toEqual({ 'log.events_202902': 10_000, 'log.events_rest': 1 });
});

test('events that are written while a month is made are neither lost nor doubled', async () => {
  const writers = Array.from({ length: 4 }, async () => {
    for (let n = 0; n < 60; n += 1) await append([now + n]);
  });
  await Promise.all([...writers, monthsChore(database.db, clock).run()]);
  const lie = await whereTheyLie();
  expect(lie).toEqual({ 'log.events_203105': 240 });
});

async function command(at: number): Promise<string> {
  const id = randomUUID();
  await sql`INSERT INTO log.commands (command_id, at, endpoint, account_id, subject, reply)
    VALUES (${id}, ${new Date(at)}, 'test.do', 7, 'test:1', '{"done":true}')`.execute(database.db);
  return id;
}

test('replies are cleared after 30 days; who did what and when stays', async () => {
  const old = await command(now - 30 * day - 1);
  const young = await command(now - 30 * day);
  const chore = repliesChore(database.db, clock);
  expect(await chore.count()).toBe(1);
  expect(await doChore(kernel, chore)).toBe(1);
  expect([await chore.count(), await doChore(kernel, chore)]).toEqual([0, 0]);
  const { rows } = await sql`SELECT command_id, endpoint, account_id, subject, reply FROM log.commands
    ORDER BY at`.execute(database.db);
  const kept = { endpoint: 'test.do', account_id: 7, subject: 'test:1' };
  expect(rows).toEqual([
    { command_id: old, ...kept, reply: null },
    { command_id: young, ...kept, reply: { done: true } },
  ]);
});

test('a command repeated after its reply was cleared is told so and done no second time', async () => {
  const commandId = await command(now - 31 * day);
  await doChore(kernel, repliesChore(database.db, clock));
  const record = { commandId, endpoint: 'test.do', accountId: 7, at: now };
  let done = 0;
  const again = runCommand(database.db, record, async () => ({ reply: (done += 1), subject: null }));
  await expect(again).rejects.toMatchObject({ code: 'command.past', status: 410 });
  expect(done).toBe(0);
  expect(await findSubject(database.db, record)).toBe('1');
  await expect(findReply(database.db, { ...record, accountId: 8 })).rejects.toMatchObject({
    code: 'command.reused',
  });
});

test('a reply of nothing is kept like any other', async () => {
  const record = { commandId: randomUUID(), endpoint: 'test.do', accountId: 7, at: now };
  const run = () => runCommand(database.db, record, async () => ({ reply: null, subject: null }));
  expect([await run(), await run()]).toEqual([null, null]);
});

test('refusals go after a year, those of nobody after 30 days, and nothing younger whatever the clock shows', async () => {
  const today = Date.now();
  const refused = (days: number, accountId: number | null) =>
    sql`INSERT INTO log.refusals (at, account_id, endpoint, code)
      VALUES (${new Date(today - days * day)}, ${accountId}, ${`test.${days}`}, 'auth.required')`.execute(
      database.db,
    );
  for (const days of [29, 31]) await refused(days, null);
  for (const days of [31, 364, 366]) await refused(days, 7);
  const ahead = settableClock(today + 400 * day);
  const chore = refusalsChore({ db: database.db, clock: ahead });
  expect(await chore.count()).toBe(2);
  expect(await doChore(kernel, chore)).toBe(2);
  expect([await chore.count(), await doChore(kernel, chore)]).toEqual([0, 0]);
  const { rows } = await sql<{ endpoint: string }>`SELECT endpoint FROM log.refusals ORDER BY at`.execute(
    database.db,
  );
  expect(rows.map(({ endpoint }) => endpoint)).toEqual(['test.364', 'test.31', 'test.29']);
  await expect(database.pool.query('DELETE FROM log.refusals')).rejects.toThrow(/permission denied/);
});

test('more than one stretch of the table is gone through', async () => {
  await database.pool.query(
    `INSERT INTO log.commands (command_id, at, endpoint, reply)
     SELECT gen_random_uuid(), $1, 'test.do', jsonb_build_object('text', repeat(md5(n::text), 40))
     FROM generate_series(1, 20000) n`,
    [new Date(now - 40 * day)],
  );
  expect(await repliesChore(database.db, clock).run()).toBe(20_000);
});

test('a chore is done once a day, recorded without a name, and one that fails does not stop the others', async () => {
  let done = 0;
  const counting: Chore = {
    name: 'test.counting',
    does: { zh: '计数', en: 'counted' },
    count: async () => 1,
    run: async () => (done += 1),
  };
  const failing: Chore = { ...counting, name: 'test.failing', run: () => Promise.reject(new Error('no')) };
  const loop = upkeepLoop(kernel, [failing, counting]);
  expect(await loop.run()).toBe(false);
  await loop.run();
  expect(done).toBe(1);
  clock.advance(day + 1);
  await loop.run();
  expect(done).toBe(2);
  const { rows } = await sql`SELECT name, done FROM log.upkeep`.execute(database.db);
  expect(rows).toEqual([{ name: 'test.counting', done: 2 }]);
  await placeEvents(database.db);
  const told = (await readEvents(database.db, 0, 100)).filter(({ kind }) => kind === 'upkeep.done');
  expect(told.map(({ subject, payload, actorId }) => [subject, payload, actorId])).toEqual([
    ['upkeep:test.counting', { done: 1 }, null],
    ['upkeep:test.counting', { done: 2 }, null],
  ]);
});
