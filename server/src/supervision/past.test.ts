import { randomUUID } from 'node:crypto';
import { matterActs } from '@heliu/contract/matter';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveAccount } from '../../test/factories.ts';
import { testApp } from '../../test/harness.ts';
import { climbAll, ladderPack } from '../../test/ladders.ts';
import { giveMatter } from '../../test/matters.ts';
import { fromStored, type StoredMatter } from '../matter/index.ts';
import { postsHeld } from '../people/index.ts';
import { recipientRoles } from '@heliu/contract/supervision/ladder';
import { climbPast, copyCards, type PastState } from './past.ts';
import { heldKeys } from './recipients.ts';

const hourMs = 3_600_000;
const web = { roles: new Set(['web'] as const) };

test('a story told at once has the cards that the ladder issued while it happened, and goes on from them', async () => {
  const app = await testApp(web);
  await giveCity(app, ladderPack());
  await giveAccount(app, { grants: [{ role: 'supervisor', place: 'd/t1' }] });
  const operator = await giveAccount(app, { grants: [{ role: 'operator', place: 'd' }] });
  const plumber = await giveAccount(app, { grants: [{ role: 'handler', unit: 'water', reach: 'd' }] });
  const { matterId } = await giveMatter(app, operator, { place: { placeCode: 'g1' } });
  const states: PastState[] = [];
  const note = async () => {
    const { rows } = await sql<{ state: StoredMatter; place: string }>`
      SELECT state, place_path AS place FROM matter.matters WHERE id = ${matterId}`.execute(app.db);
    for (const { state, place } of rows)
      states.push({ at: app.clock.now(), after: fromStored(state), placePath: place });
  };
  await note();
  // The ladder looks in on the way: a quarter of the time to sign left, the time up, signed, on to the top of handling.
  const look = async (at: number) => {
    app.clock.set(at);
    await climbAll(app);
  };
  await climbAll(app);
  await look(Date.parse('2026-11-25T07:00:00Z'));
  await look(Date.parse('2026-11-25T08:00:00.001Z'));
  app.clock.advance(10 * 60_000);
  const sign = { params: { matterId }, body: { commandId: randomUUID(), workOrderNo: 1 } };
  await app.call(matterActs.signFor, sign, plumber.token);
  await note();
  await climbAll(app);
  for (let hours = 0; hours < 14 * 24; hours += 1) await look(app.clock.now() + hourMs);
  const read = async () => {
    const { rows } = await sql<Record<string, unknown>>`
      SELECT clock, work_order_no, round, ladder, step, level, unit_id, centre_unit_id, place_path, recipients, reached_at,
        due_at, ended_because, floor(extract(epoch FROM issued_at - reached_at) / 3600) AS late
      FROM supervision.cards WHERE matter_id = ${matterId} ORDER BY clock, reached_at, step`.execute(app.db);
    return rows;
  };
  const kinds = async () => {
    const { rows } = await sql<{ kind: string; n: number }>`SELECT kind, count(*)::int AS n FROM log.events
      WHERE kind LIKE 'supervision.%' GROUP BY 1 ORDER BY 1`.execute(app.db);
    return rows;
  };
  const lived = await read();
  expect(lived.length).toBeGreaterThan(4);
  const [city, held] = [app.city.current(), heldKeys(await postsHeld(app.db, recipientRoles))];
  const told = climbPast(states, { city, held, since: 0, until: app.clock.now() });
  const late = climbPast(states, { city, held, since: app.clock.now(), until: app.clock.now() });
  const open = told.cards.filter(({ ended_at: end }) => end === null);
  expect(late.cards.map(({ step }) => step)).toEqual(open.map(({ step }) => step));

  const counts = Map.groupBy(told.events, ({ kind }) => kind);
  expect(
    [...counts].map(([kind, { length: n }]) => ({ kind, n })).toSorted((a, b) => (a.kind < b.kind ? -1 : 1)),
  ).toEqual(await kinds());
  await sql`DELETE FROM supervision.cards`.execute(app.db);
  const client = await app.pool.connect();
  await copyCards(client, told.cards).finally(() => client.release());
  expect(await read()).toEqual(lived);
  const issued = await sql<{ n: number }>`SELECT count(*)::int AS n FROM supervision.cards
    WHERE issued_at = reached_at`.execute(app.db);
  expect(issued.rows[0]?.n).toBe(lived.length);
  await climbAll(app);
  expect(await read()).toEqual(lived);
});
