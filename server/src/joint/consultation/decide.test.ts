import { randomUUID } from 'node:crypto';
import { closeConsultation, decideItem, orderDecision } from '@heliu/contract/joint/consultations';
import { getMatter, matterActs } from '@heliu/contract/matter';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveCity } from '../../../test/city.ts';
import { giveHeld, seeConsultation } from '../../../test/consultations.ts';
import { giveAccount, type TestAccount } from '../../../test/factories.ts';
import { startTestApp, type TestApp } from '../../../test/harness.ts';
import { giveMatter } from '../../../test/matters.ts';

let app: TestApp;
let clerk: TestAccount;
let plumber: TestAccount;
beforeAll(async () => {
  app = await startTestApp({ roles: new Set(['web']) });
  await giveCity(app);
  clerk = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }], displayName: '受理员甲' });
  plumber = await giveAccount(app, { grants: [{ role: 'handler', unit: 'water', reach: 'd' }] });
});
afterAll(() => app.close());

const command = () => ({ commandId: randomUUID() });
/** `AUTO-01` is with the unit water already, `HAND-02` waits to be dispatched. */
const newMatter = (typeCode = 'AUTO-01') => giveMatter(app, clerk, { typeCode, place: { placeCode: 'g1' } });
const ordersOf = async (matterId: string) =>
  (await app.call(getMatter, { params: { matterId } }, clerk.token)).state.workOrders;
const decisionsOf = async (id: string, who = clerk) =>
  (await seeConsultation(app, who, id)).items[0]?.decisions;
const eventsOf = (subject: string) =>
  app.db
    .selectFrom('log.events')
    .select(['kind', 'command_id', 'payload'])
    .where('subject', '=', subject)
    .orderBy('id')
    .execute();

const decision = (consultationId: string, order?: { role: 'lead' | 'assist'; unit: string }, no = 1) => ({
  params: { consultationId, no },
  body: { ...command(), words: '由道路处开挖，水务配合', ...(order === undefined ? {} : { order }) },
});

test('a decision becomes an assisting work order once, however often it is sent, with one event of either side', async () => {
  const { matterId, code } = await newMatter();
  const id = await giveHeld(app, clerk, [code]);
  const asked = decision(id, { role: 'assist', unit: 'roads' });
  const replies = await Promise.all([1, 2, 3].map(() => app.call(decideItem, asked, clerk.token)));
  expect(replies).toEqual([1, 2, 3].map(() => ({ consultationId: id, version: 3 })));
  expect(await app.call(decideItem, asked, clerk.token)).toEqual({ consultationId: id, version: 3 });
  expect(await ordersOf(matterId)).toMatchObject([
    { no: 1, unitId: 'water', role: 'lead' },
    { no: 2, unitId: 'roads', role: 'assist', status: 'dispatched' },
  ]);
  expect(await decisionsOf(id)).toMatchObject([
    {
      no: 1,
      words: '由道路处开挖，水务配合',
      by: '受理员甲',
      order: { role: 'assist', unit: { code: 'roads' }, workOrderNo: 2, by: '受理员甲' },
      allowed: [],
    },
  ]);
  const told = (await eventsOf(`consultation:${id}`)).slice(-2);
  expect(told.map(({ kind }) => kind)).toEqual(['joint.decided', 'joint.decisionOrdered']);
  expect(told[1]?.payload).toMatchObject({ matterId, workOrderNo: 2, unitId: 'roads', role: 'assist' });
  const added = (await eventsOf(`matter:${matterId}`)).filter(({ kind }) => kind === 'matter.assistAdded');
  expect(added.map(({ command_id: by }) => by)).toEqual([asked.body.commandId]);
});

test('the lead is dispatched by the life cycle, with what was decided as its instructions', async () => {
  const { matterId, code } = await newMatter('HAND-02');
  const id = await giveHeld(app, clerk, [code]);
  expect((await seeConsultation(app, clerk, id)).items[0]?.orders).toEqual([]);
  const early = await app.refuse(decideItem, decision(id, { role: 'lead', unit: 'roads' }), clerk.token);
  expect(early.code).toBe('command.refused');
  expect(await decisionsOf(id)).toEqual([]);
  const params = { params: { matterId } };
  await app.call(matterActs.accept, { ...params, body: command() }, clerk.token);
  await app.call(
    matterActs.file,
    { ...params, body: { ...command(), filingCondition: 'HAND-02-1' } },
    clerk.token,
  );
  expect((await seeConsultation(app, clerk, id)).items[0]?.orders).toEqual(['lead']);
  await app.call(decideItem, decision(id, { role: 'lead', unit: 'roads' }), clerk.token);
  expect(await ordersOf(matterId)).toMatchObject([{ unitId: 'roads', role: 'lead' }]);
  const notes = await app.db
    .selectFrom('matter.notes')
    .select('body')
    .where('matter_id', '=', matterId)
    .execute();
  expect(notes.map(({ body }) => body)).toContain('由道路处开挖，水务配合');
});

