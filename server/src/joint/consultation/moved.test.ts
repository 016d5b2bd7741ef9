import { randomUUID } from 'node:crypto';
import {
  acceptInvitation,
  changeAgendaItem,
  changeConsultation,
  closeConsultation,
  declineInvitation,
  holdConsultation,
  inviteUnits,
  withdrawInvitation,
} from '@heliu/contract/joint/consultations';
import { beforeEach, expect, test } from 'vitest';
import { giveCity } from '../../../test/city.ts';
import { giveConsultation, giveHeld, proposal, seeConsultation } from '../../../test/consultations.ts';
import { giveAccount, type TestAccount } from '../../../test/factories.ts';
import { testApp, type TestApp } from '../../../test/harness.ts';
import { giveMatter } from '../../../test/matters.ts';

const dayMs = 86_400_000;
let app: TestApp;
let clerk: TestAccount;
let roadman: TestAccount;
let consultationId: string;
beforeEach(async () => {
  app = await testApp({ roles: new Set(['web']) });
  await giveCity(app);
  clerk = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
  roadman = await giveAccount(app, { grants: [{ role: 'handler', unit: 'roads', reach: 'd' }] });
  ({ consultationId } = await giveConsultation(app, clerk));
});

type Changes = Partial<ReturnType<typeof proposal>> & { readonly expectedVersion?: number };

function changed(changes: Changes) {
  const { title, reason, startsAt, place } = proposal(app);
  const body = { commandId: randomUUID(), title, reason, startsAt, place, ...changes };
  return { params: { consultationId }, body };
}

const change = (changes: Changes) => app.call(changeConsultation, changed(changes), clerk.token);
const reply = (arrangement?: number) => ({
  params: { consultationId, unit: 'roads' },
  body: { commandId: randomUUID(), comes: '路工丙', ...(arrangement === undefined ? {} : { arrangement }) },
});
const see = (who = clerk) => seeConsultation(app, who, consultationId);
const answersOf = async () =>
  Object.fromEntries((await see()).invitations.map(({ unit, answer }) => [unit.code, answer]));

test('another time or place asks those anew who had accepted, and keeps who was to come', async () => {
  const body = { commandId: randomUUID(), units: ['water'] };
  await app.call(inviteUnits, { params: { consultationId }, body }, clerk.token);
  const plumber = await giveAccount(app, { grants: [{ role: 'handler', unit: 'water', reach: 'd' }] });
  const decline = {
    params: { consultationId, unit: 'water' },
    body: { commandId: randomUUID(), words: '抢修' },
  };
  await app.call(declineInvitation, decline, plumber.token);
  await app.call(acceptInvitation, reply(), roadman.token);
  await change({ title: '换个名称' });
  expect(await answersOf()).toEqual({ roads: 'accepted', water: 'declined', 'centre-t2': 'waiting' });
  const { arrangement, startsAt } = await see();
  await change({ startsAt: new Date(Date.parse(startsAt) + dayMs).toISOString() });
  expect(await answersOf()).toEqual({ roads: 'waiting', water: 'declined', 'centre-t2': 'waiting' });
  const seen = await see(roadman);
  expect(seen.arrangement).toBe(arrangement + 1);
  expect(seen.invitations.find(({ unit }) => unit.code === 'roads')).toMatchObject({
    answered: null,
    comes: '路工丙',
    allowed: ['accept', 'decline'],
  });
});

test('an answer is for the time and place that were seen', async () => {
  await change({ place: '二楼' });
  const late = await app.refuse(acceptInvitation, reply(1), roadman.token);
  expect([late.status, late.code]).toEqual([412, 'resource.changed']);
  expect(await answersOf()).toMatchObject({ roads: 'waiting' });
  await app.call(acceptInvitation, reply(2), roadman.token);
  expect(await answersOf()).toMatchObject({ roads: 'accepted' });
});

test('who changes what somebody else changed meanwhile is told, and nothing is written over', async () => {
  const { version } = await see();
  const done = await change({ title: '先到的名称', expectedVersion: version });
  expect(done.version).toBe(version + 1);
  const other = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
  const late = changed({ title: '后到的名称', expectedVersion: version });
  const refused = await app.refuse(changeConsultation, late, other.token);
  expect([refused.status, refused.code]).toEqual([412, 'resource.changed']);
  expect(await see()).toMatchObject({ title: '先到的名称', version: version + 1 });
  const hold = { params: { consultationId }, body: { commandId: randomUUID(), expectedVersion: version } };
  expect((await app.refuse(holdConsultation, hold, clerk.token)).code).toBe('resource.changed');
});

test('question and closing go by what was seen, too', async () => {
  const { code: matterCode } = await giveMatter(app, clerk, { place: { placeCode: 'g1' } });
  ({ consultationId } = await giveConsultation(app, clerk, {
    items: [{ matterCode, question: '怎么办' }],
  }));
  const ask = (question: string, expectedVersion: number) => ({
    params: { consultationId, no: 1 },
    body: { commandId: randomUUID(), question, expectedVersion },
  });
  await app.call(changeAgendaItem, ask('先到', 1), clerk.token);
  expect((await app.refuse(changeAgendaItem, ask('后到', 1), clerk.token)).code).toBe('resource.changed');
  const held = await giveHeld(app, clerk, [matterCode]);
  const close = { params: { consultationId: held }, body: { commandId: randomUUID(), expectedVersion: 1 } };
  expect((await app.refuse(closeConsultation, close, clerk.token)).code).toBe('resource.changed');
});

test('the notice of a withdrawn invitation opens nothing, as the unit sees the consultation no more', async () => {
  const params = { consultationId, unit: 'roads' };
  const body = { commandId: randomUUID(), words: '请错了' };
  await app.call(withdrawInvitation, { params, body }, clerk.token);
  const { payload } = await app.db
    .selectFrom('log.events')
    .select('payload')
    .where('kind', '=', 'joint.consultationOff')
    .executeTakeFirstOrThrow();
  expect(payload).toMatchObject({ unitId: 'roads', opens: false });
});
