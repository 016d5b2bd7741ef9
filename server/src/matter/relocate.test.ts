import { randomUUID } from 'node:crypto';
import { editGrids, undoGridEdit } from '@heliu/contract/city-api';
import type { GridOperation } from '@heliu/contract/city/grid-operation';
import type { Position } from '@heliu/contract/geo';
import { getHistory, getMatter, listMatters } from '@heliu/contract/matter';
import { getClosing } from '@heliu/contract/statistics';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveCity, testPack } from '../../test/city.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';
import { dyingAfter, giveMatter, planLeak } from '../../test/matters.ts';
import type { City } from '../city/index.ts';
import { gridFollower } from './relocate.ts';

let app: TestApp;
let administrator: TestAccount;
let operator: TestAccount;
let officer: TestAccount;
let before: City;
let made: { editId: string; after: string[] };
const ids = { west: '', east: '', unplaced: '', closed: '', late: '' };

beforeAll(async () => {
  // The worker's turns are the test's own.
  app = await startTestApp({ roles: new Set(['web']) });
  await giveCity(app, testPack());
  administrator = await giveAccount(app, { grants: [{ role: 'administrator', place: 'd/t1' }] });
  operator = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
  officer = await giveAccount(app, { grants: [{ role: 'officer', place: 'd/t1/c1/g1' }] });
  const at = (position: Position) => giveMatter(app, operator, { place: { position } });
  ids.west = (await at([106.01, 30.05])).matterId;
  ids.east = (await at([106.08, 30.05])).matterId;
  ids.unplaced = (await giveMatter(app, operator, { place: { placeCode: 'g1' } })).matterId;
  ids.closed = (await at([106.01, 30.05])).matterId;
  await end(ids.closed);
  before = app.city.current();
});
afterAll(() => app.close());

/** As a matter stands that was voided. */
async function end(matterId: string): Promise<void> {
  await sql`UPDATE matter.matters SET stage = 'voided', state = jsonb_set(state, '{stage}', '"voided"')
    WHERE id = ${matterId}`.execute(app.db);
}

const places = async () => {
  const { rows } = await sql<{ id: string; line: string }>`
    SELECT m.id, concat_ws(' ', m.grid_code, m.place_path, m.state->>'gridId', o.place_path) AS line
    FROM matter.matters m LEFT JOIN matter.work_orders o ON o.matter_id = m.id`.execute(app.db);
  const lines = new Map(rows.map(({ id, line }) => [id, line]));
  return Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, lines.get(id)]));
};
const on = (code: string) => `${code} d/t1/c1/${code} ${code} d/t1/c1/${code}`;

const split: GridOperation = {
  kind: 'split',
  grid: 'g1',
  line: [
    [106.03, 29.9],
    [106.03, 30.2],
  ],
};
const byTown = async () => {
  const query = { by: 'place' as const };
  const { groups } = await app.call(getClosing, { query }, operator.token);
  return groups.map(({ key, figures }) => [key, figures.registered]);
};

const relocations = async () => {
  const { rows } = await sql<{ data: unknown; place_path: string }>`SELECT payload->'data' AS data, place_path
    FROM log.events WHERE kind = 'matter.relocated' ORDER BY id`.execute(app.db);
  return rows;
};

test('open matters follow a split by position, the largest part without one; once, however often it is cut off', async () => {
  const figures = await byTown();
  await gridFollower(app.matter)();
  expect(await relocations()).toEqual([]);
  made = await app.call(
    editGrids,
    {
      body: {
        commandId: randomUUID(),
        operation: split,
        baseVersionId: before.versionId,
        reason: '两个小区分开管理',
      },
    },
    administrator.token,
  );
  const [east = '', west = ''] = made.after;
  await expect(gridFollower(dyingAfter(app, 1))()).rejects.toThrow('killed');
  const cutOff = (await relocations()).length;
  expect(cutOff).toBeLessThan(3);
  await Promise.all([gridFollower(app.matter)(), gridFollower(app.matter)()]);
  expect(await places()).toMatchObject({
    west: on(west),
    east: on(east),
    unplaced: on(east),
    closed: on('g1'),
  });
  expect(await relocations()).toHaveLength(3);
  expect(await byTown()).toEqual(figures);
});

test('what a process with the old city registers meanwhile is found at the next turn', async () => {
  const change = planLeak(before, app.clock.now(), [106.02, 30.05]);
  ids.late = change.after.matterId;
  expect(await app.matter.write(change)).toBe(true);
  await gridFollower(app.matter)();
  expect(await places()).toMatchObject({ late: on(made.after[1] ?? '') });
});

test('the history says so with both codes, and the officer of the part goes on with it', async () => {
  const params = { matterId: ids.west };
  const { entries } = await app.call(getHistory, { params }, operator.token);
  expect(entries.at(-1)).toMatchObject({
    kind: 'matter.relocated',
    by: null,
    data: { fromGridId: 'g1', toGridId: made.after[1], cause: 'split' },
  });
  expect((await app.call(getMatter, { params }, officer.token)).placeCode).toBe(made.after[1]);
});

test('a saved view of the old grid shows what stands on those that follow, and what was closed on it', async () => {
  const { rows } = await app.call(listMatters, { query: { queue: 'all', place: 'g1' } }, operator.token);
  const { late: _, ...mine } = ids;
  expect(rows.map(({ matterId }) => matterId)).toEqual(expect.arrayContaining(Object.values(mine)));
});

test('undone, they stand where they stood', async () => {
  const undone = { commandId: randomUUID(), reason: '画错了' };
  const { editId } = made;
  await app.call(undoGridEdit, { params: { editId }, body: undone }, administrator.token);
  await gridFollower(app.matter)();
  const { late: _, ...rest } = await places();
  expect(new Set(Object.values(rest))).toEqual(new Set([on('g1')]));
  expect((await relocations()).at(-1)).toMatchObject({ data: { toGridId: 'g1', cause: 'undo' } });
});
