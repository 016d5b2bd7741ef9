import { randomUUID } from 'node:crypto';
import { importLegalYear, listLegalYears } from '@heliu/contract/city-api';
import { getHistory } from '@heliu/contract/matter';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';
import { dyingAfter, giveMatter, planLeak } from '../../test/matters.ts';
import { placeEvents } from '../kernel/sequencer.ts';
import { copyStories } from './index.ts';
import { calendarFollower } from './recompute.ts';

const many = 2400;
const early = 600;
/** Wednesday 30 December, 10:00 in Shanghai. */
const start = Date.parse('2026-12-30T02:00:00Z');
const day = 86_400_000;
let app: TestApp;
let operator: TestAccount;
let administrator: TestAccount;

beforeAll(async () => {
  // The worker's turns are the test's own.
  app = await startTestApp({ roles: new Set(['web']) });
  app.clock.set(start);
  await giveCity(app);
  await signIn();
  await load(many, start);
  await load(early, start - 14 * day);
  await placed();
});
afterAll(() => app.close());

async function signIn(): Promise<void> {
  operator = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
  administrator = await giveAccount(app, { grants: [{ role: 'administrator', place: 'd' }] });
}

async function load(count: number, at: number): Promise<void> {
  const city = app.city.current();
  const stories = Array.from({ length: count }, () => [planLeak(city, at)] as const);
  await copyStories(app.pool, stories);
}

async function placed(): Promise<void> {
  while ((await placeEvents(app.db)) > 0);
}

const counts = async () => {
  const { rows } = await sql<{ provisional: number; recomputed: number; dues: string[] }>`
    SELECT (SELECT count(DISTINCT matter_id)::int FROM matter.due_clocks WHERE provisional) AS provisional,
      (SELECT count(*)::int FROM log.events WHERE kind = 'matter.dueRecomputed') AS recomputed,
      (SELECT array_agg(DISTINCT due_at::text) FROM matter.due_clocks WHERE kind = 'handling'
        AND due_at > '2027-01-01') AS dues`.execute(app.db);
  return rows[0];
};

/** Whether everybody was told that the due times are right since the last of them was moved. */
const toldSince = async () => {
  const { rows } = await sql<{ told: boolean }>`
    SELECT COALESCE(max(id) FILTER (WHERE kind = 'city.dueTimesRecomputed'), 0)
      > max(id) FILTER (WHERE kind = 'matter.dueRecomputed') AS told FROM log.events`.execute(app.db);
  return rows[0]?.told;
};

const year = {
  year: 2027,
  holidays: ['2027-01-01', '2027-01-04', '2027-01-05'].map((date) => ({ date })),
  makeUpDays: [],
};

test('a legal year moves every provisional due time, once, however often it is cut off and by how many', async () => {
  const follow = calendarFollower(app.matter);
  await follow();
  expect(await counts()).toEqual({
    provisional: many,
    recomputed: 0,
    dues: ['2027-01-05 02:00:00+00'],
  });
  const before = await app.call(listLegalYears, {}, administrator.token);
  expect(before).toMatchObject({ legalUntil: '2026-12-31', provisionalMatters: many });

  const body = { commandId: randomUUID(), legalYear: year };
  await app.call(importLegalYear, { body }, administrator.token);
  await placed();
  await expect(calendarFollower(dyingAfter(app, 700))()).rejects.toThrow('killed');
  expect(await toldSince()).toBe(false);
  const cutOff = (await counts())?.recomputed ?? 0;
  expect(cutOff).toBeGreaterThan(500);
  expect(cutOff).toBeLessThan(many);
  await Promise.all([follow(), calendarFollower(app.matter)()]);
  const done = { provisional: 0, recomputed: many, dues: ['2027-01-07 02:00:00+00'] };
  expect(await counts()).toEqual(done);
  const after = await app.call(listLegalYears, {}, administrator.token);
  expect(after).toMatchObject({ legalUntil: '2027-12-31', provisionalMatters: 0 });

  await placed();
  await calendarFollower(app.matter)();
  expect(await toldSince()).toBe(true);
  app.clock.advance(61_000);
  await follow();
  await follow();
  expect(await counts()).toEqual(done);
});

test('the history keeps the due time that was', async () => {
  const { rows } = await sql<{ id: string }>`SELECT id FROM matter.matters
    WHERE registered_at = ${new Date(start)} LIMIT 1`.execute(app.db);
  const { entries } = await app.call(getHistory, { params: { matterId: rows[0]?.id ?? '' } }, operator.token);
  expect(entries.at(-1)).toMatchObject({
    kind: 'matter.dueRecomputed',
    by: null,
    data: {
      changes: [
        {
          kind: 'handling',
          workOrderNo: 1,
          fromDueAt: Date.parse('2027-01-05T02:00:00Z'),
          toDueAt: Date.parse('2027-01-07T02:00:00Z'),
        },
      ],
    },
  });
});

test('what a process computes by the old calendar meanwhile is found at the second look', async () => {
  const follow = calendarFollower(app.matter);
  await placed();
  await follow();
  const next = { ...year, year: 2028, holidays: [{ date: '2028-01-03' }], makeUpDays: [] };
  app.clock.set(Date.parse('2027-12-31T02:00:00Z'));
  await signIn();
  await app.call(
    importLegalYear,
    { body: { commandId: randomUUID(), legalYear: next } },
    administrator.token,
  );
  await placed();
  await follow();
  const register = (commandId: string) => giveMatter(app, operator, { commandId });
  const { matterId } = await register(randomUUID());
  const due = async () => {
    const { rows } = await sql<{ due_at: string; provisional: boolean }>`
      SELECT due_at::text, provisional FROM matter.due_clocks
      WHERE matter_id = ${matterId} AND kind = 'handling'`.execute(app.db);
    return rows[0];
  };
  expect(await due()).toMatchObject({ provisional: false });
  const right = await due();
  await setBack(matterId);
  expect(await due()).not.toEqual(right);
  await follow();
  expect(await due(), 'the first look is over').not.toEqual(right);
  app.clock.advance(61_000);
  await follow();
  expect(await due()).toEqual(right);
});

/** As if a process that had not heard of the year had registered it. */
async function setBack(matterId: string): Promise<void> {
  await sql`UPDATE matter.matters SET state = jsonb_set(state, '{clocks}', (
      SELECT jsonb_agg(CASE WHEN c->>'kind' = 'handling'
        THEN c || jsonb_build_object('dueAt', (c->>'dueAt')::bigint - 86400000, 'provisional', true) ELSE c END)
      FROM jsonb_array_elements(state->'clocks') c)) WHERE id = ${matterId}`.execute(app.db);
  await sql`UPDATE matter.due_clocks SET due_at = due_at - interval '1 day', provisional = true
    WHERE matter_id = ${matterId} AND kind = 'handling'`.execute(app.db);
}
