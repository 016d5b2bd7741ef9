import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testApp } from '../../test/harness.ts';
import { readPack } from '../../test/packs.ts';
import { compileCity, staffOf } from '../city/index.ts';
import { enterCall } from '../joint/index.ts';
import { callStories } from './call-stories.ts';
import { planCalls } from './calls.ts';

const until = Date.parse('2026-11-25T01:30:00Z');
const city = compileCity(readPack('hechuan'), 1);
const accountIds = new Map(staffOf(city.pack).map(({ login }, index) => [login, index + 1]));
const setting = { city, accountIds, until };

/** Two open matters of each type in the first town. */
const matters = city.pack.types.flatMap(({ code: typeCode }, type) =>
  [1, 2].map((no) => ({
    id: `00000000-0000-4000-8000-${String(type * 10 + no).padStart(12, '0')}`,
    code: `${typeCode}-${no}`,
    typeCode,
    placePath: '500117/001/005/001',
    centreUnitId: 'centre-500117001',
  })),
);

test('every story of a call finds a matter of its own, the same each time, and can happen by the rules', async () => {
  const planned = planCalls(matters, setting);
  expect(planned).toHaveLength(callStories.length);
  expect(planCalls(matters, setting)).toEqual(planned);
  expect(new Set(planned.map(({ matter }) => matter.id)).size).toBe(planned.length);
  const { db } = await testApp();
  await db.transaction().execute(async (trx) => {
    for (const call of planned) await enterCall(trx, city, call, until);
  });
  const { rows } = await sql<{ open: number; overdue: number; ended: number; watched: number }>`
    SELECT (SELECT count(*)::int FROM joint.calls WHERE ended_at IS NULL) AS open,
      (SELECT count(*)::int FROM joint.calls WHERE ended_at IS NOT NULL) AS ended,
      (SELECT count(*)::int FROM joint.legs WHERE ended_at IS NULL AND acknowledged_at IS NULL
        AND acknowledge_due_at < ${new Date(until)}) AS overdue,
      (SELECT count(*)::int FROM joint.legs WHERE watch_at <= ${new Date(until)}) AS watched`.execute(db);
  expect(rows).toEqual([{ open: 4, overdue: 1, ended: 3, watched: 0 }]);
  const events = await db
    .selectFrom('log.events')
    .select('kind')
    .where('kind', '=', 'joint.callEnded')
    .execute();
  expect(events).toHaveLength(3);
});

test('a city that has other units has no calls in its demo', () => {
  const lakeside = compileCity(readPack('lakeside'), 1);
  const logins = new Map(staffOf(lakeside.pack).map(({ login }, index) => [login, index + 1]));
  const here = matters.map((matter) => ({ ...matter, placePath: 'LS/north', centreUnitId: 'centre-north' }));
  expect(planCalls(here, { city: lakeside, accountIds: logins, until })).toEqual([]);
});
