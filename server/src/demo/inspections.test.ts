import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testApp } from '../../test/harness.ts';
import { readPack } from '../../test/packs.ts';
import { compileCity, importCity, staffOf } from '../city/index.ts';
import type { PlannedPlace } from '../patrol/index.ts';
import { castOf } from './cast.ts';
import { inspectionStories } from './inspection-stories.ts';
import { enterInspections, loadFound } from './inspections.ts';
import { storePictures } from './pictures.ts';
import { planPremises } from './premises.ts';

const until = Date.parse('2026-11-25T01:30:00Z');

/** The demo city as it is loaded, with its register of premises. */
async function hechuan() {
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
  return { app, city, accountIds, premises };
}

test('every story of a joint inspection can be told, in each of its states', async () => {
  const { app, city, accountIds, premises } = await hechuan();
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
    { state: 'closed', places: 3, done: 3, findings: 2 },
    { state: 'planned', places: 5, done: 0, findings: 0 },
    { state: 'underway', places: 4, done: 2, findings: 3 },
  ]);
});

test('what findings became is there with its photos, once, whatever was interrupted', async () => {
  const { app, city, accountIds, premises } = await hechuan();
  const pictures = await storePictures(app);
  const stage = { city, cast: castOf(city, accountIds), accountIds, pictures, until };
  await loadFound(app, stage, premises);
  await loadFound(app, stage, premises);
  await app.db.transaction().execute((trx) => enterInspections(trx, { city, accountIds, until }, premises));
  const { rows } = await sql<{ state: string; title: string | null; channel: string | null; photos: number }>`
    SELECT f.state, m.title, m.channel, (SELECT count(*)::int FROM matter.evidence e
      JOIN evidence.files g ON g.id = e.file_id WHERE e.matter_id = m.id AND e.work_order_no IS NULL) AS photos
    FROM joint.inspection_findings f LEFT JOIN matter.matters m ON m.id = f.matter_id
    WHERE f.state IN ('raised', 'referred') ORDER BY f.state, photos`.execute(app.db);
  expect(rows).toMatchObject([
    { state: 'raised', channel: 'inspection', photos: 1 },
    { state: 'raised', channel: 'inspection', photos: 2 },
    { state: 'referred', title: null, photos: 0 },
  ]);
  const { rows: shown } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM joint.inspection_photos p
    JOIN evidence.files f ON f.id = p.file_id AND f.claimed_at IS NOT NULL`.execute(app.db);
  expect(shown).toEqual([{ n: 4 }]);
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
