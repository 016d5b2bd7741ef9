import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/harness.ts';
import { appendEvents, readEvents } from './events.ts';
import { isBehind, lastPosition, placeEvents, placeWritten, stepAfter } from './sequencer.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.close());

const at = Date.parse('2026-11-25T02:00:00Z');
const event = (kind: string) => ({ kind, subject: 'test:1', at });

test('positions are gapless and follow commit, so a late commit is not skipped', async () => {
  const { db } = database;
  const start = await lastPosition(db);
  const late = await db.startTransaction().execute();
  await appendEvents(late, [event('test.late')]);
  await appendEvents(db, [event('test.early')]);
  expect(await placeEvents(db)).toBe(1);
  const seen = await readEvents(db, start, 10);
  expect(seen.map(({ kind }) => kind)).toEqual(['test.early']);
  await late.commit().execute();
  expect(await placeEvents(db)).toBe(1);
  const rest = await readEvents(db, seen.at(-1)?.position ?? 0, 10);
  expect(rest.map(({ kind, position }) => [kind, position])).toEqual([['test.late', start + 2]]);
});

test('a rolled back act leaves neither event nor gap', async () => {
  const { db } = database;
  await placeEvents(db);
  const start = await lastPosition(db);
  const trx = await db.startTransaction().execute();
  await appendEvents(trx, [event('test.gone')]);
  await trx.rollback().execute();
  await appendEvents(db, [event('test.kept')]);
  await placeEvents(db);
  expect((await readEvents(db, start, 10)).map(({ kind, position }) => [kind, position])).toEqual([
    ['test.kept', start + 1],
  ]);
});

test('a reader is behind until it has come to the last position', async () => {
  const { db } = database;
  await appendEvents(db, [event('test.placed')]);
  await placeEvents(db);
  expect(await isBehind(db, 'test.reader')).toBe(true);
  const position = await lastPosition(db);
  await db.insertInto('log.readers').values({ name: 'test.reader', position }).execute();
  await appendEvents(db, [event('test.next')]);
  expect(await isBehind(db, 'test.reader')).toBe(false);
  await placeEvents(db);
  expect(await isBehind(db, 'test.reader')).toBe(true);
});

test('what is placed between a reader’s step and its reading is left to its next turn', async () => {
  const { db } = database;
  await placeEvents(db);
  const start = await lastPosition(db);
  expect(await stepAfter(db, start, 10)).toBeUndefined();
  await appendEvents(db, [event('test.first')]);
  await placeEvents(db);
  const step = await stepAfter(db, start, 10);
  expect(step).toEqual({ upTo: start + 1, count: 1, more: false });
  await appendEvents(db, [event('test.meanwhile')]);
  await placeEvents(db);
  const read = async (after: number, count = 0) =>
    (await readEvents(db, after, count)).map(({ kind }) => kind);
  expect(await read(start, step?.count)).toEqual(['test.first']);
  const next = await stepAfter(db, start + 1, 10);
  expect(await read(start + 1, next?.count)).toEqual(['test.meanwhile']);
});

test('sequencers that run at once place each event once', async () => {
  const { db } = database;
  const start = await lastPosition(db);
  await appendEvents(
    db,
    Array.from({ length: 300 }, (_, n) => event(`test.n${n}`)),
  );
  const placed = await Promise.all(Array.from({ length: 4 }, () => placeEvents(db, 40)));
  let more = placed.reduce((sum, n) => sum + n, 0);
  while (more < 300) more += await placeEvents(db, 40);
  const positions = (await readEvents(db, start, 1000)).map(({ position }) => position);
  expect(positions).toEqual(Array.from({ length: 300 }, (_, n) => start + 1 + n));
});

test('a load places its own events with its commit, others before and after, and one undone leaves no gap', async () => {
  const { db, pool } = database;
  while ((await placeEvents(db)) > 0);
  const start = await lastPosition(db);
  const load = async (kinds: readonly string[], end: 'COMMIT' | 'ROLLBACK', meanwhile = async () => {}) => {
    const client = await pool.connect();
    await client.query('BEGIN');
    const { rows } = await client.query<{ id: number }>(
      `INSERT INTO log.events (at, kind, subject) SELECT $1, kind, 'test:1' FROM unnest($2::text[]) AS kind RETURNING id`,
      [new Date(at), kinds],
    );
    const events = rows.map(({ id }) => ({ id, at: new Date(at).toISOString() }));
    await placeWritten(client, events);
    await meanwhile();
    await client.query(end);
    client.release();
  };
  await load(['test.load1', 'test.load2'], 'COMMIT', async () => {
    await appendEvents(db, [event('test.meanwhile')]);
    expect(await placeEvents(db)).toBe(0);
    expect(await readEvents(db, start, 10)).toEqual([]);
  });
  await load(['test.undone'], 'ROLLBACK');
  expect(await placeEvents(db)).toBe(1);
  await load(['test.load3'], 'COMMIT');
  expect((await readEvents(db, start, 10)).map(({ kind, position }) => [kind, position])).toEqual([
    ['test.load1', start + 1],
    ['test.load2', start + 2],
    ['test.meanwhile', start + 3],
    ['test.load3', start + 4],
  ]);
});

test('the application role can neither change nor remove an event', async () => {
  const { pool, db } = database;
  await appendEvents(db, [event('test.fixed')]);
  await expect(pool.query(`UPDATE log.events SET kind = 'x'`)).rejects.toThrow(/permission denied/);
  await expect(pool.query('DELETE FROM log.events')).rejects.toThrow(/permission denied/);
  await pool.query(`SELECT log.ensure_months('2026-11-01', '2027-01-31')`);
  await expect(pool.query('DELETE FROM log.events_202701')).rejects.toThrow(/permission denied/);
});
