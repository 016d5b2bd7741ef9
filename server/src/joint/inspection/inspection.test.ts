import { randomUUID } from 'node:crypto';
import {
  addInspectionPlaces,
  beginInspection,
  cancelInspection,
  changeInspection,
  closeInspection,
  declineInspection,
  inviteToInspection,
  planInspection,
  type PlaceToInspect,
  raiseFinding,
  removeInspectionPlace,
  reportOnPlace,
  settleFinding,
  skipInspectionPlace,
  withdrawFromInspection,
} from '@heliu/contract/joint/inspections';
import { getMatter } from '@heliu/contract/matter';
import { beforeEach, expect, test } from 'vitest';
import type { TestAccount } from '../../../test/factories.ts';
import type { TestApp } from '../../../test/harness.ts';
import {
  acceptFor,
  giveInspection,
  giveUnderway,
  inspectionPlan,
  inspectionStage,
  reportAt,
  seeInspection,
} from '../../../test/inspections.ts';

let app: TestApp;
let clerk: TestAccount;
let roadman: TestAccount;
beforeEach(async () => {
  ({ app, clerk, roadman } = await inspectionStage());
});

const command = () => ({ commandId: randomUUID() });
const on = (inspectionId: string) => ({ params: { inspectionId } });
const see = (id: string, who = clerk) => seeInspection(app, who, id);
const findingAt = (inspectionId: string, no: number) => ({
  params: { inspectionId, no, unit: 'roads', item: 'lane' },
});

async function kindsOf(id: string): Promise<string[]> {
  const rows = await app.db
    .selectFrom('log.events')
    .select(['kind', 'place_path', 'unit_ids', 'payload'])
    .where('subject', '=', `inspection:${id}`)
    .orderBy('id')
    .execute();
  expect(JSON.stringify(rows)).not.toMatch(/[\u4e00-\u9fff]/);
  for (const row of rows) expect(row.place_path).toBe('d/t1');
  return rows.map(({ kind }) => kind.replace('joint.', ''));
}

test('the life of a joint inspection: planned, answered, begun, reported, a finding raised, another settled, closed', async () => {
  const body = inspectionPlan(app);
  const made = await app.call(planInspection, { body }, clerk.token);
  expect(await app.call(planInspection, { body }, clerk.token)).toEqual(made);
  const { inspectionId: id } = made;
  expect(await see(id)).toMatchObject({
    state: 'planned',
    version: 1,
    host: { code: 'centre-t1' },
    lead: { code: 'roads' },
    units: [
      { unit: { code: 'centre-t2' }, checklist: null, answer: 'waiting', allowed: ['withdraw'] },
      { unit: { code: 'roads' }, checklist: { code: 'ground' }, answer: 'waiting' },
    ],
    places: [
      {
        no: 1,
        kind: 'landmark',
        code: 'mill',
        area: { code: 'g1' },
        state: 'open',
        allowed: ['removePlace'],
      },
      { no: 2, kind: 'grid', code: 'g1', reportable: [] },
    ],
    allowed: ['change', 'invite', 'addPlaces', 'begin', 'cancel'],
  });
  await acceptFor(app, roadman, id, 'roads');
  await app.call(beginInspection, { ...on(id), body: { ...command(), expectedVersion: 2 } }, clerk.token);
  expect((await see(id, roadman)).places.map(({ reportable }) => reportable)).toEqual([['roads'], ['roads']]);
  const said = reportAt(id, 1, 'no');
  await app.call(reportOnPlace, said, roadman.token);
  await app.call(reportOnPlace, said, roadman.token);
  await app.call(reportOnPlace, reportAt(id, 2, 'no'), clerk.token);
  const close = { ...on(id), body: { ...command(), words: '两处，发现两个问题' } };
  expect((await app.refuse(closeInspection, close, clerk.token)).code).toBe('inspection.findingsOpen');
  const raise = { ...findingAt(id, 1), body: { ...command(), description: '消防通道被占' } };
  const matter = await app.call(raiseFinding, raise, clerk.token);
  expect(await app.call(raiseFinding, raise, clerk.token)).toEqual(matter);
  const settle = { ...findingAt(id, 2), body: { ...command(), words: '当场清走' } };
  await app.call(settleFinding, settle, roadman.token);
  await app.call(closeInspection, close, clerk.token);
  expect(await see(id)).toMatchObject({
    state: 'closed',
    ended: { by: '受理员甲', words: '两处，发现两个问题' },
    places: [
      {
        state: 'inspected',
        done: { by: '路工乙' },
        reports: [{ findings: [{ state: 'raised', matterId: matter.matterId, matterCode: matter.code }] }],
      },
      { state: 'inspected', reports: [{ findings: [{ state: 'settled', words: '当场清走' }] }] },
    ],
    allowed: [],
  });
  const { matterId } = matter;
  expect(await app.call(getMatter, { params: { matterId } }, clerk.token)).toMatchObject({
    typeCode: 'AUTO-01',
    title: 'AUTO-01 · mill',
    description: '消防通道被占',
    channel: 'hotline',
    address: 'mill',
  });
  const { rows } = await app.pool.query('SELECT count(*)::int AS n FROM matter.matters');
  expect(rows).toEqual([{ n: 1 }]);
  expect(await kindsOf(id)).toEqual([
    'inspectionPlanned',
    'inspectionInvited',
    'inspectionInvited',
    'inspectionAccepted',
    'inspectionBegun',
    'placeReported',
    'placeReported',
    'findingRaised',
    'findingSettled',
    'inspectionClosed',
  ]);
});

