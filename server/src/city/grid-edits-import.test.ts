import { getGridFile, listGridEdits } from '@heliu/contract/city-api';
import type { CityPack } from '@heliu/contract/city/pack';
import type { Polygon } from '@heliu/contract/geo';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { giveAccount } from '../../test/factories.ts';
import { moveGridRoles } from '../people/index.ts';
import { importCity, previewImport } from './index.ts';
import {
  app,
  codes,
  district,
  edit,
  grids,
  pack,
  placesOf,
  split,
  startGridEdits,
  town,
} from './test-grid-edits.ts';

beforeAll(() => startGridEdits());
afterAll(() => app.close());

describe('a pack imported over changes made by hand', () => {
  const by = () => ({ accountId: null, at: app.clock.now() });
  const put = async (next: CityPack) => {
    const shown = await previewImport(app.db, next);
    const done = await importCity(app.db, next, by(), { moveRoles: moveGridRoles });
    await app.city.reload();
    expect(shown.gridEdits.dropped.map(({ id }) => id)).toEqual(done.gridEdits.dropped.map(({ id }) => id));
    expect(shown.gridEdits.kept).toHaveLength(done.gridEdits.kept.length);
    return done;
  };
  const renamed = (version_: string, code: string, name: string): CityPack => {
    const plain = pack();
    return {
      ...plain,
      version: version_,
      grids: plain.grids.map((grid) =>
        grid.code === code ? { ...grid, name: { zh: name, en: name } } : grid,
      ),
    };
  };

  test('the same pack again changes nothing; another keeps them where it did not touch those grids', async () => {
    const { after, versionId } = await edit(split);
    expect(await importCity(app.db, pack(), by())).toMatchObject({ versionId, changes: [] });
    const done = await put(renamed('1.1.0', 'g2', '东片'));
    expect(done.gridEdits).toMatchObject({ kept: [{ after: [{ code: after[0] }, { code: after[1] }] }] });
    expect(done.changes).toEqual([
      { kind: 'setting', added: [], changed: ['version'], removed: [] },
      { kind: 'grid', added: [], changed: ['g2'], removed: [] },
    ]);
    expect(codes()).toEqual(['g2', 'g3', ...after].toSorted((a, b) => (a < b ? -1 : 1)));
    expect(app.city.current().pack.routing[0]?.when.areas).toEqual(after);
  });

  test('a pack that differs there drops them, says so, and gives the roles back', async () => {
    const last =
      codes()
        .filter((code) => code !== 'g2' && code !== 'g3')
        .at(-1) ?? '';
    const officer = await giveAccount(app, {
      grants: [{ role: 'officer', place: `d/t1/c1/${last}` }],
    });
    const done = await put(renamed('1.2.0', 'g1', '西片'));
    expect(done.gridEdits.dropped).toMatchObject([{ before: [{ code: 'g1' }] }]);
    expect(done.changes.find(({ kind }) => kind === 'gridEdit')?.changed).toHaveLength(1);
    expect(codes()).toEqual(['g1', 'g2', 'g3']);
    expect(await placesOf(officer)).toEqual(['g1']);
    expect(app.city.current().followers.get(last)).toEqual({ to: ['g1'], cause: 'pack' });
    const { rows } = await app.call(listGridEdits, { query: {} }, town.token);
    expect(rows[0]).toMatchObject({ ended: { as: 'dropped', by: null }, canUndo: false });
  });

  test('a pack that has them in its files takes them over', async () => {
    await edit(split);
    await edit({
      kind: 'split',
      grid: 'g3',
      line: [
        [106.05, 30.1],
        [106.05, 30.2],
      ],
    });
    const file = await app.inject({
      method: 'GET',
      url: getGridFile.path.replace(':file', 'grids.geojson'),
      headers: { authorization: `Bearer ${district.token}` },
    });
    const { features } = file.json<{ features: { properties: { code: string }; geometry: Polygon }[] }>();
    expect(features.map(({ properties }) => properties.code)).toEqual(codes());
    const given = new Map(features.map(({ properties, geometry }) => [properties.code, geometry]));
    const next: CityPack = {
      ...pack(),
      version: '2.0.0',
      grids: grids().map((grid) => ({ ...grid, outline: given.get(grid.code) ?? null })),
      routing: app.city.current().pack.routing,
    };
    const done = await put(next);
    expect(done.gridEdits).toMatchObject({ kept: [], dropped: [], contained: [{}, {}] });
    expect(done.changes.find(({ kind }) => kind === 'grid')).toBeUndefined();
    expect(app.city.current().pack).toEqual(next);
    const townAsks = await app.refuse(getGridFile, { params: { file: 'grids.geojson' } }, town.token);
    expect(townAsks).toMatchObject({ status: 403 });
  });
});
