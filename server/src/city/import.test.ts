import type { CityPack } from '@heliu/contract/city/pack';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/harness.ts';
import { readPack } from '../../test/packs.ts';
import { importCity, importLegalYear, previewImport } from './import.ts';
import { loadCity } from './store.ts';

const at = Date.parse('2026-11-25T02:00:00Z');
const by = { accountId: null, at };
const lakeside = readPack('lakeside');

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.close());

const of = (changes: Awaited<ReturnType<typeof importCity>>['changes'], kind: string) =>
  changes.find((change) => change.kind === kind);

/** Lakeside with a renamed grid, a new landmark, and without the lamp company and its handler. */
const edited = (): CityPack => ({
  ...lakeside,
  version: '1.1.0',
  grids: lakeside.grids.map((grid) =>
    grid.code === 'quay' ? { ...grid, name: { zh: '旧码头', en: 'Old Quay' } } : grid,
  ),
  landmarks: [
    ...lakeside.landmarks,
    {
      code: 'sauna',
      name: { zh: '桑拿房', en: 'Sauna' },
      kind: 'leisure',
      divisionCode: 'mill',
      position: [25.02, 60.97],
    },
  ],
  units: lakeside.units.filter(({ code }) => code !== 'lamps'),
  staff: lakeside.staff.filter(({ unitCode }) => unitCode !== 'lamps'),
});

async function fresh(): Promise<TestDatabase> {
  const own = await cloneDatabase();
  onClose.push(own);
  return own;
}
const onClose: TestDatabase[] = [];
afterAll(async () => {
  for (const own of onClose) await own.close();
});

describe('importing a city', () => {
  test('what is loaded is what was imported, and a second import changes nothing', async () => {
    const { db } = database;
    expect(await loadCity(db)).toBeUndefined();
    const first = await importCity(db, lakeside, by);
    expect(of(first.changes, 'grid')).toMatchObject({
      added: ['market', 'quay', 'slope'],
      changed: [],
      removed: [],
    });
    const city = await loadCity(db);
    expect(city?.versionId).toBe(first.versionId);
    expect(city?.pack).toEqual(lakeside);
    const events = await db.selectFrom('log.events').select('kind').execute();
    const again = await importCity(db, lakeside, by);
    expect(again).toMatchObject({ versionId: first.versionId, changes: [] });
    expect(await db.selectFrom('log.events').select('kind').execute()).toEqual(events);
    expect(await db.selectFrom('city.versions').select('id').execute()).toHaveLength(1);
  });

  test('an edit says what it added, changed and removed, and nothing else', async () => {
    const { db } = database;
    const preview = await previewImport(db, edited());
    const { versionId, changes } = await importCity(db, edited(), by);
    expect(changes).toEqual(preview.changes);
    expect(changes.toSorted((a, b) => (a.kind < b.kind ? -1 : 1))).toEqual([
      { kind: 'grid', added: [], changed: ['quay'], removed: [] },
      { kind: 'landmark', added: ['sauna'], changed: [], removed: [] },
      { kind: 'order', added: [], changed: ['landmarks', 'units', 'staff'], removed: [] },
      { kind: 'setting', added: [], changed: ['version'], removed: [] },
      { kind: 'staff', added: [], changed: [], removed: ['handler-lamps'] },
      { kind: 'unit', added: [], changed: [], removed: ['lamps'] },
    ]);
    const city = await loadCity(db);
    expect(city?.versionId).toBe(versionId);
    expect(city?.pack).toEqual(edited());
    expect(city?.former.units.get('lamps')?.name.en).toBe('Street Lamp Company');
  });

  test('the history of an entry stays: each version it had, from one import to another', async () => {
    const { db } = database;
    const rows = await db
      .selectFrom('city.entries')
      .select(['since_version', 'until_version', 'document'])
      .where('kind', '=', 'grid')
      .where('code', '=', 'quay')
      .orderBy('since_version')
      .execute();
    expect(rows).toMatchObject([
      { until_version: rows[1]?.since_version, document: { name: { en: 'Quay' } } },
      { until_version: null, document: { name: { en: 'Old Quay' } } },
    ]);
  });

  test('what left and comes back is in force again, and no longer former', async () => {
    const { db } = database;
    await importCity(db, lakeside, by);
    const city = await loadCity(db);
    expect(city?.pack).toEqual(lakeside);
    expect([...(city?.former.units.keys() ?? [])]).toEqual([]);
  });

  test('another city is refused and leaves nothing behind', async () => {
    const { db } = database;
    const before = await db.selectFrom('city.entries').select('code').execute();
    const other = { ...lakeside, code: 'seaside' };
    await expect(importCity(db, other, by)).rejects.toMatchObject({
      code: 'city.otherCity',
      params: { there: 'lakeside', given: 'seaside' },
    });
    await expect(previewImport(db, other)).rejects.toMatchObject({ code: 'city.otherCity' });
    expect(await db.selectFrom('city.entries').select('code').execute()).toEqual(before);
  });

  test('imports at the same time go one after another, and one of two equal ones does the work', async () => {
    const { db } = await fresh();
    const made = await Promise.all([
      importCity(db, lakeside, by),
      importCity(db, lakeside, by),
      importCity(db, edited(), by),
      importCity(db, edited(), by),
    ]);
    expect(made.filter(({ changes }) => changes.length > 0).length).toBeGreaterThanOrEqual(2);
    const { rows } = {
      rows: await db.selectFrom('city.entries').selectAll().where('until_version', 'is', null).execute(),
    };
    const keys = rows.map(({ kind, code }) => `${kind} ${code}`);
    expect(new Set(keys).size).toBe(keys.length);
    const last = await db
      .selectFrom('city.versions')
      .selectAll()
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    const city = await loadCity(db);
    expect(city?.pack).toEqual(last.pack_version === '1.1.0' ? edited() : lakeside);
  });

  test('an import that fails half-way leaves the city as it was', async () => {
    const { db } = await fresh();
    await importCity(db, lakeside, by);
    const { grids } = edited();
    const twice = { ...edited(), grids: [...grids, ...grids.filter(({ code }) => code === 'quay')] };
    await expect(importCity(db, twice, by)).rejects.toThrow(/duplicate key/);
    expect((await loadCity(db))?.pack).toEqual(lakeside);
    expect(await db.selectFrom('city.versions').select('id').execute()).toHaveLength(1);
  });
});

