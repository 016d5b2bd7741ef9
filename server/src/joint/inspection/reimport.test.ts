import { randomUUID } from 'node:crypto';
import type { CityPack } from '@heliu/contract/city/pack';
import {
  cancelInspection,
  getInspectionBoard,
  planInspection,
  raiseFinding,
  reportOnPlace,
  settleFinding,
} from '@heliu/contract/joint/inspections';
import { getMatter } from '@heliu/contract/matter';
import { beforeEach, expect, test } from 'vitest';
import { giveCity } from '../../../test/city.ts';
import type { TestAccount } from '../../../test/factories.ts';
import type { TestApp } from '../../../test/harness.ts';
import {
  giveInspection,
  giveUnderway,
  inspectionPlan,
  inspectionStage,
  reportAt,
  seeInspection,
} from '../../../test/inspections.ts';
import { patrolPack } from '../../../test/patrol.ts';

let app: TestApp;
let clerk: TestAccount;
let roadman: TestAccount;
beforeEach(async () => {
  ({ app, clerk, roadman } = await inspectionStage());
});

const command = () => ({ commandId: randomUUID() });

/** The next edition of the city. */
function edition(change: (pack: CityPack) => Partial<CityPack>): Promise<void> {
  const pack = patrolPack();
  return giveCity(app, { ...pack, version: '2.0.0', ...change(pack) });
}

const without = <T extends { readonly code: string }>(list: readonly T[], code: string): T[] =>
  list.filter((one) => one.code !== code);

test('a finding whose type the city has no more says so, and is settled', async () => {
  const inspectionId = await giveUnderway(app, { clerk, roadman });
  await app.call(reportOnPlace, reportAt(inspectionId, 1, 'no'), roadman.token);
  await edition(({ types, patrol }) => ({
    types: without(types, 'AUTO-01'),
    duties: [],
    patrol: { ...patrol, plans: [] },
  }));
  const params = { inspectionId, no: 1, unit: 'roads', item: 'lane' };
  const raise = { params, body: { ...command(), description: '消防通道被占' } };
  const refused = await app.refuse(raiseFinding, raise, clerk.token);
  expect(refused.code).toBe('inspection.typeGone');
  expect(refused.title).toContain('AUTO-01');
  await app.call(settleFinding, { params, body: { ...command(), words: '另行登记' } }, clerk.token);
});

test('a centre that the city has no more leaves its inspections to whoever holds its place', async () => {
  const inspectionId = await giveInspection(app, clerk);
  await edition(({ units }) => ({
    units: [
      ...without(units, 'centre-t1'),
      ...units.filter(({ code }) => code === 'centre-t1').map((unit) => ({ ...unit, code: 'hub-t1' })),
    ],
  }));
  const { hosts } = await app.call(getInspectionBoard, {}, clerk.token);
  expect(hosts.map(({ code }) => code)).toEqual(['hub-t1']);
  const body = inspectionPlan(app, { host: 'centre-t1', lead: 'centre-t1' });
  expect((await app.refuse(planInspection, { body }, clerk.token)).code).toBe('auth.forbidden');
  expect((await seeInspection(app, clerk, inspectionId)).host).toMatchObject({ name: { zh: 'centre-t1' } });
  const cancel = { params: { inspectionId }, body: { ...command(), words: '机构调整' } };
  await app.call(cancelInspection, cancel, clerk.token);
});

test('a finding in a grid that was merged away is registered in the grid that lies there now', async () => {
  const inspectionId = await giveUnderway(app, { clerk, roadman });
  await app.call(reportOnPlace, reportAt(inspectionId, 2, 'no'), roadman.token);
  await edition(({ grids, landmarks }) => ({
    grids: grids.map((grid) => (grid.code === 'g1' ? { ...grid, code: 'g7', path: 'd/t1/c1/g7' } : grid)),
    landmarks,
  }));
  const seen = await seeInspection(app, clerk, inspectionId);
  expect(seen.places[1]?.area).toMatchObject({ code: 'g1', name: { zh: 'g1' } });
  expect(seen.places[1]?.reports[0]?.findings[0]?.allowed).toEqual(['raise', 'settle']);
  const params = { inspectionId, no: 2, unit: 'roads', item: 'lane' };
  const raise = { params, body: { ...command(), description: '消防通道被占' } };
  const { matterId } = await app.call(raiseFinding, raise, clerk.token);
  expect(await app.call(getMatter, { params: { matterId } }, clerk.token)).toMatchObject({
    placeCode: 'g7',
  });
});
