import { randomUUID } from 'node:crypto';
import { instruct, issueCard, urge } from '@heliu/contract/supervision';
import {
  cancelConsultation,
  changeConsultation,
  declineInvitation,
  inviteUnits,
  withdrawInvitation,
} from '@heliu/contract/joint/consultations';
import {
  cancelInspection,
  changeInspection,
  declineInspection,
  withdrawFromInspection,
} from '@heliu/contract/joint/inspections';
import { matterActs, reportMatter } from '@heliu/contract/matter';
import { listNotices } from '@heliu/contract/notices';
import { deactivateAccount } from '@heliu/contract/people';
import { sendCircular } from '@heliu/contract/organisation/circulars';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveConsultation } from '../../test/consultations.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import type { TestApp } from '../../test/harness.ts';
import { giveInspection, inspectionPlan } from '../../test/inspections.ts';
import { giveCall, jointPack } from '../../test/joint.ts';
import { climbAll, ladderPack, stepsOf } from '../../test/ladders.ts';
import { giveMatter, leak } from '../../test/matters.ts';
import { follow, hechuanNotices, startQuietApp } from '../../test/notices.ts';
import { giveOrganisation } from '../../test/organisations.ts';
import { appendEvents } from '../kernel/events.ts';

const hourMs = 3_600_000;
let app: TestApp;
let clerk: TestAccount;
let plumber: TestAccount;
let roadman: TestAccount;
let chief: TestAccount;
let head: TestAccount;
let leader: TestAccount;
beforeAll(async () => {
  app = await startQuietApp();
  await giveCity(app, { ...jointPack(), supervision: ladderPack().supervision, notices: hechuanNotices() });
  clerk = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
  plumber = await giveAccount(app, { grants: [{ role: 'handler', unit: 'water' }] });
  roadman = await giveAccount(app, { grants: [{ role: 'handler', unit: 'roads' }] });
  chief = await giveAccount(app, { grants: [{ role: 'supervisor', place: 'd/t1' }] });
  head = await giveAccount(app, { grants: [{ role: 'supervisor', place: 'd' }] });
  leader = await giveAccount(app, { grants: [{ role: 'leader', place: 'd' }] });
});
afterAll(() => app.close());

const command = () => ({ commandId: randomUUID() });
async function toldOf(matterId: string, who: TestAccount): Promise<string[]> {
  await follow(app);
  const { rows } = await sql<{ status: string }>`
    SELECT status->>'en' AS status FROM notices.notices WHERE account_id = ${who.id} AND matter_id = ${matterId}
    ORDER BY id DESC`.execute(app.db);
  return rows.map(({ status }) => status);
}
const newMatter = async () => (await giveMatter(app, clerk, { place: { placeCode: 'g1' } })).matterId;

test('an urging and a card reach the unit that has to answer, and not whoever sent them', async () => {
  const matterId = await newMatter();
  const body = { ...command(), demand: '今天通水' };
  await app.call(urge, { params: { matterId }, body }, chief.token);
  await app.call(urge, { params: { matterId }, body }, chief.token);
  expect(await toldOf(matterId, plumber)).toEqual(['Urged', 'To be signed for']);
  await app.call(
    issueCard,
    {
      params: { matterId },
      body: {
        ...command(),
        level: 'red',
        demand: '今天通水',
        dueAt: new Date(app.clock.now() + 24 * hourMs).toISOString(),
      },
    },
    chief.token,
  );
  expect(await toldOf(matterId, plumber)).toEqual(['Supervision card', 'Urged', 'To be signed for']);
  expect(await toldOf(matterId, chief)).toEqual([]);
  expect(await toldOf(matterId, roadman)).toEqual([]);
});

test('a leader’s instruction also reaches the supervisor of the town', async () => {
  const matterId = await newMatter();
  await app.call(
    instruct,
    { params: { matterId }, body: { ...command(), demand: '今天通水' } },
    leader.token,
  );
  expect(await toldOf(matterId, plumber)).toContain('Leader’s instruction');
  expect(await toldOf(matterId, chief)).toEqual(['Leader’s instruction']);
  expect(await toldOf(matterId, head)).toEqual([]);
});

