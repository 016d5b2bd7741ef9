import { randomUUID } from 'node:crypto';
import {
  acknowledgeCall,
  arriveAtCall,
  callMoreUnits,
  callUnits,
  closeCall,
  declineCall,
  listCallsOfMatter,
  reportOnCall,
  withdrawUnit,
} from '@heliu/contract/joint';
import { matterActs } from '@heliu/contract/matter';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';
import { called, giveCall, jointPack } from '../../test/joint.ts';
import { giveMatter } from '../../test/matters.ts';
import { endCallsOfMatters } from './matter-over.ts';
import { tellRunOut } from './run-out.ts';

const minuteMs = 60_000;
let app: TestApp;
let clerk: TestAccount;
let plumber: TestAccount;
let roadman: TestAccount;
beforeAll(async () => {
  app = await startTestApp({ roles: new Set(['web']) });
  await giveCity(app, jointPack());
  clerk = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }], displayName: '受理员甲' });
  plumber = await giveAccount(app, {
    grants: [{ role: 'handler', unit: 'water', reach: 'd' }],
    displayName: '水工乙',
  });
  roadman = await giveAccount(app, { grants: [{ role: 'handler', unit: 'roads', reach: 'd' }] });
});
afterAll(() => app.close());

const command = () => ({ commandId: randomUUID() });
const iso = (at: number) => new Date(at).toISOString();
const newMatter = async () =>
  (
    await giveMatter(app, await giveAccount(app, { grants: [{ role: 'operator', place: 'd' }] }), {
      place: { placeCode: 'g1' },
    })
  ).matterId;
const calls = async (matterId: string, who = clerk) =>
  (await app.call(listCallsOfMatter, { params: { matterId } }, who.token)).calls;
const leg = (callId: string, no: number, words?: string) => ({
  params: { callId, no },
  body: { ...command(), ...(words === undefined ? {} : { words }) } as { commandId: string; words: string },
});

async function kindsOf(callId: string) {
  const rows = await app.db
    .selectFrom('log.events')
    .select(['kind', 'place_path', 'unit_ids', 'payload'])
    .where('subject', '=', `call:${callId}`)
    .orderBy('id')
    .execute();
  expect(JSON.stringify(rows)).not.toMatch(/甲|乙|抽水|积水/);
  for (const row of rows) expect(row.place_path).toBe('d/t1/c1/g1');
  return rows.map(({ kind }) => kind.replace('joint.', ''));
}

test('the life of a call: units are called with their minutes, acknowledge, arrive and report, and it is over', async () => {
  const matterId = await newMatter();
  const at = app.clock.now();
  const body = {
    ...command(),
    units: [called('water:pump'), called('roads:close')],
    note: '路口积水，请抽水',
  };
  const made = await app.call(callUnits, { params: { matterId }, body }, clerk.token);
  expect(await app.call(callUnits, { params: { matterId }, body }, clerk.token)).toEqual(made);
  const { callId } = made;
  const [first, ...others] = await calls(matterId);
  expect(others).toEqual([]);
  expect(first).toMatchObject({
    callId,
    matterId,
    note: '路口积水，请抽水',
    calledBy: '受理员甲',
    centre: { code: 'centre-t1' },
    ended: null,
    allowed: ['callMore', 'close'],
    legs: [
      {
        no: 1,
        unit: { code: 'water' },
        duty: { code: 'pump', name: { en: 'pump duty' } },
        state: 'called',
        acknowledge: { dueAt: iso(at + 10 * minuteMs), at: null },
        arrive: { dueAt: iso(at + 30 * minuteMs), at: null },
        allowed: ['withdraw'],
      },
      { no: 2, unit: { code: 'roads' }, state: 'called', acknowledge: { dueAt: iso(at + 15 * minuteMs) } },
    ],
  });
  app.clock.advance(3 * minuteMs);
  const acknowledged = leg(callId, 1);
  await app.call(acknowledgeCall, acknowledged, plumber.token);
  app.clock.advance(minuteMs);
  await app.call(acknowledgeCall, acknowledged, plumber.token);
  await app.call(arriveAtCall, leg(callId, 2), roadman.token);
  expect((await calls(matterId))[0]?.legs).toMatchObject([
    {
      state: 'acknowledged',
      acknowledge: { at: iso(at + 3 * minuteMs), by: '水工乙' },
      arrive: { at: null },
    },
    // Who arrives unannounced has acknowledged by that.
    { state: 'arrived', acknowledge: { at: iso(at + 4 * minuteMs) }, arrive: { at: iso(at + 4 * minuteMs) } },
  ]);
  await app.call(arriveAtCall, leg(callId, 1), plumber.token);
  await app.call(reportOnCall, leg(callId, 1, '已抽水完毕'), plumber.token);
  expect((await calls(matterId))[0]?.ended).toBeNull();
  await app.call(reportOnCall, leg(callId, 2, '道路已恢复'), roadman.token);
  const [over] = await calls(matterId);
  expect(over).toMatchObject({
    ended: { because: 'answered', words: null },
    allowed: [],
    legs: [
      { state: 'reported', ended: { as: 'reported', words: '已抽水完毕', by: '水工乙' }, allowed: [] },
      { state: 'reported' },
    ],
  });
  expect(await kindsOf(callId)).toEqual([
    'unitCalled',
    'unitCalled',
    'unitAcknowledged',
    'unitArrived',
    'unitArrived',
    'unitReported',
    'unitReported',
    'callEnded',
  ]);
  const late = await app.refuse(
    callMoreUnits,
    { params: { callId }, body: { ...command(), units: [called('water:pipe')] } },
    clerk.token,
  );
  expect(late.code).toBe('joint.callOver');
});

