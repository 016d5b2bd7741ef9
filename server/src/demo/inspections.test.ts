import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testApp } from '../../test/harness.ts';
import { readPack } from '../../test/packs.ts';
import { compileCity, importCity, staffOf } from '../city/index.ts';
import type { PlannedPlace } from '../patrol/index.ts';
import { inspectionStories } from './inspection-stories.ts';
import { enterInspections } from './inspections.ts';
import { planPremises } from './premises.ts';

const until = Date.parse('2026-11-25T01:30:00Z');

test('every story of a joint inspection can be told, in each of its states', async () => {
  const app = await testApp();
  const pack = readPack('hechuan');
  await importCity(app.db, pack, { accountId: null, at: until });
  await app.city.reload();
  const city = app.city.current();
  const accountIds = new Map(staffOf(pack).map(({ login }, index) => [login, index + 1]));
  const premises = planPremises(city).map(
    ({ code, address, gridCode, placePath, position, kind }): PlannedPlace => ({
      code,
      kind: 'premises',
      of: kind,
      name: { zh: address, en: address },
      path: placePath,
      placeCode: gridCode,
      position: position ?? [0, 0],
    }),
  );
  const entered = await app.db
    .transaction()
    .execute((trx) => enterInspections(trx, { city, accountIds, until }, premises));
  expect(entered).toBe(inspectionStories.length);
  const { rows } = await sql<{ state: string; places: number; done: number; findings: number }>`
    SELECT k.state, count(*)::int AS places, (count(*) FILTER (WHERE p.state <> 'open'))::int AS done,
      (SELECT count(*)::int FROM joint.inspection_findings f WHERE f.inspection_id = k.id) AS findings
    FROM joint.inspections k JOIN joint.inspection_places p ON p.inspection_id = k.id
    GROUP BY k.id ORDER BY k.state`.execute(app.db);
  expect(rows).toEqual([
    { state: 'cancelled', places: 2, done: 0, findings: 0 },
    { state: 'closed', places: 3, done: 3, findings: 1 },
    { state: 'planned', places: 5, done: 0, findings: 0 },
    { state: 'underway', places: 4, done: 2, findings: 2 },
  ]);
});

test('a city that has other units has no joint inspections in its demo', async () => {
  const app = await testApp();
  const lakeside = compileCity(readPack('lakeside'), 1);
  const accountIds = new Map(staffOf(lakeside.pack).map(({ login }, index) => [login, index + 1]));
  const entered = await app.db
    .transaction()
    .execute((trx) => enterInspections(trx, { city: lakeside, accountIds, until }, []));
  expect(entered).toBe(0);
});