test('a unit that is called is told, the other units of the matter are not', async () => {
  const matterId = await newMatter();
  await giveCall(app, clerk, matterId, 'roads:close');
  expect(await toldOf(matterId, roadman)).toEqual(['Your unit is called']);
  const [told] = (await app.call(listNotices, {}, roadman.token)).rows;
  expect(told).toMatchObject({ matter: { id: matterId }, about: { what: 'call' } });
  expect(await toldOf(matterId, plumber)).toEqual(['To be signed for']);
});

test('an invited unit is told who invites it and when, and its notice opens the consultation', async () => {
  await giveMatter(app, clerk, { place: { placeCode: 'g1' } });
  const { consultationId } = await giveConsultation(app, clerk, { units: ['roads'] });
  const body = { commandId: randomUUID(), units: ['water'] };
  await app.call(inviteUnits, { params: { consultationId }, body }, clerk.token);
  await follow(app);
  const newest = async (who: TestAccount) => (await app.call(listNotices, {}, who.token)).rows[0];
  const told = {
    status: { en: 'Invited to a consultation' },
    matter: null,
    about: { what: 'consultation', id: consultationId },
  };
  expect(await newest(roadman)).toMatchObject(told);
  expect(await newest(plumber)).toMatchObject(told);
  expect((await newest(roadman))?.text.en).toMatch(
    /^centre-t1 invites your unit to a consultation on \d+ \w+, /,
  );
  expect(await newest(clerk)).toBeUndefined();
});

test('units are told that a consultation moves or is called off; whoever declined hears of the first alone', async () => {
  await giveMatter(app, clerk, { place: { placeCode: 'g1' } });
  const { consultationId } = await giveConsultation(app, clerk, { units: ['roads', 'water'] });
  const params = { consultationId };
  const decline = { params: { ...params, unit: 'water' }, body: { ...command(), words: '抢修' } };
  await app.call(declineInvitation, decline, plumber.token);
  const meeting = { title: '会商', reason: '多家单位', place: '二楼会议室' };
  const change = { ...command(), ...meeting, startsAt: new Date(app.clock.now() + 5 * hourMs).toISOString() };
  await app.call(changeConsultation, { params, body: change }, clerk.token);
  await app.call(
    changeConsultation,
    { params, body: { ...change, ...command(), title: '路面会商' } },
    clerk.token,
  );
  await app.call(cancelConsultation, { params, body: { ...command(), words: '情况已解决' } }, clerk.token);
  await follow(app);
  const told = async (who: TestAccount) =>
    (await app.call(listNotices, {}, who.token)).rows
      .filter(({ about }) => about?.what === 'consultation' && about.id === consultationId)
      .map(({ status }) => status.en);
  const invited = ['Consultation moved', 'Invited to a consultation'];
  expect([await told(roadman), await told(plumber), await told(clerk)]).toEqual([
    ['Consultation cancelled', ...invited],
    invited,
    [],
  ]);
});

test('whose invitation is withdrawn is told, in a notice that opens nothing: the page is theirs no more', async () => {
  const { consultationId } = await giveConsultation(app, clerk, { units: ['roads'] });
  const body = { ...command(), words: '请错了' };
  const params = { consultationId, unit: 'roads' };
  await app.call(withdrawInvitation, { params, body }, clerk.token);
  const inspectionId = await giveInspection(app, clerk, {
    units: [{ unit: 'roads' }],
    lead: 'roads',
    places: [],
  });
  const off = { params: { inspectionId, unit: 'roads' }, body: { ...command(), words: '不必来' } };
  await app.call(withdrawFromInspection, off, clerk.token);
  await follow(app);
  const told = (await app.call(listNotices, {}, roadman.token)).rows.map(({ status, about }) => [
    status.en,
    about?.what ?? null,
  ]);
  expect(told.slice(0, 4)).toEqual([
    ['Joint inspection cancelled', null],
    ['Invited to a joint inspection', 'inspection'],
    ['Consultation cancelled', null],
    ['Invited to a consultation', 'consultation'],
  ]);
});

