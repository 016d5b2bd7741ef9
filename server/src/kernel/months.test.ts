import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testApp } from '../../test/harness.ts';
import { appendEvents } from './events.ts';
import { ensureMonths } from './months.ts';

const past = Date.parse('2019-03-15T08:00:00Z');
const event = (at: number) => ({ kind: 'test.happened', subject: 'test:1', at });

test('a follower that reads the log and then writes to it does not stop the making of a month', async () => {
  const app = await testApp({ roles: new Set(['web']) });
  await appendEvents(app.db, [event(past)]);
  const waits = async () => {
    const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(app.db);
    return rows[0]?.n;
  };
  let making: Promise<unknown> | undefined;
  await app.db.transaction().execute(async (trx) => {
    await sql`SELECT count(*) FROM log.events`.execute(trx);
    making = sql`SELECT log.ensure_months('2019-03-01', '2019-03-31')`.execute(app.db);
    making.catch(() => undefined);
    while ((await waits()) !== 1) await sleep(20);
    await appendEvents(trx, [event(past + 1)]);
  });
  await making;
  const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM log.events_201903`.execute(app.db);
  expect(rows).toEqual([{ n: 2 }]);
});

test('where the log is in use for too long a load goes on without the month, which the next one makes', async () => {
  const app = await testApp({ roles: new Set(['web']) });
  await appendEvents(app.db, [event(past)]);
  const months = async () =>
    (await sql<{ m: string | null }>`SELECT to_regclass('log.events_201903')::text AS m`.execute(app.db))
      .rows;
  await app.db.transaction().execute(async (trx) => {
    await sql`SELECT count(*) FROM log.events`.execute(trx);
    await ensureMonths(app.pool, [past]);
  });
  expect(await months()).toEqual([{ m: null }]);
  await ensureMonths(app.pool, [past]);
  expect(await months()).toEqual([{ m: 'log.events_201903' }]);
});
