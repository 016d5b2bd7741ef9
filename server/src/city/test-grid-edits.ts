import { randomUUID } from 'node:crypto';
import { editGrids, undoGridEdit } from '@heliu/contract/city-api';
import type { GridOperation } from '@heliu/contract/city/grid-operation';
import type { CityPack } from '@heliu/contract/city/pack';
import type { Grid } from '@heliu/contract/city/place';
import type { Position } from '@heliu/contract/geo';
import { sql } from 'kysely';
import { giveCity, testPack } from '../../test/city.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';
import type { Config } from '../kernel/config.ts';

export let app: TestApp;
export let district: TestAccount;
export let town: TestAccount;
export let otherTown: TestAccount;
export let operator: TestAccount;

/** The test city with officers' grids and a rule that name grid g1, and a third grid g3 north of it. */
export const pack = (): CityPack => {
  const plain = testPack();
  const [g1, g2] = plain.grids;
  if (g1 === undefined || g2 === undefined) throw new Error('no grids');
  const north = (grid: Grid, code: string): Grid => ({
    ...grid,
    code,
    name: { zh: code, en: code },
    path: grid.path.replace(grid.code, code),
    centre: [grid.centre[0], 30.15],
    outline: {
      type: 'Polygon',
      coordinates: (grid.outline?.coordinates ?? []).map((ring) =>
        ring.map(([lng, lat]): Position => [lng, lat === 30 ? 30.1 : 30.2]),
      ),
    },
  });
  return {
    ...plain,
    grids: [g1, g2, north(g1, 'g3')],
    routing: [
      {
        code: 'in-g1',
        name: { zh: 'in g1', en: 'in g1' },
        when: { areas: ['g1'], types: ['HAND-02'] },
        lead: { unit: 'roads' },
        assist: [],
      },
      ...plain.routing,
    ],
  };
};

/** Serves the city for one file of tests, which closes `app`. */
export async function startGridEdits(settings: Partial<Config> = { roles: new Set(['web']) }): Promise<void> {
  app = await startTestApp(settings);
  await giveCity(app, pack());
  const administrator = (place: string) => giveAccount(app, { grants: [{ role: 'administrator', place }] });
  district = await administrator('d');
  town = await administrator('d/t1');
  otherTown = await administrator('d/t2');
  operator = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
}

const acrossG1: Position[] = [
  [106.03, 29.9],
  [106.03, 30.15],
];
export const split: Extract<GridOperation, { kind: 'split' }> = {
  kind: 'split',
  grid: 'g1',
  line: [...acrossG1.slice(0, 1), [106.03, 30.1]],
};
export const version = () => app.city.current().versionId;
export const edit = (operation: GridOperation, by: TestAccount = town, over: object = {}) =>
  app.call(
    editGrids,
    {
      body: {
        commandId: randomUUID(),
        operation,
        baseVersionId: version(),
        reason: '两个小区分开管理',
        ...over,
      },
    },
    by.token,
  );
export const refuseEdit = (operation: GridOperation, by: TestAccount = town, over: object = {}) =>
  app.refuse(
    editGrids,
    {
      body: { commandId: randomUUID(), operation, baseVersionId: version(), reason: '试一试', ...over },
    },
    by.token,
  );
export const undo = (editId: string, by: TestAccount = town) =>
  app.call(
    undoGridEdit,
    { params: { editId }, body: { commandId: randomUUID(), reason: '画错了' } },
    by.token,
  );
export const grids = () => app.city.current().pack.grids;
export const codes = () => grids().map(({ code }) => code);
export const grantsOf = async (account: TestAccount) => {
  const { rows } = await sql<{
    grant: string;
  }>`SELECT concat_ws(' ', id, role, place_code, place_path, reach_path,
    granted_at, granted_by) AS grant FROM people.grants WHERE account_id = ${account.id} ORDER BY place_code`.execute(
    app.db,
  );
  return rows.map(({ grant }) => grant);
};
export const placesOf = async (account: TestAccount) => {
  const { rows } = await sql<{ place_code: string }>`SELECT place_code FROM people.grants
    WHERE account_id = ${account.id} ORDER BY place_code`.execute(app.db);
  return rows.map(({ place_code: code }) => code);
};