test('whoever acts on what changed meanwhile is told so, and nothing is done', async () => {
  const id = await giveInspection(app, clerk);
  await acceptFor(app, roadman, id, 'roads');
  const stale = { ...on(id), body: { ...command(), expectedVersion: 1 } };
  const refused = await app.refuse(beginInspection, stale, clerk.token);
  expect([refused.status, refused.code]).toEqual([412, 'resource.changed']);
  const { commandId: _id, host: _host, units: _units, places: _places, ...meeting } = inspectionPlan(app);
  const change = { ...on(id), body: { ...command(), ...meeting, title: '改期', expectedVersion: 1 } };
  expect((await app.refuse(changeInspection, change, clerk.token)).status).toBe(412);
  expect(await see(id)).toMatchObject({ state: 'planned', title: '老旧院落联合检查', version: 2 });
  await app.call(
    changeInspection,
    { ...on(id), body: { ...change.body, ...command(), expectedVersion: 2, lead: 'centre-t1' } },
    clerk.token,
  );
  expect(await see(id)).toMatchObject({ title: '改期', version: 3, lead: { code: 'centre-t1' } });
});

test('a report is put right while nothing came of it, by whoever saw the last one', async () => {
  const id = await giveUnderway(app, { clerk, roadman });
  await app.call(reportOnPlace, reportAt(id, 1, 'yes'), roadman.token);
  const older = await app.refuse(reportOnPlace, reportAt(id, 1, 'no'), clerk.token);
  expect([older.status, older.code]).toEqual([412, 'resource.changed']);
  await app.call(reportOnPlace, reportAt(id, 1, 'no', 1), clerk.token);
  expect((await see(id)).places[0]?.reports).toMatchObject([
    { revision: 2, answers: { lane: 'no' }, findings: [{ item: 'lane', state: 'open' }] },
  ]);
  const settle = { ...findingAt(id, 1), body: { ...command(), words: '当场清走' } };
  await app.call(settleFinding, settle, roadman.token);
  const used = await app.refuse(reportOnPlace, reportAt(id, 1, 'yes', 2), clerk.token);
  expect(used.code).toBe('inspection.reportUsed');
  const missing = { ...reportAt(id, 2, 'yes'), body: { ...command(), answers: {}, revision: 0 } };
  expect((await app.refuse(reportOnPlace, missing, roadman.token)).code).toBe('inspection.answersAmiss');
});