test('a unit is told that it is invited to a joint inspection, and that it need not come after all', async () => {
  const units = [{ unit: 'roads' }, { unit: 'water' }];
  const inspectionId = await giveInspection(app, clerk, { units, lead: 'roads', places: [] });
  const decline = { params: { inspectionId, unit: 'water' }, body: { ...command(), words: '抢修' } };
  await app.call(declineInspection, decline, plumber.token);
  const cancel = { params: { inspectionId }, body: { ...command(), words: '暴雨' } };
  await app.call(cancelInspection, cancel, clerk.token);
  await follow(app);
  const told = async (who: TestAccount) =>
    (await app.call(listNotices, {}, who.token)).rows
      .filter(({ about }) => about?.what === 'inspection' && about.id === inspectionId)
      .map(({ status }) => status.en);
  expect(await told(roadman)).toEqual(['Joint inspection cancelled', 'Invited to a joint inspection']);
  expect(await told(plumber)).toEqual(['Invited to a joint inspection']);
  expect(await told(clerk)).toEqual([]);
});

test('a changed time is told to everybody invited; a referred finding to the convening centre', async () => {
  const units = [{ unit: 'roads' }, { unit: 'water' }];
  const inspectionId = await giveInspection(app, clerk, { units, lead: 'roads', places: [] });
  const { commandId: _id, host: _host, units: _units, places: _places, ...meeting } = inspectionPlan(app);
  const endsAt = new Date(Date.parse(meeting.endsAt) + hourMs).toISOString();
  const body = { ...command(), ...meeting, endsAt };
  await app.call(changeInspection, { params: { inspectionId }, body }, clerk.token);
  await follow(app);
  const told = async (who: TestAccount) =>
    (await app.call(listNotices, {}, who.token)).rows
      .filter(({ about }) => about?.what === 'inspection' && about.id === inspectionId)
      .map(({ status }) => status.en);
  const moved = ['Joint inspection moved', 'Invited to a joint inspection'];
  expect([await told(roadman), await told(plumber), await told(clerk)]).toEqual([moved, moved, []]);
  const referred = {
    kind: 'joint.findingReferred',
    subject: `inspection:${inspectionId}`,
    at: app.clock.now(),
    placePath: 'd/t1',
    unitIds: ['centre-t1', 'roads'],
    actorId: roadman.id,
    payload: { unitId: 'centre-t1', inviting: 'roads', no: 1, item: 'lane', places: [] },
  };
  await app.db.transaction().execute((trx) => appendEvents(trx, [referred]));
  await follow(app);
  expect([await told(clerk), await told(roadman)]).toEqual([['Finding to be registered'], moved]);
  const [newest] = (await app.call(listNotices, {}, clerk.token)).rows;
  expect(newest?.text.en).toContain('roads asks your centre');
});

test('who speaks for an organisation is told that it is verified, and of orders; its centre that it waits', async () => {
  const owner = await giveAccount(app, { kind: 'resident' });
  const stranger = await giveAccount(app, { kind: 'resident' });
  const factory = await giveOrganisation(app, { by: owner, verifier: clerk });
  const sent = await app.call(
    sendCircular,
    {
      body: {
        ...command(),
        unit: 'centre-t1',
        kind: 'order',
        title: '水箱自查',
        body: '请自查水箱清洗记录',
        dueAt: new Date(app.clock.now() + 72 * hourMs).toISOString(),
        to: { organisationIds: [factory] },
      },
    },
    clerk.token,
  );
  await follow(app);
  const toldTo = async (who: TestAccount) =>
    (await app.call(listNotices, {}, who.token)).rows.map(({ kind, status, about }) => ({
      kind,
      status: status.en,
      about,
    }));
  expect(await toldTo(owner)).toEqual([
    {
      kind: 'ownReport',
      status: 'An order for your organisation',
      about: { what: 'circular', id: sent.circularId },
    },
    { kind: 'ownReport', status: 'Organisation verified', about: { what: 'organisation', id: factory } },
  ]);
  expect(await toldTo(stranger)).toEqual([]);
  expect((await toldTo(clerk))[0]).toMatchObject({
    kind: 'work',
    status: 'Organisation to be verified',
    about: { what: 'organisation', id: factory },
  });
});