test('where the life cycle refuses the order nothing is decided, and a unit has no second order by another decision', async () => {
  const { matterId, code } = await newMatter();
  const id = await giveHeld(app, clerk, [code]);
  const twice = await app.refuse(decideItem, decision(id, { role: 'assist', unit: 'water' }), clerk.token);
  expect(twice.code).toBe('command.refused');
  const nobody = await app.refuse(decideItem, decision(id, { role: 'assist', unit: 'nobody' }), clerk.token);
  expect(nobody.code).toBe('input.invalid');
  const tries = await Promise.allSettled(
    [1, 2, 3].map(() => app.call(decideItem, decision(id, { role: 'assist', unit: 'roads' }), clerk.token)),
  );
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await ordersOf(matterId)).toHaveLength(2);
  expect(await decisionsOf(id)).toHaveLength(1);
});

test('two decisions at one instant on one matter both send their orders', async () => {
  const { matterId, code } = await newMatter();
  const id = await giveHeld(app, clerk, [code]);
  await Promise.all(
    ['roads', 'centre-c1'].map((unit) =>
      app.call(decideItem, decision(id, { role: 'assist', unit }), clerk.token),
    ),
  );
  expect((await ordersOf(matterId)).map(({ unitId }) => unitId).toSorted()).toEqual([
    'centre-c1',
    'roads',
    'water',
  ]);
  expect((await decisionsOf(id))?.map(({ order }) => order?.workOrderNo).toSorted()).toEqual([2, 3]);
});

test('a department decides without order; the centre of the matter sends it from the decision, once, after closing too', async () => {
  const { matterId, code } = await newMatter();
  const id = await giveHeld(app, plumber, [code], { host: 'water', units: ['centre-t1', 'roads'] });
  const own = await app.refuse(decideItem, decision(id, { role: 'assist', unit: 'roads' }), plumber.token);
  expect(own.code).toBe('auth.forbidden');
  await app.call(decideItem, decision(id), plumber.token);
  expect(await decisionsOf(id, plumber)).toMatchObject([{ order: null, allowed: [] }]);
  await app.call(closeConsultation, { params: { consultationId: id }, body: command() }, plumber.token);
  expect(await decisionsOf(id)).toMatchObject([{ order: null, allowed: ['order'] }]);
  const asked = {
    params: { consultationId: id, no: 1, decision: 1 },
    body: { ...command(), role: 'assist' as const, unit: 'roads' },
  };
  const roadman = await giveAccount(app, { grants: [{ role: 'handler', unit: 'roads', reach: 'd' }] });
  expect((await app.refuse(orderDecision, asked, roadman.token)).code).toBe('resource.notFound');
  expect((await app.refuse(orderDecision, asked, plumber.token)).code).toBe('auth.forbidden');
  await Promise.all([1, 2].map(() => app.call(orderDecision, asked, clerk.token)));
  await app.call(orderDecision, asked, clerk.token);
  expect(await ordersOf(matterId)).toHaveLength(2);
  expect(await decisionsOf(id, plumber)).toMatchObject([
    { order: { workOrderNo: 2, unit: { code: 'roads' }, by: '受理员甲' }, allowed: [] },
  ]);
  const again = { ...asked, body: { ...asked.body, ...command(), unit: 'centre-c1' } };
  expect((await app.refuse(orderDecision, again, clerk.token)).code).toBe('consultation.ordered');
  const missing = { ...again, params: { ...again.params, decision: 2 } };
  expect((await app.refuse(orderDecision, missing, clerk.token)).code).toBe('resource.notFound');
});

test('nothing is decided before it is held or after it is closed', async () => {
  const { code } = await newMatter();
  const id = await giveHeld(app, clerk, [code]);
  await app.call(closeConsultation, { params: { consultationId: id }, body: command() }, clerk.token);
  expect((await app.refuse(decideItem, decision(id), clerk.token)).code).toBe('consultation.notNow');
  const ordered = decision(id, { role: 'assist', unit: 'roads' });
  expect((await app.refuse(decideItem, ordered, clerk.token)).code).toBe('consultation.notNow');
  expect(await decisionsOf(id)).toEqual([]);
});
