import { randomUUID } from 'node:crypto';
import {
  acceptInspection,
  beginInspection,
  closeInspection,
  getInspection,
  getInspectionBoard,
  listInspectionPlaces,
  listInspections,
  listInspectionsOfMatter,
  planInspection,
  raiseFinding,
  reportOnPlace,
  settleFinding,
  skipInspectionPlace,
  withdrawFromInspection,
} from '@heliu/contract/joint/inspections';
import { beforeEach, expect, test } from 'vitest';
import { giveCity } from '../../../test/city.ts';
import { giveAccount, type GivenGrant, type TestAccount } from '../../../test/factories.ts';
import { testApp, type TestApp } from '../../../test/harness.ts';
import {
  acceptFor,
  giveInspection,
  giveUnderway,
  inspectionPlan,
  reportAt,
  seeInspection,
} from '../../../test/inspections.ts';
import { patrolPack } from '../../../test/patrol.ts';
import { readEvents } from '../../kernel/events.ts';
import { placeEvents } from '../../kernel/sequencer.ts';
import { reaches, toldOf } from '../../live/reach.ts';

const hourMs = 3_600_000;
let app: TestApp;
let clerk: TestAccount;
let roadman: TestAccount;
beforeEach(async () => {
  app = await testApp({ roles: new Set(['web']) });
  await giveCity(app, patrolPack());
  clerk = await person({ role: 'operator', place: 'd/t1' });
  roadman = await person({ role: 'handler', unit: 'roads', reach: 'd' });
});

const person = (...grants: GivenGrant[]) => giveAccount(app, { grants });
const command = () => ({ commandId: randomUUID() });
type Query = Parameters<typeof app.call<typeof listInspections>>[1]['query'];
const list = async (who: TestAccount, query: Query = {}) =>
  (await app.call(listInspections, { query }, who.token)).rows;

test('whoever convenes, is invited or stands above one of them sees it, and nobody else', async () => {
  const inspectionId = await giveInspection(app, clerk);
  const seen: Record<string, boolean> = {};
  const people: Record<string, GivenGrant> = {
    'the convening centre by its unit': { role: 'supervisor', unit: 'centre-t1', reach: 'd/t1' },
    'an invited department': { role: 'handler', unit: 'roads', reach: 'd' },
    'an invited town by its place': { role: 'operator', place: 'd/t2' },
    'a leader of the district': { role: 'leader', place: 'd' },
    'a department that is not invited': { role: 'handler', unit: 'water', reach: 'd' },
    'a community below an invited town': { role: 'operator', place: 'd/t2/c2' },
  };
  for (const [name, grant] of Object.entries(people)) {
    const who = await person(grant);
    const rows = await list(who);
    const { coming } = await app.call(getInspectionBoard, {}, who.token);
    seen[name] = rows.length === 1;
    expect(coming, name).toBe(rows.length);
    if (seen[name]) await seeInspection(app, who, inspectionId);
    else {
      const refused = await app.refuse(getInspection, { params: { inspectionId } }, who.token);
      expect(refused.code, name).toBe('resource.notFound');
    }
  }
  expect(Object.values(seen)).toEqual([true, true, true, true, false, false]);
  const params = { inspectionId, unit: 'roads' };
  await app.call(withdrawFromInspection, { params, body: { ...command(), words: '请错了' } }, clerk.token);
  expect(await list(roadman)).toEqual([]);
});