test('places are added, taken off and skipped; one outside the area, twice on the list or unknown is refused', async () => {
  const id = await giveInspection(app, clerk, { places: [] });
  const add = (...places: PlaceToInspect[]) => ({
    ...on(id),
    body: { ...command(), places },
  });
  const refusal = async (...places: Parameters<typeof add>) =>
    (await app.refuse(addInspectionPlaces, add(...places), clerk.token)).code;
  const begin = { ...on(id), body: command() };
  expect((await app.refuse(beginInspection, begin, clerk.token)).code).toBe('inspection.noPlaces');
  expect(await refusal({ kind: 'landmark', code: 'quay' })).toBe('inspection.placeUnknown');
  expect(await refusal({ kind: 'grid', code: 'g9' })).toBe('inspection.placeUnknown');
  expect(await refusal({ kind: 'grid', code: 'g1' }, { kind: 'grid', code: 'g1' })).toBe(
    'inspection.placeTwice',
  );
  const address = {
    kind: 'address' as const,
    address: '幸福路 18 号后院',
    position: [106.05, 30.05] as [number, number],
  };
  await app.call(addInspectionPlaces, add({ kind: 'grid', code: 'g1' }, address), clerk.token);
  const remove = { params: { inspectionId: id, no: 1 }, body: command() };
  await app.call(removeInspectionPlace, remove, clerk.token);
  await app.call(addInspectionPlaces, add({ kind: 'grid', code: 'g1' }), clerk.token);
  await app.call(beginInspection, { ...on(id), body: command() }, clerk.token);
  const close = { ...on(id), body: { ...command(), words: '结束' } };
  expect((await app.refuse(closeInspection, close, clerk.token)).code).toBe('inspection.placesOpen');
  for (const no of [2, 3]) {
    const body = { ...command(), words: '大门上锁' };
    await app.call(skipInspectionPlace, { params: { inspectionId: id, no }, body }, clerk.token);
  }
  await app.call(closeInspection, close, clerk.token);
  expect((await see(id)).places).toMatchObject([
    {
      no: 2,
      kind: 'address',
      name: { zh: '幸福路 18 号后院' },
      area: { code: 'g1' },
      state: 'skipped',
      words: '大门上锁',
    },
    { no: 3, kind: 'grid', state: 'skipped' },
  ]);
});

test('units are invited anew and withdrawn, the lead with them; a cancelled inspection says why and tells who was to come', async () => {
  const id = await giveInspection(app, clerk);
  const withdraw = {
    params: { inspectionId: id, unit: 'roads' },
    body: { ...command(), words: '请错了单位' },
  };
  await app.call(withdrawFromInspection, withdraw, clerk.token);
  expect(await see(id)).toMatchObject({ lead: { code: 'centre-t1' } });
  const invite = (unit: string, checklist?: string) => ({
    ...on(id),
    body: { ...command(), units: [{ unit, ...(checklist === undefined ? {} : { checklist }) }] },
  });
  await app.call(inviteToInspection, invite('roads', 'points'), clerk.token);
  expect((await app.refuse(inviteToInspection, invite('roads'), clerk.token)).code).toBe(
    'consultation.invitedAlready',
  );
  expect((await app.refuse(inviteToInspection, invite('water', 'none'), clerk.token)).code).toBe(
    'inspection.checklistUnknown',
  );
  const decline = { params: { inspectionId: id, unit: 'roads' }, body: { ...command(), words: '当日抢险' } };
  await app.call(declineInspection, decline, roadman.token);
  const cancel = { ...on(id), body: { ...command(), words: '暴雨' } };
  await app.call(cancelInspection, cancel, clerk.token);
  expect(await see(id)).toMatchObject({ state: 'cancelled', ended: { words: '暴雨' }, allowed: [] });
  expect((await kindsOf(id)).slice(-2)).toEqual(['inspectionCancelled', 'inspectionOff']);
  const lead = inspectionPlan(app, { lead: 'water' });
  expect((await app.refuse(planInspection, { body: lead }, clerk.token)).code).toBe('inspection.leadUnknown');
});

test('what was inspected cannot be cancelled any more', async () => {
  const id = await giveUnderway(app, { clerk, roadman });
  await app.call(reportOnPlace, reportAt(id, 1, 'yes'), clerk.token);
  const cancel = { ...on(id), body: { ...command(), words: '暴雨' } };
  expect((await app.refuse(cancelInspection, cancel, clerk.token)).code).toBe('inspection.inspectedAlready');
  expect((await see(id)).allowed).not.toContain('cancel');
});
