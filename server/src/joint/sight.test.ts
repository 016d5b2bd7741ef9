import { randomUUID } from 'node:crypto';
import {
  acknowledgeCall,
  arriveAtCall,
  callUnits,
  closeCall,
  getCallBoard,
  listCalls,
  listCallsOfMatter,
  listDuties,
  reportOnCall,
  withdrawUnit,
} from '@heliu/contract/joint';
import { getMatter } from '@heliu/contract/matter';
import { beforeEach, expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { testApp, type TestApp } from '../../test/harness.ts';
import { called, giveCall, jointPack } from '../../test/joint.ts';
import { giveMatter } from '../../test/matters.ts';
import { reaches } from '../live/reach.ts';
import { tellRunOut } from './run-out.ts';

const minuteMs = 60_000;
let app: TestApp;
let clerk: TestAccount;
let roadman: TestAccount;
let matterId: string;
beforeEach(async () => {
  app = await testApp({ roles: new Set(['web']) });
  await giveCity(app, jointPack());
  clerk = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
  roadman = await giveAccount(app, { grants: [{ role: 'handler', unit: 'roads', reach: 'd' }] });
  matterId = await newMatter();
});

const command = () => ({ commandId: randomUUID() });
const newMatter = async () => (await giveMatter(app, clerk, { place: { placeCode: 'g1' } })).matterId;
const leg = (callId: string, no = 1) => ({ params: { callId, no }, body: command() });
const list = async (
  who: TestAccount,
  query: Parameters<typeof app.call<typeof listCalls>>[1]['query'] = {},
) => (await app.call(listCalls, { query }, who.token)).rows;
const board = (who: TestAccount) => app.call(getCallBoard, {}, who.token);

async function runOuts() {
  const rows = await app.db
    .selectFrom('log.events')
    .select('payload')
    .where('kind', '=', 'joint.clockRanOut')
    .orderBy('id')
    .execute();
  return rows.map(({ payload }) => payload as { no: number; clock: string; unitId: string });
}

test('a called unit sees the call and what it needs to come, and the matter itself no more than before', async () => {
  const { callId } = await giveCall(app, clerk, matterId, 'roads:close');
  const [seen] = await list(roadman);
  expect(seen).toMatchObject({
    callId,
    title: '水管漏水',
    place: { zh: 't1c1g1', en: 't1, c1, g1' },
    seesMatter: false,
    allowed: [],
    legs: [{ allowed: ['acknowledge', 'arrive', 'decline'] }],
  });
  expect((await list(clerk))[0]).toMatchObject({ seesMatter: true, allowed: ['callMore', 'close'] });
  const page = await app.refuse(getMatter, { params: { matterId } }, roadman.token);
  const ofMatter = await app.refuse(listCallsOfMatter, { params: { matterId } }, roadman.token);
  expect([page.code, ofMatter.code]).toEqual(['resource.notFound', 'resource.notFound']);
});

test('nobody sees or answers calls beyond their own place and unit, and nobody calls for another centre', async () => {
  const { callId } = await giveCall(app, clerk, matterId, 'roads:close');
  const grants = {
    'another town': [{ role: 'operator', place: 'd/t2' }],
    'another unit': [{ role: 'handler', unit: 'centre-t2', reach: 'd/t2' }],
  } as const;
  for (const [name, given] of Object.entries(grants)) {
    const who = await giveAccount(app, { grants: given });
    expect(await list(who), name).toEqual([]);
    expect(await board(who), name).toEqual({ open: 0, overdue: 0, toUs: 0, unanswered: 0 });
    expect((await app.refuse(acknowledgeCall, leg(callId), who.token)).code, name).toBe('resource.notFound');
  }
  // The department that has the matter sees the call, and is not the one that is called.
  const plumber = await giveAccount(app, { grants: [{ role: 'handler', unit: 'water', reach: 'd' }] });
  expect(await list(plumber)).toMatchObject([{ callId, legs: [{ allowed: [] }] }]);
  expect((await app.refuse(acknowledgeCall, leg(callId), plumber.token)).code).toBe('auth.forbidden');
  // Whoever works below the centre sees the matter and does not call for it.
  const below = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1/c1' }] });
  const body = { ...command(), units: [called('water:pump')] };
  expect((await app.refuse(callUnits, { params: { matterId }, body }, below.token)).code).toBe(
    'auth.forbidden',
  );
  const withdraw = { ...leg(callId), body: { ...command(), words: '不再需要' } };
  expect((await app.refuse(withdrawUnit, withdraw, below.token)).code).toBe('auth.forbidden');
  const close = { params: { callId }, body: withdraw.body };
  expect((await app.refuse(closeCall, close, below.token)).code).toBe('auth.forbidden');
  const allowed = async (who: TestAccount) =>
    (await app.call(listCallsOfMatter, { params: { matterId } }, who.token)).allowed;
  const leader = await giveAccount(app, { grants: [{ role: 'leader', place: 'd' }] });
  const own = await giveAccount(app, { grants: [{ role: 'supervisor', unit: 'centre-t1', reach: 'd/t1' }] });
  expect([await allowed(below), await allowed(leader), await allowed(own)]).toEqual([[], ['call'], ['call']]);
  await app.call(closeCall, { ...close, body: { ...close.body, ...command() } }, leader.token);
});

test('who did not answer in time is overdue at once, told once for each clock, and first on the board', async () => {
  const late = await giveCall(app, clerk, matterId, 'roads:close');
  app.clock.advance(11 * minuteMs);
  const soon = await giveCall(app, clerk, await newMatter(), 'water:pipe', 'water:pump');
  const there = await giveCall(app, clerk, await newMatter(), 'centre-t1:people');
  await app.call(arriveAtCall, leg(there.callId), clerk.token);
  await tellRunOut(app);
  expect(await runOuts()).toEqual([]);
  expect(await board(clerk)).toEqual({ open: 3, overdue: 0, toUs: 1, unanswered: 0 });
  expect((await list(clerk)).map(({ callId }) => callId)).toEqual(
    [late, soon, there].map(({ callId }) => callId),
  );

  app.clock.advance(5 * minuteMs + 1);
  while (await tellRunOut(app));
  await tellRunOut(app);
  expect((await runOuts()).map(({ unitId, clock }) => `${unitId} ${clock}`).toSorted()).toEqual([
    'roads acknowledge',
    'water acknowledge',
  ]);
  expect(await board(clerk)).toEqual({ open: 3, overdue: 2, toUs: 1, unanswered: 0 });
  expect((await list(clerk, { overdue: 'true' })).map(({ callId }) => callId)).toEqual([
    late.callId,
    soon.callId,
  ]);
  expect(await board(roadman)).toEqual({ open: 1, overdue: 1, toUs: 1, unanswered: 1 });

  await app.call(acknowledgeCall, leg(late.callId), roadman.token);
  expect((await list(clerk, { overdue: 'true' })).map(({ callId }) => callId)).toEqual([soon.callId]);
  app.clock.advance(60 * minuteMs);
  await tellRunOut(app);
  expect((await runOuts()).filter(({ unitId }) => unitId === 'roads').map(({ clock }) => clock)).toEqual([
    'acknowledge',
    'arrive',
  ]);
  const told = (await runOuts()).length;
  await tellRunOut(app);
  expect(await runOuts()).toHaveLength(told);
});

test('screens of the called unit and of the centre hear of a call, those of others do not', async () => {
  const { callId } = await giveCall(app, clerk, matterId, 'roads:close');
  const [row] = await app.db
    .selectFrom('log.events')
    .select(['subject', 'place_path', 'unit_ids'])
    .where('subject', '=', `call:${callId}`)
    .execute();
  if (row === undefined) throw new Error('nothing was told of the call');
  const event = { subject: row.subject, placePath: row.place_path, unitIds: row.unit_ids };
  const hears = (placePaths: string[], unitIds: string[]) =>
    reaches({ placePaths, unitIds, isStaff: true }, event);
  expect([hears([], ['roads']), hears([], ['centre-t1']), hears(['d/t1'], [])]).toEqual([true, true, true]);
  expect([hears([], ['water']), hears(['d/t2'], []), hears([], [])]).toEqual([false, false, false]);
});

test('lists page without loss in both orders, and narrow by unit, place and what is ours', async () => {
  const made: string[] = [];
  for (const unit of ['roads:close', 'water:pump', 'water:pipe', 'centre-t1:people', 'roads:close']) {
    made.push((await giveCall(app, clerk, await newMatter(), unit)).callId);
    app.clock.advance(minuteMs);
  }
  const pages = async (query: { ended?: 'true' }) => {
    const found: string[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      const at: { cursor?: string } = cursor === '' ? {} : { cursor };
      const page = await app.call(listCalls, { query: { ...query, ...at, limit: 2 } }, clerk.token);
      found.push(...page.rows.map(({ callId }) => callId));
      cursor = page.next;
    }
    return found;
  };
  const all = (await list(clerk)).map(({ callId }) => callId);
  expect(all.toSorted()).toEqual(made.toSorted());
  expect(await pages({})).toEqual(all);
  expect((await list(clerk, { unit: 'water' })).map(({ callId }) => callId).toSorted()).toEqual(
    made.slice(1, 3).toSorted(),
  );
  expect((await list(clerk, { toUs: 'true' })).map(({ callId }) => callId)).toEqual([made[3]]);
  expect(
    [await list(clerk, { place: 'c1' }), await list(clerk, { place: 't2' })].map(({ length }) => length),
  ).toEqual([5, 0]);
  for (const callId of made.slice(0, 3)) {
    await app.call(closeCall, { params: { callId }, body: { ...command(), words: '结束' } }, clerk.token);
    app.clock.advance(minuteMs);
  }
  expect(await pages({ ended: 'true' })).toEqual(made.slice(0, 3).toReversed());
  expect(await list(clerk)).toHaveLength(2);
});

test('duty lists are there for all staff, by unit and by place, and say who is on call now', async () => {
  const duties = (query: { unit?: string; place?: string } = {}) =>
    app.call(listDuties, { query }, roadman.token).then(({ rows }) => rows);
  expect((await duties()).map(({ unit }) => unit.code)).toEqual(['centre-t1', 'centre-t2', 'water', 'roads']);
  expect((await duties({ place: 'g1' })).map(({ unit }) => unit.code)).toEqual([
    'centre-t1',
    'water',
    'roads',
  ]);
  const [roads] = await duties({ unit: 'roads' });
  expect(roads?.duties).toMatchObject([{ code: 'close', acknowledgeWithinMinutes: 15, onCallNow: true }]);
  app.clock.advance(12 * 60 * minuteMs);
  expect((await duties({ unit: 'roads' }))[0]?.duties[0]?.onCallNow).toBe(false);
  expect((await duties({ unit: 'water' }))[0]?.duties.map(({ onCallNow }) => onCallNow)).toEqual([
    true,
    true,
  ]);
});

test('a report is words, and neither reporters nor administrators see calls', async () => {
  const { callId } = await giveCall(app, clerk, matterId, 'centre-t1:people');
  await app.call(arriveAtCall, leg(callId), clerk.token);
  const wordless = { params: { callId, no: 1 }, body: { ...command(), words: ' ' } };
  const refused = await app.refuse(reportOnCall, wordless, clerk.token);
  expect(refused.errors?.map(({ field }) => field)).toEqual(['words']);
  const reporter = await giveAccount(app, { kind: 'resident' });
  const administrator = await giveAccount(app, { grants: [{ role: 'administrator', place: 'd' }] });
  for (const { token } of [reporter, administrator]) {
    expect((await app.refuse(listCalls, {}, token)).code).toBe('auth.forbidden');
  }
  expect((await app.refuse(listCalls, {})).code).toBe('auth.required');
});