describe('a legal year entered by hand', () => {
  const year = {
    year: 2027,
    holidays: [{ date: '2027-01-01', name: { zh: '元旦', en: 'New Year' } }, { date: '2027-06-25' }],
    makeUpDays: [{ date: '2027-06-26' }],
  };

  test('joins the calendar as one more version, once, and is told in the log', async () => {
    const { db } = await fresh();
    await expect(importLegalYear(db, year, by)).rejects.toMatchObject({ code: 'city.missing' });
    const { versionId } = await importCity(db, lakeside, by);
    const entered = await importLegalYear(db, year, by);
    expect(entered).toEqual({ versionId: versionId + 1, changed: true, legalYears: [2026, 2027] });
    const { calendar } = (await loadCity(db))?.pack ?? {};
    expect(calendar?.legalYears).toEqual([2026, 2027]);
    expect(calendar?.holidays).toEqual([...lakeside.calendar.holidays, ...year.holidays]);
    expect(calendar?.makeUpDays).toEqual(year.makeUpDays);
    expect(await importLegalYear(db, year, by)).toEqual({ ...entered, changed: false });
    const events = await db.selectFrom('log.events').select(['kind', 'payload']).orderBy('id').execute();
    expect(events.slice(1)).toEqual([
      { kind: 'city.calendarChanged', payload: { versionId: versionId + 1, years: [2027] } },
    ]);
  });

  test('outlives packs that say nothing new of it and gives way to one that does', async () => {
    const { db } = await fresh();
    await importCity(db, lakeside, by);
    await importLegalYear(db, year, by);
    expect((await importCity(db, lakeside, by)).changes).toEqual([]);
    await importCity(db, edited(), by);
    expect((await loadCity(db))?.pack.calendar.legalYears).toEqual([2026, 2027]);
    const official = {
      ...edited(),
      version: '1.2.0',
      calendar: {
        ...lakeside.calendar,
        holidays: [...lakeside.calendar.holidays, { date: '2027-01-01' }],
        legalYears: [2026, 2027],
      },
    };
    const { changes } = await importCity(db, official, by);
    expect(of(changes, 'legalYear')).toEqual({
      kind: 'legalYear',
      added: [],
      changed: [],
      removed: ['2027'],
    });
    expect((await loadCity(db))?.pack.calendar).toEqual(official.calendar);
    const events = await db.selectFrom('log.events').select(['kind', 'payload']).orderBy('id').execute();
    expect(
      events.filter(({ kind }) => kind === 'city.calendarChanged').map(({ payload }) => payload),
    ).toMatchObject([{ years: [2027] }, { years: [2027] }]);
  });

  test('a make-up day must be a day of the weekend', async () => {
    const { db } = await fresh();
    await importCity(db, lakeside, by);
    const wrong = { ...year, makeUpDays: [{ date: '2027-06-24' }] };
    await expect(importLegalYear(db, wrong, by)).rejects.toMatchObject({
      code: 'input.invalid',
      errors: [{ field: 'legalYear.makeUpDays.0.date' }],
    });
  });
});

test('Hechuan with its 3,633 grids is imported and loaded', async () => {
  const { db } = await fresh();
  const hechuan = readPack('hechuan');
  const { changes } = await importCity(db, hechuan, by);
  expect(of(changes, 'grid')?.added).toHaveLength(3633);
  const city = await loadCity(db);
  expect(city?.pack).toEqual(hechuan);
  expect((await importCity(db, hechuan, by)).changes).toEqual([]);
});