test('the centre withdraws a unit and calls another; what a unit declines is over with its reason', async () => {
  const matterId = await newMatter();
  const { callId } = await giveCall(app, clerk, matterId, 'water:pump');
  const more = { params: { callId }, body: { ...command(), units: [called('roads:close')] } };
  app.clock.advance(5 * minuteMs);
  await app.call(callMoreUnits, more, clerk.token);
  await app.call(callMoreUnits, more, clerk.token);
  const [added] = (await calls(matterId))[0]?.legs.slice(1) ?? [];
  expect(added).toMatchObject({ no: 2, acknowledge: { dueAt: iso(app.clock.now() + 15 * minuteMs) } });
  await app.call(withdrawUnit, leg(callId, 1, '无人应答，改由他人'), clerk.token);
  expect((await calls(matterId))[0]).toMatchObject({
    ended: null,
    legs: [
      { state: 'withdrawn', ended: { words: '无人应答，改由他人', by: '受理员甲' } },
      { state: 'called' },
    ],
  });
  expect((await app.refuse(acknowledgeCall, leg(callId, 1), plumber.token)).code).toBe('joint.notNow');
  await app.call(declineCall, leg(callId, 2, '车辆全部外出'), roadman.token);
  expect((await calls(matterId))[0]).toMatchObject({
    ended: { because: 'answered' },
    legs: [{}, { state: 'declined' }],
  });
});

test('closing withdraws whoever is still called, keeps what was reported, and happens once', async () => {
  const matterId = await newMatter();
  const { callId } = await giveCall(app, clerk, matterId, 'water:pump', 'water:pipe');
  await app.call(arriveAtCall, leg(callId, 1), plumber.token);
  await app.call(reportOnCall, leg(callId, 1, '抽水完毕'), plumber.token);
  const close = { params: { callId }, body: { ...command(), words: '险情解除' } };
  await app.call(closeCall, close, clerk.token);
  await app.call(closeCall, close, clerk.token);
  expect((await calls(matterId))[0]).toMatchObject({
    ended: { because: 'closed', words: '险情解除', by: '受理员甲' },
    legs: [{ state: 'reported', ended: { words: '抽水完毕' } }, { state: 'withdrawn' }],
  });
  expect((await kindsOf(callId)).slice(-2)).toEqual(['unitWithdrawn', 'callEnded']);
  const again = await app.refuse(closeCall, { ...close, body: { ...close.body, ...command() } }, clerk.token);
  expect(again.code).toBe('joint.callOver');
});

