import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveAccount } from '../../test/factories.ts';
import { testApp } from '../../test/harness.ts';
import { giveMatter } from '../../test/matters.ts';
import { appendEvents } from './events.ts';
import { analyzeTables, plannerChore } from './planner.ts';

test('the planner knows the event log as a whole, though the product does not own it', async () => {
  // Without a worker, whose daily chore would be first.
  const app = await testApp({ roles: new Set(['web']) });
  await giveCity(app);
  const operator = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
  await giveMatter(app, operator);
  const log = (count: number) =>
    appendEvents(
      app.db,
      Array.from({ length: count }, (_, no) => ({
        kind: 'matter.rated',
        subject: `matter:${no}`,
        at: app.clock.now(),
        payload: { note: 'x'.repeat(1000) },
      })),
    );
  const known = async () => {
    const { rows } = await sql<{ relname: string }>`
      SELECT c.relname FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace
      WHERE (s.nspname, c.relname) IN (('log', 'events'), ('matter', 'matters')) AND c.reltuples > 0
      ORDER BY c.relname`.execute(app.db);
    return rows.map(({ relname }) => relname);
  };
  // What was measured while next to empty would be planned for as such for a long time.
  expect(await analyzeTables(app.db)).toBe(await plannerChore(app.db).count());
  expect(await known()).toEqual([]);
  await log(200);
  expect(await analyzeTables(app.db)).toBe(await plannerChore(app.db).count());
  expect(await known()).toEqual(['events']);
});

test('only schemas of the product are measured', async () => {
  const app = await testApp();
  const { rows } = await sql<{ n: number }>`SELECT log.analyze_tables('pg_catalog') AS n`.execute(app.db);
  expect(rows).toEqual([{ n: 0 }]);
});
