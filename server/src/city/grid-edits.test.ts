import { randomUUID } from 'node:crypto';
import {
  editGrids,
  getCityOverview,
  getPlace,
  listGridEdits,
  listGridShapes,
  previewGridEdit,
  undoGridEdit,
} from '@heliu/contract/city-api';
import { topologyFaults } from '@heliu/contract/city/topology';
import type { Position } from '@heliu/contract/geo';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { giveMatter } from '../../test/matters.ts';
import {
  app,
  codes,
  district,
  edit,
  grantsOf,
  grids,
  operator,
  otherTown,
  pack,
  placesOf,
  refuseEdit,
  split,
  startGridEdits,
  town,
  undo,
  version,
} from './test-grid-edits.ts';

beforeAll(() => startGridEdits());
afterAll(() => app.close());

describe('who may', () => {
  test('administrators of the community, its town or the city; nobody from beside', async () => {
    const community = await giveAccount(app, { grants: [{ role: 'administrator', place: 'd/t1/c1' }] });
    const grid = await giveAccount(app, { grants: [{ role: 'administrator', place: 'd/t1/c1/g1' }] });
    const ask = (by: TestAccount) => app.call(previewGridEdit, { body: { operation: split } }, by.token);
    for (const by of [district, town, community]) expect((await ask(by)).status).toBe('ready');
    for (const by of [otherTown, grid]) {
      const asked = await app.refuse(previewGridEdit, { body: { operation: split } }, by.token);
      expect(asked).toMatchObject({ status: 403, code: 'auth.forbidden' });
      expect(await refuseEdit(split, by)).toMatchObject({ status: 403 });
      const shapes = await app.refuse(listGridShapes, { params: { code: 'c1' } }, by.token);
      expect(shapes).toMatchObject({ status: 403 });
    }
    const nobody = await app.refuse(previewGridEdit, { body: { operation: split } });
    expect(nobody).toMatchObject({ status: 401 });
    expect(codes()).toEqual(['g1', 'g2', 'g3']);
    const { grids: shapes } = await app.call(listGridShapes, { params: { code: 'c1' } }, town.token);
    expect(shapes.map(({ code }) => code)).toEqual(['g1', 'g3']);
  });
});