test('nobody plans for another centre or a department, and each act is of its own people', async () => {
  const chief = await person({ role: 'leader', place: 'd' });
  const both = await person({ role: 'handler', unit: 'roads', reach: 'd' }, { role: 'leader', place: 'd' });
  const codeOf = async (who: TestAccount, host: string) => {
    const body = inspectionPlan(app, { host, lead: host, units: [{ unit: 'water' }] });
    return (await app.refuse(planInspection, { body }, who.token)).code;
  };
  expect(await codeOf(chief, 'centre-t1')).toBe('auth.forbidden');
  expect(await codeOf(both, 'roads')).toBe('auth.forbidden');
  expect(await codeOf(roadman, 'roads')).toBe('auth.forbidden');
  const inspectionId = await giveUnderway(app, { clerk, roadman });
  const town = await person({ role: 'operator', place: 'd/t2' });
  const accept = { params: { inspectionId, unit: 'roads' }, body: { ...command(), comes: '某人' } };
  const skip = { params: { inspectionId, no: 1 }, body: { ...command(), words: '上锁' } };
  const close = { params: { inspectionId }, body: { ...command(), words: '结束' } };
  for (const who of [town, chief]) {
    expect((await app.refuse(acceptInspection, accept, who.token)).code).toBe('auth.forbidden');
    expect((await app.refuse(skipInspectionPlace, skip, who.token)).code).toBe('auth.forbidden');
    expect((await app.refuse(closeInspection, close, who.token)).code).toBe('auth.forbidden');
    const report = await app.refuse(reportOnPlace, reportAt(inspectionId, 1, 'no'), who.token);
    expect(report.code).toBe('auth.forbidden');
  }
  const hidden = await person({ role: 'operator', place: 'd/t2/c2' });
  const unseen = await app.refuse(reportOnPlace, reportAt(inspectionId, 1, 'no'), hidden.token);
  expect(unseen.code).toBe('resource.notFound');
});

test('a unit that has not said that it comes does not report', async () => {
  const inspectionId = await giveInspection(app, clerk);
  await app.call(beginInspection, { params: { inspectionId }, body: command() }, clerk.token);
  const refused = await app.refuse(reportOnPlace, reportAt(inspectionId, 1, 'yes'), roadman.token);
  expect(refused.code).toBe('auth.forbidden');
  await acceptFor(app, roadman, inspectionId, 'roads');
  await app.call(reportOnPlace, reportAt(inspectionId, 1, 'yes'), roadman.token);
});

test('a finding is registered by whoever may register there; its matter says where it comes from to whoever sees both', async () => {
  const inspectionId = await giveUnderway(app, { clerk, roadman });
  await app.call(reportOnPlace, reportAt(inspectionId, 1, 'no'), roadman.token);
  const params = { inspectionId, no: 1, unit: 'roads', item: 'lane' };
  const raise = () => ({ params, body: { ...command(), description: '消防通道被占' } });
  const town = await person({ role: 'operator', place: 'd/t2' });
  expect((await app.refuse(raiseFinding, raise(), town.token)).code).toBe('place.notYours');
  expect((await app.refuse(raiseFinding, raise(), roadman.token)).code).toBe('auth.forbidden');
  const allowed = async (who: TestAccount) =>
    (await seeInspection(app, who, inspectionId)).places[0]?.reports[0]?.findings[0]?.allowed;
  expect([await allowed(clerk), await allowed(roadman), await allowed(town)]).toEqual([
    ['raise', 'settle'],
    ['refer', 'settle'],
    [],
  ]);
  const { matterId } = await app.call(raiseFinding, raise(), clerk.token);
  expect((await app.refuse(raiseFinding, raise(), clerk.token)).code).toBe('inspection.notNow');
  const settle = { params, body: { ...command(), words: '清走' } };
  expect((await app.refuse(settleFinding, settle, clerk.token)).code).toBe('inspection.notNow');
  const of = async (who: TestAccount) =>
    (await app.call(listInspectionsOfMatter, { params: { matterId } }, who.token)).rows;
  expect(await of(clerk)).toMatchObject([{ inspectionId, place: { zh: 'mill' } }]);
  const officer = await person({ role: 'officer', place: 'd/t1/c1/g1' });
  expect(await of(officer)).toEqual([]);
  const unseen = await app.refuse(listInspectionsOfMatter, { params: { matterId } }, roadman.token);
  expect(unseen.code).toBe('resource.notFound');
  // An invited unit learns the code of the matter and no more.
  const own = (await seeInspection(app, roadman, inspectionId)).places[0]?.reports[0]?.findings[0];
  expect(own).toMatchObject({ state: 'raised', matterId: null, stage: null });
});

