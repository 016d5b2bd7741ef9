import { randomUUID } from 'node:crypto';
import {
  acceptInvitation,
  addAgendaItem,
  closeConsultation,
  decideItem,
  getConsultation,
  getConsultationBoard,
  holdConsultation,
  inviteUnits,
  listConsultations,
  listConsultationsOfMatter,
  proposeConsultation,
  withdrawInvitation,
} from '@heliu/contract/joint/consultations';
import { matterActs } from '@heliu/contract/matter/endpoints';
import { beforeEach, expect, test } from 'vitest';
import { giveCity } from '../../../test/city.ts';
import { giveConsultation, giveHeld, proposal, seeConsultation } from '../../../test/consultations.ts';
import { giveAccount, type GivenGrant, type TestAccount } from '../../../test/factories.ts';
import { testApp, type TestApp } from '../../../test/harness.ts';
import { giveMatter } from '../../../test/matters.ts';
import { readEvents } from '../../kernel/events.ts';
import { placeEvents } from '../../kernel/sequencer.ts';
import { reaches, toldOf } from '../../live/reach.ts';

const hourMs = 3_600_000;
let app: TestApp;
let clerk: TestAccount;
let matter: { matterId: string; code: string };
beforeEach(async () => {
  app = await testApp({ roles: new Set(['web']) });
  await giveCity(app);
  clerk = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
  matter = await giveMatter(app, clerk, { place: { placeCode: 'g1' } });
});

const command = () => ({ commandId: randomUUID() });
const person = (...grants: GivenGrant[]) => giveAccount(app, { grants });
const roadman = () => person({ role: 'handler', unit: 'roads', reach: 'd' });
type Query = Parameters<typeof app.call<typeof listConsultations>>[1]['query'];
const list = async (who: TestAccount, query: Query = {}) =>
  (await app.call(listConsultations, { query }, who.token)).rows;
const agenda = () => [{ matterCode: matter.code, question: '由谁负责修复' }];

test('an invited unit sees code, title and question of what is on the agenda, and the matter no more than before', async () => {
  const { consultationId } = await giveConsultation(app, clerk, { items: agenda() });
  const invited = await seeConsultation(app, await roadman(), consultationId);
  expect(invited).toMatchObject({
    items: [
      { matterCode: matter.code, title: '水管漏水', question: '由谁负责修复', matterId: null, stage: null },
    ],
    allowed: [],
  });
  expect(invited.items[0]?.allowed).toEqual([]);
  expect(invited.invitations.map(({ allowed }) => allowed)).toEqual([[], ['accept', 'decline']]);
  const own = await seeConsultation(app, clerk, consultationId);
  expect(own.items[0]).toMatchObject({ matterId: matter.matterId, allowed: ['changeItem', 'removeItem'] });
  const { matterId } = matter;
  const page = await app.refuse(listConsultationsOfMatter, { params: { matterId } }, (await roadman()).token);
  expect(page.code).toBe('resource.notFound');
});

test('whoever convenes, is invited or stands above one of them sees it, and nobody else', async () => {
  const { consultationId } = await giveConsultation(app, clerk);
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
    const { coming } = await app.call(getConsultationBoard, {}, who.token);
    seen[name] = rows.length === 1;
    expect(coming, name).toBe(rows.length);
    if (seen[name]) await seeConsultation(app, who, consultationId);
    else {
      const refused = await app.refuse(getConsultation, { params: { consultationId } }, who.token);
      expect(refused.code, name).toBe('resource.notFound');
    }
  }
  expect(Object.values(seen)).toEqual([true, true, true, true, false, false]);
});