describe('splitting', () => {
  let officer: TestAccount;
  let before: string[];
  let editId: string;

  test('shows what it would do', async () => {
    officer = await giveAccount(app, {
      grants: [{ role: 'officer', place: 'd/t1/c1/g1' }],
      home: 'd/t1/c1/g1',
    });
    before = await grantsOf(officer);
    await giveMatter(app, operator, { place: { position: [106.01, 30.05] } });
    await giveMatter(app, operator, { place: { position: [106.08, 30.05] } });
    await giveMatter(app, operator, { place: { placeCode: 'g1' } });
    const shown = await app.call(previewGridEdit, { body: { operation: split } }, town.token);
    expect(shown).toMatchObject({
      status: 'ready',
      before: [{ code: 'g1' }],
      after: [
        { code: 'g4', openMatters: 2, areaM2: 7e7 },
        { code: 'g5', openMatters: 1, areaM2: 3e7 },
      ],
      mattersMoved: 3,
      accountsMoved: 2,
      neighbours: ['g3'],
    });
    const refused = await app.call(
      previewGridEdit,
      {
        body: {
          operation: {
            ...split,
            line: [
              [106.03, 30.05],
              [106.03, 30.2],
            ],
          },
        },
      },
      town.token,
    );
    expect(refused).toMatchObject({
      status: 'refused',
      code: 'endsInside',
      text: { zh: expect.stringContaining('一端') },
    });
  });

  test('makes two grids with the next codes, once for a repeated command', async () => {
    const body = {
      commandId: randomUUID(),
      operation: split,
      baseVersionId: version(),
      reason: '两个小区分开管理',
    };
    const done = await app.call(editGrids, { body }, town.token);
    editId = done.editId;
    expect(done).toMatchObject({ before: ['g1'], after: ['g4', 'g5'], accountsMoved: 2 });
    expect(await app.call(editGrids, { body }, town.token)).toEqual(done);
    expect(codes()).toEqual(['g2', 'g3', 'g4', 'g5']);
    expect(version()).toBe(done.versionId);
    const outlines = grids().flatMap(({ outline }) => outline ?? []);
    const faults = topologyFaults(outlines, null);
    expect(faults).toEqual([]);
    const touching = grids().find(({ code }) => code === 'g3')?.outline?.coordinates[0];
    expect(touching).toContainEqual([106.03, 30.1]);
    expect(app.city.current().locate([106.01, 30.05])?.code).toBe('g5');
  });

  test('on another version is refused, and changes nothing', async () => {
    expect(await refuseEdit(split, town, { baseVersionId: version() - 1 })).toMatchObject({
      status: 409,
      code: 'grid.changedMeanwhile',
    });
    expect(codes()).toEqual(['g2', 'g3', 'g4', 'g5']);
  });

  test('names the old grid in the overview, and shows it as it was', async () => {
    const overview = await app.call(getCityOverview, {});
    expect(overview.formerPlaces).toContainEqual({
      code: 'g1',
      name: { zh: 'g1', en: 'g1' },
      level: 'grid',
      parentCode: 'c1',
    });
    expect((await app.call(getPlace, { params: { code: 'g1' }, query: {} })).code).toBe('g1');
  });

  test('takes the roles to both, and the rules and places with them', async () => {
    expect(await placesOf(officer)).toEqual(['g4', 'g5']);
    const { pack: now } = app.city.current();
    expect(now.routing[0]?.when.areas).toEqual(['g4', 'g5']);
    const { rows } = await sql<{ home: string }>`SELECT home_path AS home FROM people.accounts
      WHERE id = ${officer.id}`.execute(app.db);
    expect(rows[0]?.home).toBe('d/t1/c1');
    const { rows: events } = await sql<{
      kind: string;
      place: string;
    }>`SELECT kind, payload->>'placeCode' AS place
      FROM log.events WHERE subject = ${`account:${officer.id}`} ORDER BY id`.execute(app.db);
    expect(events).toEqual([
      { kind: 'grant.revoked', place: 'g1' },
      { kind: 'grant.given', place: 'g4' },
      { kind: 'grant.given', place: 'g5' },
    ]);
  });

  test('is in the history, for those who administer the place', async () => {
    const { rows } = await app.call(listGridEdits, { query: { place: 'c1' } }, town.token);
    expect(rows).toMatchObject([
      {
        editId,
        kind: 'split',
        by: '测试员',
        reason: '两个小区分开管理',
        before: [{ code: 'g1' }],
        after: [{ code: 'g4' }, { code: 'g5' }],
        ended: null,
        canUndo: true,
      },
    ]);
    expect((await app.call(listGridEdits, { query: { place: 'g4' } }, district.token)).rows).toHaveLength(1);
    expect((await app.call(listGridEdits, { query: { place: 'g2' } }, district.token)).rows).toEqual([]);
    expect((await app.call(listGridEdits, { query: {} }, otherTown.token)).rows).toEqual([]);
  });

  test('is undone to the very same grids and roles', async () => {
    const refused = await app.refuse(
      undoGridEdit,
      { params: { editId }, body: { commandId: randomUUID(), reason: '画错了' } },
      otherTown.token,
    );
    expect(refused).toMatchObject({ status: 403 });
    await undo(editId);
    expect(grids()).toEqual(pack().grids);
    expect(app.city.current().pack).toEqual(pack());
    expect(await grantsOf(officer)).toEqual(before);
    expect([...app.city.current().followers]).toEqual([
      ['g4', { to: ['g1'], cause: 'undo' }],
      ['g5', { to: ['g1'], cause: 'undo' }],
    ]);
    const { rows } = await app.call(listGridEdits, { query: {} }, town.token);
    expect(rows).toMatchObject([{ ended: { as: 'undone', reason: '画错了', by: '测试员' }, canUndo: false }]);
    const again = await app.refuse(
      undoGridEdit,
      { params: { editId }, body: { commandId: randomUUID(), reason: '再来一次' } },
      town.token,
    );
    expect(again).toMatchObject({ status: 422, params: { refusal: 'ended' } });
  });

  test('undone, a role that was taken away meanwhile does not come back', async () => {
    const { editId: id, after } = await edit(split);
    expect(after).toEqual(['g6', 'g7']);
    await sql`DELETE FROM people.grants WHERE account_id = ${officer.id}`.execute(app.db);
    const late = await giveAccount(app, { grants: [{ role: 'officer', place: 'd/t1/c1/g6' }] });
    await undo(id);
    expect(await placesOf(officer)).toEqual([]);
    expect(await placesOf(late)).toEqual(['g1']);
  });
});