test('what cannot be is refused: steps out of turn, a second call for the same, a duty nobody has, a matter that is over', async () => {
  const matterId = await newMatter();
  const refusal = async (...units: string[]) =>
    (
      await app.refuse(
        callUnits,
        { params: { matterId }, body: { ...command(), units: units.map(called) } },
        clerk.token,
      )
    ).code;
  expect(await refusal('water:people')).toBe('joint.dutyUnknown');
  expect(await refusal('nobody:pump')).toBe('joint.dutyUnknown');
  expect(await refusal('water:pump', 'water:pump')).toBe('joint.calledAlready');
  expect(await calls(matterId)).toEqual([]);
  const { callId } = await giveCall(app, clerk, matterId, 'water:pump');
  expect(await refusal('water:pump')).toBe('joint.calledAlready');
  expect((await app.refuse(reportOnCall, leg(callId, 1, '未到先报'), plumber.token)).code).toBe(
    'joint.notNow',
  );
  expect((await app.refuse(arriveAtCall, leg(callId, 7), plumber.token)).code).toBe('resource.notFound');
  const empty = await app.refuse(
    callUnits,
    { params: { matterId }, body: { ...command(), units: [] } },
    clerk.token,
  );
  expect(empty.errors?.map(({ field }) => field)).toEqual(['units']);
  await app.db.updateTable('matter.matters').set({ stage: 'closed' }).where('id', '=', matterId).execute();
  expect(await refusal('roads:close')).toBe('joint.matterOver');
});

test('the open calls of a matter end with it, once, and those of others go on', async () => {
  const [over, open] = [await newMatter(), await newMatter()];
  const { callId } = await giveCall(app, clerk, over, 'water:pump', 'roads:close');
  await giveCall(app, clerk, open, 'water:pump');
  await app.call(arriveAtCall, leg(callId, 1), plumber.token);
  await app.call(reportOnCall, leg(callId, 1, '已抽水完毕'), plumber.token);
  while (await endCallsOfMatters(app));
  expect((await calls(over))[0]?.ended).toBeNull();

  app.clock.advance(minuteMs);
  const merge = {
    params: { matterId: over },
    body: { ...command(), intoMatterId: open, reasonCode: 'other' },
  };
  await app.call(matterActs.merge, merge, clerk.token);
  while (await endCallsOfMatters(app));
  while (await endCallsOfMatters(app));
  expect((await calls(over))[0]).toMatchObject({
    ended: { because: 'matterOver', at: iso(app.clock.now()), by: null, words: null },
    allowed: [],
    legs: [
      { state: 'reported', ended: { words: '已抽水完毕' } },
      { state: 'withdrawn', ended: { by: null, words: null }, allowed: [] },
    ],
  });
  expect((await calls(open)).map(({ ended }) => ended)).toEqual([null]);
  expect((await kindsOf(callId)).slice(-2)).toEqual(['unitWithdrawn', 'callEnded']);
  app.clock.advance(60 * minuteMs);
  await tellRunOut(app);
  expect((await kindsOf(callId)).at(-1)).toBe('callEnded');
});

test('calls of two centres at one instant do not call a unit twice', async () => {
  const matterId = await newMatter();
  const tries = await Promise.allSettled([1, 2, 3].map(() => giveCall(app, clerk, matterId, 'water:pump')));
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await calls(matterId)).toHaveLength(1);
});

test('a clock that ran out is told once, also where the unit answers by a clock that is behind', async () => {
  const matterId = await newMatter();
  const { callId } = await giveCall(app, clerk, matterId, 'water:pump');
  const at = app.clock.now();
  app.clock.set(at + 30 * minuteMs + 1);
  await tellRunOut(app);
  app.clock.set(at + 30 * minuteMs - 1);
  await app.call(acknowledgeCall, leg(callId, 1), plumber.token);
  app.clock.set(at + 31 * minuteMs);
  await tellRunOut(app);
  const told = (await kindsOf(callId)).filter((kind) => kind === 'clockRanOut');
  expect(told).toHaveLength(2);
});
