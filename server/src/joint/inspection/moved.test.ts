import { randomUUID } from 'node:crypto';
import {
  acceptInspection,
  changeInspection,
  declineInspection,
  inviteToInspection,
} from '@heliu/contract/joint/inspections';
import { beforeEach, expect, test } from 'vitest';
import { giveAccount, type TestAccount } from '../../../test/factories.ts';
import type { TestApp } from '../../../test/harness.ts';
import {
  acceptFor,
  giveInspection,
  inspectionPlan,
  inspectionStage,
  seeInspection,
} from '../../../test/inspections.ts';

const dayMs = 24 * 3_600_000;
let app: TestApp;
let clerk: TestAccount;
let roadman: TestAccount;
let inspectionId: string;
beforeEach(async () => {
  ({ app, clerk, roadman } = await inspectionStage());
  inspectionId = await giveInspection(app, clerk);
});

type Plan = ReturnType<typeof inspectionPlan>;

/** Changes of what `giveInspection` planned. */
function change(changes: Partial<Plan>) {
  const { host: _host, units: _units, places: _places, ...meeting } = inspectionPlan(app, changes);
  return app.call(changeInspection, { params: { inspectionId }, body: meeting }, clerk.token);
}

const later = (iso: string): string => new Date(Date.parse(iso) + dayMs).toISOString();
const reply = (arrangement: number, unit = 'roads') => ({
  params: { inspectionId, unit },
  body: { commandId: randomUUID(), comes: '路工丙', arrangement },
});

const movedUnits = async (): Promise<unknown[]> => {
  const rows = await app.db
    .selectFrom('log.events')
    .select('payload')
    .where('kind', '=', 'joint.inspectionMoved')
    .orderBy('id')
    .execute();
  return rows.map(({ payload }) => (payload as { unitId: string }).unitId);
};
const answersOf = async () =>
  Object.fromEntries(
    (await seeInspection(app, clerk, inspectionId)).units.map(({ unit, answer }) => [unit.code, answer]),
  );

test('another time or place is told to every unit invited, and asks those anew who had accepted', async () => {
  const body = { commandId: randomUUID(), units: [{ unit: 'water' }] };
  await app.call(inviteToInspection, { params: { inspectionId }, body }, clerk.token);
  const plumber = await giveAccount(app, { grants: [{ role: 'handler', unit: 'water', reach: 'd' }] });
  const decline = {
    params: { inspectionId, unit: 'water' },
    body: { commandId: randomUUID(), words: '抢修' },
  };
  await app.call(declineInspection, decline, plumber.token);
  await acceptFor(app, roadman, inspectionId, 'roads');
  await change({ title: '换个名称' });
  expect(await movedUnits()).toEqual([]);
  expect(await answersOf()).toEqual({ roads: 'accepted', water: 'declined', 'centre-t2': 'waiting' });
  const { startsAt, endsAt, arrangement } = await seeInspection(app, roadman, inspectionId);
  await change({ startsAt: later(startsAt), endsAt: later(endsAt) });
  expect(new Set(await movedUnits())).toEqual(new Set(['centre-t2', 'roads', 'water']));
  expect(await answersOf()).toEqual({ roads: 'waiting', water: 'declined', 'centre-t2': 'waiting' });
  const seen = await seeInspection(app, roadman, inspectionId);
  expect(seen).toMatchObject({ arrangement: arrangement + 1, startsAt: later(startsAt) });
  expect(seen.units.find(({ unit }) => unit.code === 'roads')).toMatchObject({
    answered: null,
    comes: '路工乙',
    allowed: ['accept', 'decline'],
  });
  await app.call(acceptInspection, reply(arrangement + 1), roadman.token);
  await change({ startsAt: later(startsAt), endsAt: later(endsAt), meetingPlace: '磨坊后门' });
  expect(await answersOf()).toMatchObject({ roads: 'waiting' });
  expect(await movedUnits()).toHaveLength(6);
});

test('an answer is for the time and place that were seen, whatever else happened meanwhile', async () => {
  const { startsAt, endsAt } = await seeInspection(app, roadman, inspectionId);
  await change({ title: '换个名称' });
  await app.call(acceptInspection, reply(1), roadman.token);
  await change({ startsAt: later(startsAt), endsAt: later(endsAt) });
  const late = await app.refuse(acceptInspection, reply(1), roadman.token);
  expect([late.status, late.code]).toEqual([412, 'resource.changed']);
  expect(await answersOf()).toMatchObject({ roads: 'waiting' });
  await app.call(acceptInspection, reply(2), roadman.token);
  expect(await answersOf()).toMatchObject({ roads: 'accepted' });
});