describe('merging and redrawing', () => {
  test('grids of two communities, or that a rule names in part, are refused', async () => {
    expect(await refuseEdit({ kind: 'merge', grids: ['g1', 'g2'] }, district)).toMatchObject({
      status: 422,
      params: { refusal: 'notOneCommunity' },
    });
    expect(await refuseEdit({ kind: 'merge', grids: ['g1', 'g3'] })).toMatchObject({
      params: { refusal: 'ruleNamesSome', rule: 'in-g1' },
    });
  });

  test('pieces that do not adjoin are refused, others merged; later changes are undone first', async () => {
    const { editId: first, after } = await edit({
      kind: 'split',
      grid: 'g3',
      line: [
        [106.03, 30.1],
        [106.03, 30.2],
      ],
    });
    const [east = '', west = ''] = after;
    const next = await edit({
      kind: 'split',
      grid: east,
      line: [
        [106.06, 30.1],
        [106.06, 30.2],
      ],
    });
    const [a = '', b = ''] = next.after;
    const far =
      [a, b].find((code) => (grids().find((grid) => grid.code === code)?.centre[0] ?? 0) > 106.06) ?? '';
    expect(await refuseEdit({ kind: 'merge', grids: [west, far] })).toMatchObject({
      params: { refusal: 'notAdjoining' },
    });
    const again = await app.refuse(
      undoGridEdit,
      { params: { editId: first }, body: { commandId: randomUUID(), reason: '画错了' } },
      town.token,
    );
    expect(again).toMatchObject({ params: { refusal: 'touchedLater' } });
    const merged = await edit({ kind: 'merge', grids: [west, a, b], names: [{ zh: '北片', en: 'North' }] });
    expect(grids().find(({ code }) => code === merged.after[0])).toMatchObject({ name: { zh: '北片' } });
    for (const id of [merged.editId, next.editId, first]) await undo(id);
    expect(app.city.current().pack).toEqual(pack());
  });

  test('each grid goes on in the part that has the most of it', async () => {
    const officer = await giveAccount(app, { grants: [{ role: 'officer', place: 'd/t1/c1/g3' }] });
    const line: Position[] = [
      [105.9, 30.11],
      [106.2, 30.11],
    ];
    const done = await edit({ kind: 'redraw', grids: ['g1', 'g3'], line });
    const [code = ''] = await placesOf(officer);
    expect(grids().find((grid) => grid.code === code)?.centre[1]).toBeGreaterThan(30.11);
    expect(done.after).toContain(code);
    await undo(done.editId);
    expect(await placesOf(officer)).toEqual(['g3']);
  });

  test('a grid gets another name and kind under its code', async () => {
    const name = { zh: '旧城', en: 'Old town' };
    const done = await edit({ kind: 'describe', grid: 'g1', name, gridKind: 'dedicated' });
    expect(done).toMatchObject({ before: ['g1'], after: ['g1'], accountsMoved: 0 });
    expect(grids()[0]).toMatchObject({ code: 'g1', name, kind: 'dedicated' });
    await undo(done.editId);
    expect(app.city.current().pack).toEqual(pack());
  });
});