test('of a report in the name of an organisation those hear who speak for it now, not who once did', async () => {
  const [first, second] = [
    await giveAccount(app, { kind: 'resident', email: `${randomUUID()}@heliu.test` }),
    await giveAccount(app, { kind: 'resident', email: `${randomUUID()}@heliu.test` }),
  ];
  const organisationId = await giveOrganisation(app, { by: first, verifier: clerk });
  await sql`INSERT INTO organisation.representatives (id, organisation_id, account_id, since)
    VALUES (${randomUUID()}, ${organisationId}, ${second.id}, now())`.execute(app.db);
  const { matterId } = await app.call(
    reportMatter,
    { body: { ...leak({ typeCode: 'HAND-02' }), channel: 'app', organisationId } },
    first.token,
  );
  const heard = async (who: TestAccount) =>
    (await app.call(listNotices, {}, who.token)).rows.filter(({ matter }) => matter?.id === matterId).length;
  await follow(app);
  const before = [await heard(first), await heard(second)];
  await sql`UPDATE organisation.representatives SET ended_at = now() WHERE account_id = ${first.id}`.execute(
    app.db,
  );
  await app.call(
    matterActs.decline,
    { params: { matterId }, body: { ...command(), reasonCode: 'other', reply: '不属受理范围' } },
    clerk.token,
  );
  await follow(app);
  expect([await heard(first), await heard(second)]).toEqual([before[0], (before[1] ?? 0) + 1]);
});

test('a unit is told once how many matters came back when whoever held them left', async () => {
  const leaver = await giveAccount(app, { grants: [{ role: 'handler', unit: 'water' }] });
  const boss = await giveAccount(app, { grants: [{ role: 'administrator', place: 'd' }] });
  for (const matterId of [await newMatter(), await newMatter()]) {
    const body = { ...command(), workOrderNo: 1 };
    await app.call(matterActs.signFor, { params: { matterId }, body }, leaver.token);
  }
  const body = { ...command(), version: 1, reason: 'moved away' };
  await app.call(deactivateAccount, { params: { id: leaver.id }, body }, boss.token);
  await follow(app);
  const back = async (who: TestAccount) =>
    (await app.call(listNotices, {}, who.token)).rows
      .filter(({ status }) => status.en === 'Back in the unit’s queue')
      .map(({ text }) => text.zh);
  const told = await back(plumber);
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('：2 件。');
  expect([await back(roadman), await back(boss)]).toEqual([[], []]);
});

test('a red card of the ladder reaches the posts it names, once however often the ladder is climbed', async () => {
  const matterId = await newMatter();
  app.clock.advance(8 * 24 * hourMs);
  await climbAll(app);
  await climbAll(app);
  const red = (statuses: string[]) => statuses.filter((status) => status === 'Red card');
  expect(red(await toldOf(matterId, plumber))).toEqual([]);
  const open = (await stepsOf(app, matterId)).filter(({ ended }) => ended === null);
  const cardsOf = (step: string) => open.filter((card) => card.step === step).map(() => 'Red card');
  expect(cardsOf('top').length).toBeGreaterThan(0);
  expect(red(await toldOf(matterId, head))).toEqual(cardsOf('red'));
  expect(red(await toldOf(matterId, leader))).toEqual(cardsOf('top'));
  await climbAll(app);
  expect(red(await toldOf(matterId, leader))).toEqual(cardsOf('top'));
});