test('nobody convenes for another unit, puts on the agenda what they do not see, or answers for another unit', async () => {
  const road = await roadman();
  const water = await person({ role: 'handler', unit: 'water', reach: 'd' });
  const codeOf = async (who: TestAccount, body: ReturnType<typeof proposal>) =>
    (await app.refuse(proposeConsultation, { body }, who.token)).code;
  expect(await codeOf(road, proposal(app, { units: ['water'] }))).toBe('auth.forbidden');
  const unseen = { host: 'roads', units: ['water'], items: agenda() };
  expect(await codeOf(road, proposal(app, unseen))).toBe('consultation.matterUnknown');
  const { consultationId } = await giveConsultation(app, clerk, { items: agenda() });
  const params = { consultationId, unit: 'roads' };
  const accept = { params, body: { ...command(), comes: '某人' } };
  const town = await person({ role: 'operator', place: 'd/t2' });
  const leader = await person({ role: 'leader', place: 'd' });
  const answers = await Promise.all(
    [town, leader, clerk, water].map(
      async (who) => (await app.refuse(acceptInvitation, accept, who.token)).code,
    ),
  );
  expect(answers).toEqual(['auth.forbidden', 'auth.forbidden', 'auth.forbidden', 'resource.notFound']);
  const host = {
    params: { consultationId },
    body: { ...command(), matterCode: matter.code, question: '再议' },
  };
  const invite = { params: { consultationId }, body: { ...command(), units: ['water'] } };
  for (const who of [road, leader]) {
    expect((await app.refuse(addAgendaItem, host, who.token)).code).toBe('auth.forbidden');
    expect((await app.refuse(inviteUnits, invite, who.token)).code).toBe('auth.forbidden');
  }
});

test('a unit whose invitation is withdrawn sees it no more, and again when it is invited anew', async () => {
  const { consultationId } = await giveConsultation(app, clerk);
  const road = await roadman();
  const withdraw = { params: { consultationId, unit: 'roads' }, body: { ...command(), words: '请错了单位' } };
  await app.call(withdrawInvitation, withdraw, clerk.token);
  expect(await list(road)).toEqual([]);
  const invite = { params: { consultationId }, body: { ...command(), units: ['roads'] } };
  await app.call(inviteUnits, invite, clerk.token);
  expect(await list(road)).toMatchObject([{ ours: [{ unit: { code: 'roads' }, answer: 'waiting' }] }]);
});

test('the page of a matter tells whoever sees it of its consultations, and of this matter alone', async () => {
  const other = await giveMatter(app, clerk, { place: { placeCode: 'g1' } });
  const id = await giveHeld(app, clerk, [matter.code, other.code], { link: 'https://meet.example/1' });
  const decide = { params: { consultationId: id, no: 2 }, body: { ...command(), words: '另一件的决定' } };
  await app.call(decideItem, decide, clerk.token);
  await app.call(
    decideItem,
    { params: { consultationId: id, no: 1 }, body: { ...command(), words: '水务修复' } },
    clerk.token,
  );
  const of = async (who: TestAccount) =>
    (await app.call(listConsultationsOfMatter, { params: { matterId: matter.matterId } }, who.token))
      .consultations;
  const officer = await person({ role: 'officer', place: 'd/t1/c1/g1' });
  expect(await of(officer)).toEqual([
    expect.objectContaining({
      consultationId: id,
      state: 'held',
      question: '由谁负责修复',
      opens: false,
      link: null,
      decisions: [expect.objectContaining({ words: '水务修复', order: null })],
    }),
  ]);
  const mayPropose = async (who: TestAccount) =>
    (await app.call(listConsultationsOfMatter, { params: { matterId: matter.matterId } }, who.token)).allowed;
  expect([await mayPropose(officer), await mayPropose(clerk)]).toEqual([[], ['propose']]);
  expect(await of(clerk)).toMatchObject([{ opens: true, link: 'https://meet.example/1' }]);
});

test('a matter that is over or was merged into another is put to no consultation', async () => {
  const give = () => giveMatter(app, clerk, { place: { placeCode: 'g1' } });
  const [one, gone, into] = [await give(), await give(), await give()];
  const params = { matterId: one.matterId };
  const merge = { ...command(), intoMatterId: into.matterId, reasonCode: 'other' };
  await app.call(matterActs.merge, { params, body: merge }, clerk.token);
  const over = app.db.updateTable('matter.matters').set({ stage: 'closed' });
  await over.where('id', '=', gone.matterId).execute();
  const { consultationId } = await giveConsultation(app, clerk, {
    items: [{ matterCode: into.code, question: '由谁负责修复' }],
  });
  for (const [{ code, matterId }, refusal] of [
    [one, 'consultation.matterMerged'],
    [gone, 'consultation.matterOver'],
  ] as const) {
    const item = { matterCode: code.toLowerCase(), question: '由谁负责修复' };
    const body = proposal(app, { items: [item] });
    expect(await app.refuse(proposeConsultation, { body }, clerk.token)).toMatchObject({
      status: 409,
      code: refusal,
      params: { code },
    });
    const added = { params: { consultationId }, body: { ...command(), ...item } };
    expect((await app.refuse(addAgendaItem, added, clerk.token)).code).toBe(refusal);
    const { allowed } = await app.call(listConsultationsOfMatter, { params: { matterId } }, clerk.token);
    expect(allowed).toEqual([]);
  }
});