test('lists page without loss in both orders, and show each view its own', async () => {
  const made: string[] = [];
  for (const hours of [5, 1, 4, 2, 3]) {
    const startsAt = new Date(app.clock.now() + hours * hourMs).toISOString();
    made[hours] = await giveInspection(app, clerk, { startsAt });
  }
  const inOrder = [1, 2, 3, 4, 5].map((hours) => made[hours] ?? '');
  const pages = async (query: Query) => {
    const found: string[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      const at: { cursor?: string } = cursor === '' ? {} : { cursor };
      const page = await app.call(listInspections, { query: { ...query, ...at, limit: 2 } }, clerk.token);
      found.push(...page.rows.map(({ inspectionId }) => inspectionId));
      cursor = page.next;
    }
    return found;
  };
  expect(await pages({})).toEqual(inOrder);
  await acceptFor(app, roadman, inOrder[0] ?? '', 'roads');
  const toAnswer = await list(roadman, { view: 'toAnswer' });
  expect(toAnswer.map(({ inspectionId }) => inspectionId)).toEqual(inOrder.slice(1));
  for (const inspectionId of inOrder.slice(0, 2)) {
    await app.call(beginInspection, { params: { inspectionId }, body: command() }, clerk.token);
    app.clock.advance(hourMs);
  }
  expect(await pages({ view: 'underway' })).toEqual(inOrder.slice(0, 2));
  for (const inspectionId of inOrder.slice(0, 2)) {
    for (const no of [1, 2]) {
      const body = { ...command(), words: '上锁' };
      await app.call(skipInspectionPlace, { params: { inspectionId, no }, body }, clerk.token);
    }
    const body = { ...command(), words: '结束' };
    await app.call(closeInspection, { params: { inspectionId }, body }, clerk.token);
    app.clock.advance(hourMs);
  }
  expect(await pages({ view: 'over' })).toEqual(inOrder.slice(0, 2).toReversed());
  expect(await pages({})).toEqual(inOrder.slice(2));
  expect(await app.call(getInspectionBoard, {}, roadman.token)).toMatchObject({
    coming: 3,
    underway: 0,
    toAnswer: 3,
    hosts: [],
  });
  expect((await app.call(getInspectionBoard, {}, clerk.token)).hosts).toMatchObject([{ code: 'centre-t1' }]);
  expect((await list(clerk))[0]).toMatchObject({ places: 2, done: 0, invited: 2, waiting: 2, isHost: true });
  const chief = await person({ role: 'leader', place: 'd' });
  expect([(await list(chief)).length, (await list(chief, { ours: 'true' })).length]).toEqual([3, 0]);
});

test('places to choose from lie below the centre, by a part of their names and by patrol plan', async () => {
  const find = async (query: { q?: string; plan?: string; kind?: 'grid' } = {}) => {
    const found = await app.call(
      listInspectionPlaces,
      { query: { host: 'centre-t1', ...query } },
      clerk.token,
    );
    return found.rows.map(({ kind, code }) => `${kind} ${code}`);
  };
  expect(await find()).toEqual(['landmark mill', 'grid g1']);
  expect(await find({ q: 'MIL' })).toEqual(['landmark mill']);
  expect(await find({ plan: 'ground' })).toEqual(['grid g1']);
  expect(await find({ plan: 'nothing' })).toEqual([]);
  expect(await find({ kind: 'grid' })).toEqual(['grid g1']);
  const other = { query: { host: 'centre-t2' } };
  expect((await app.refuse(listInspectionPlaces, other, clerk.token)).code).toBe('auth.forbidden');
});

test('what happens is heard where its units work and above, and nowhere else', async () => {
  const id = await giveInspection(app, clerk);
  await placeEvents(app.db);
  const events = (await readEvents(app.db, 0, 1000)).filter(({ subject }) => subject === `inspection:${id}`);
  expect(events).toHaveLength(3);
  const hears = (placePaths: string[], unitIds: string[]) =>
    events.flatMap(toldOf).some((event) => reaches({ placePaths, unitIds, isStaff: true }, event));
  expect([hears(['d/t1'], []), hears(['d/t2'], []), hears([], ['roads']), hears(['d'], [])]).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect([hears(['d/t2/c2'], []), hears([], ['water']), hears([], [])]).toEqual([false, false, false]);
});