test('lists page without loss in both orders, and narrow to ours and to what waits for an answer', async () => {
  const made: string[] = [];
  for (const hours of [5, 1, 4, 2, 3]) {
    const startsAt = new Date(app.clock.now() + hours * hourMs).toISOString();
    made[hours] = (await giveConsultation(app, clerk, { startsAt, items: agenda() })).consultationId;
  }
  const inOrder = [1, 2, 3, 4, 5].map((hours) => made[hours] ?? '');
  const pages = async (query: Query) => {
    const found: string[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      const at: { cursor?: string } = cursor === '' ? {} : { cursor };
      const page = await app.call(listConsultations, { query: { ...query, ...at, limit: 2 } }, clerk.token);
      found.push(...page.rows.map(({ consultationId }) => consultationId));
      cursor = page.next;
    }
    return found;
  };
  expect(await pages({})).toEqual(inOrder);
  const town = await person({ role: 'operator', place: 'd/t2' });
  const accept = {
    params: { consultationId: inOrder[0] ?? '', unit: 'centre-t2' },
    body: { ...command(), comes: '某人' },
  };
  await app.call(acceptInvitation, accept, town.token);
  expect((await list(town, { toAnswer: 'true' })).map(({ consultationId }) => consultationId)).toEqual(
    inOrder.slice(1),
  );
  expect(await app.call(getConsultationBoard, {}, town.token)).toMatchObject({
    coming: 5,
    ours: 5,
    toAnswer: 4,
    hosts: [{ code: 'centre-t2' }],
  });
  expect((await list(town))[0]).toMatchObject({ items: 1, invited: 2, accepted: 1, isHost: false });
  const leader = await person({ role: 'leader', place: 'd' });
  expect([await list(leader), await list(leader, { ours: 'true' })].map(({ length }) => length)).toEqual([
    5, 0,
  ]);
  const ended = [await giveHeld(app, clerk, [matter.code]), await giveHeld(app, clerk, [matter.code])];
  for (const consultationId of ended) {
    app.clock.advance(hourMs);
    await app.call(closeConsultation, { params: { consultationId }, body: command() }, clerk.token);
  }
  expect(await pages({ over: 'true' })).toEqual(ended.toReversed());
});

test('what happens is heard where its units work and above, and nowhere else', async () => {
  const { consultationId } = await giveConsultation(app, clerk);
  await placeEvents(app.db);
  const events = (await readEvents(app.db, 0, 1000)).filter(
    ({ subject }) => subject === `consultation:${consultationId}`,
  );
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

test('the page of a matter on the agenda hears of it wherever the matter is seen, and nothing else does', async () => {
  const far = await person({ role: 'operator', place: 'd/t2' });
  const { consultationId } = await giveConsultation(app, clerk, { items: agenda() });
  const { matterId } = matter;
  const answer = { params: { consultationId, unit: 'roads' }, body: { ...command(), comes: '路工乙' } };
  await app.call(acceptInvitation, answer, (await roadman()).token);
  const told = async () => {
    await placeEvents(app.db);
    const events = await readEvents(app.db, 0, 1000);
    return events.filter(({ subject }) => subject === `agenda:${matterId}`);
  };
  const [proposed, ...others] = await told();
  expect(others).toEqual([]);
  await app.call(holdConsultation, { params: { consultationId }, body: command() }, clerk.token);
  expect(await told()).toHaveLength(2);
  if (proposed === undefined) throw new Error('nothing was told of the agenda');
  const hears = (placePaths: string[], unitIds: string[]) =>
    reaches({ placePaths, unitIds, isStaff: true }, proposed);
  expect([hears(['d/t1/c1'], []), hears([], ['water']), hears([], ['centre-t1'])]).toEqual([
    true,
    true,
    true,
  ]);
  expect([hears(['d/t2'], []), hears([], ['roads'])]).toEqual([false, false]);
  expect(await list(far)).toHaveLength(1);
});
