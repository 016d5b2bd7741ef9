import { randomUUID } from 'node:crypto';
import {
  acceptInvitation,
  addAgendaItem,
  cancelConsultation,
  changeAgendaItem,
  changeConsultation,
  closeConsultation,
  correctMinutes,
  declineInvitation,
  holdConsultation,
  inviteUnits,
  proposeConsultation,
  removeAgendaItem,
  reorderAgenda,
  withdrawInvitation,
  writeMinutes,
} from '@heliu/contract/joint/consultations';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveCity } from '../../../test/city.ts';
import { giveConsultation, giveHeld, proposal, seeConsultation } from '../../../test/consultations.ts';
import { giveAccount, type TestAccount } from '../../../test/factories.ts';
import { startTestApp, type TestApp } from '../../../test/harness.ts';
import { giveMatter } from '../../../test/matters.ts';

const hourMs = 3_600_000;
let app: TestApp;
let clerk: TestAccount;
let roadman: TestAccount;
beforeAll(async () => {
  app = await startTestApp({ roles: new Set(['web']) });
  await giveCity(app);
  clerk = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }], displayName: '受理员甲' });
  roadman = await giveAccount(app, {
    grants: [{ role: 'handler', unit: 'roads', reach: 'd' }],
    displayName: '路工乙',
  });
});
afterAll(() => app.close());

const command = () => ({ commandId: randomUUID() });
const newCode = async () => (await giveMatter(app, clerk, { place: { placeCode: 'g1' } })).code;
const see = (id: string, who = clerk) => seeConsultation(app, who, id);
const on = (consultationId: string, more: { no?: number; unit?: string } = {}) => ({
  params: { consultationId, ...more } as { consultationId: string; no: number; unit: string },
});

async function kindsOf(id: string) {
  const rows = await app.db
    .selectFrom('log.events')
    .select(['kind', 'place_path', 'unit_ids', 'payload'])
    .where('subject', '=', `consultation:${id}`)
    .orderBy('id')
    .execute();
  expect(JSON.stringify(rows)).not.toMatch(/甲|乙|管网|漏水|修复|会议室/);
  for (const row of rows) expect(row.place_path).toBe('d/t1');
  return rows.map(({ kind }) => kind.replace('joint.', ''));
}

test('the life of a consultation: proposed, answered, held with minutes, closed, corrected', async () => {
  const [first, second] = [await newCode(), await newCode()];
  const body = proposal(app, {
    items: [{ matterCode: first.toLowerCase(), question: '由谁负责修复' }],
  });
  const made = await app.call(proposeConsultation, { body }, clerk.token);
  expect(await app.call(proposeConsultation, { body }, clerk.token)).toEqual(made);
  const { consultationId: id } = made;
  await app.call(
    addAgendaItem,
    { ...on(id), body: { ...command(), matterCode: second, question: '是否合并处置' } },
    clerk.token,
  );
  expect(await see(id)).toMatchObject({
    state: 'proposed',
    title: '幸福路管网会商',
    host: { code: 'centre-t1' },
    proposed: { by: '受理员甲' },
    held: null,
    invitations: [
      { unit: { code: 'centre-t2' }, answer: 'waiting', allowed: ['withdraw'] },
      { unit: { code: 'roads' }, answer: 'waiting', allowed: ['withdraw'] },
    ],
    items: [
      { no: 1, matterCode: first, title: '水管漏水', question: '由谁负责修复', minutes: null, decisions: [] },
      { no: 2, matterCode: second },
    ],
    allowed: ['change', 'invite', 'addItem', 'reorder', 'hold', 'cancel'],
  });
  const accept = { ...on(id, { unit: 'roads' }), body: { ...command(), comes: '路工乙、科长' } };
  await app.call(acceptInvitation, accept, roadman.token);
  await app.call(acceptInvitation, accept, roadman.token);
  await app.call(reorderAgenda, { ...on(id), body: { ...command(), items: [2, 1] } }, clerk.token);
  await app.call(holdConsultation, { ...on(id), body: command() }, clerk.token);
  const minutes = { ...on(id, { no: 1 }), body: { ...command(), words: '道路处说明情况', revision: 0 } };
  await app.call(writeMinutes, minutes, clerk.token);
  await app.call(writeMinutes, minutes, clerk.token);
  app.clock.advance(hourMs);
  await app.call(closeConsultation, { ...on(id), body: command() }, clerk.token);
  await app.call(
    correctMinutes,
    { ...on(id, { no: 1 }), body: { ...command(), words: '应为排水处' } },
    clerk.token,
  );
  expect(await see(id, roadman)).toMatchObject({
    state: 'closed',
    ended: { at: new Date(app.clock.now()).toISOString(), by: '受理员甲', words: null },
    invitations: [
      { answer: 'waiting', allowed: [] },
      { answer: 'accepted', comes: '路工乙、科长', answered: { by: '路工乙' }, allowed: [] },
    ],
    items: [
      { no: 2, minutes: null },
      {
        no: 1,
        minutes: { words: '道路处说明情况', revision: 1, by: '受理员甲' },
        corrections: [{ words: '应为排水处', by: '受理员甲', at: new Date(app.clock.now()).toISOString() }],
      },
    ],
    allowed: [],
  });
  expect(await kindsOf(id)).toEqual([
    'consultationProposed',
    'unitInvited',
    'unitInvited',
    'itemAdded',
    'itemAdded',
    'invitationAccepted',
    'agendaReordered',
    'consultationHeld',
    'minutesWritten',
    'consultationClosed',
    'minutesCorrected',
  ]);
});

test('minutes are written while it is held, keep their earlier wordings, and stay after closing', async () => {
  const id = await giveHeld(app, clerk, [await newCode()]);
  const write = (words: string, revision: number) => ({
    ...on(id, { no: 1 }),
    body: { ...command(), words, revision },
  });
  await app.call(writeMinutes, write('初稿', 0), clerk.token);
  const late = await app.refuse(writeMinutes, write('别人的初稿', 0), clerk.token);
  expect(late.code).toBe('resource.changed');
  await app.call(writeMinutes, write('二稿', 1), clerk.token);
  expect((await see(id)).items[0]?.minutes).toMatchObject({ words: '二稿', revision: 2 });
  const early = { ...on(id, { no: 1 }), body: { ...command(), words: '更正' } };
  expect((await app.refuse(correctMinutes, early, clerk.token)).code).toBe('consultation.notNow');
  await app.call(closeConsultation, { ...on(id), body: command() }, clerk.token);
  expect((await app.refuse(writeMinutes, write('三稿', 2), clerk.token)).code).toBe('consultation.notNow');
  expect((await see(id)).items[0]?.minutes?.words).toBe('二稿');
  const kept = await app.db
    .selectFrom('joint.minutes')
    .select(['words', 'revision'])
    .where('consultation_id', '=', id)
    .orderBy('revision')
    .execute();
  expect(kept).toEqual([
    { words: '初稿', revision: 1 },
    { words: '二稿', revision: 2 },
  ]);
});

test('before it is held all can be changed: time and place, units, agenda; afterwards only units and items are added', async () => {
  const [one, two, three] = [await newCode(), await newCode(), await newCode()];
  const { consultationId: id } = await giveConsultation(app, clerk, {
    items: [one, two].map((matterCode) => ({ matterCode, question: '怎么办' })),
  });
  const { title, reason, startsAt } = proposal(app);
  const moved = { title, reason, startsAt, link: 'https://meet.example/1' };
  await app.call(changeConsultation, { ...on(id), body: { ...command(), ...moved } }, clerk.token);
  await app.call(removeAgendaItem, { ...on(id, { no: 1 }), body: command() }, clerk.token);
  await app.call(
    changeAgendaItem,
    { ...on(id, { no: 2 }), body: { ...command(), question: '何时修好' } },
    clerk.token,
  );
  const add = (matterCode: string) => ({
    ...on(id),
    body: { ...command(), matterCode, question: '再议' },
  });
  await app.call(addAgendaItem, add(one), clerk.token);
  const withdraw = { ...on(id, { unit: 'roads' }), body: { ...command(), words: '请错了' } };
  await app.call(withdrawInvitation, withdraw, clerk.token);
  await app.call(inviteUnits, { ...on(id), body: { ...command(), units: ['water'] } }, clerk.token);
  await app.call(holdConsultation, { ...on(id), body: command() }, clerk.token);
  await app.call(addAgendaItem, add(three), clerk.token);
  await app.call(inviteUnits, { ...on(id), body: { ...command(), units: ['roads'] } }, clerk.token);
  expect(await see(id)).toMatchObject({
    place: null,
    link: 'https://meet.example/1',
    items: [
      { no: 2, question: '何时修好' },
      { no: 3, matterCode: one },
      { no: 4, matterCode: three },
    ],
    invitations: [
      { unit: { code: 'centre-t2' } },
      { unit: { code: 'roads' }, answer: 'waiting', words: null },
      { unit: { code: 'water' } },
    ],
  });
  const late = { ...on(id, { no: 2 }), body: command() };
  expect((await app.refuse(removeAgendaItem, late, clerk.token)).code).toBe('consultation.notNow');
  expect(
    (await app.refuse(changeConsultation, { ...on(id), body: { ...command(), ...moved } }, clerk.token)).code,
  ).toBe('consultation.notNow');
});

test('it is cancelled with a reason before it is held, and not after', async () => {
  const { consultationId: id } = await giveConsultation(app, clerk);
  const cancel = { ...on(id), body: { ...command(), words: '情况已解决' } };
  await app.call(cancelConsultation, cancel, clerk.token);
  await app.call(cancelConsultation, cancel, clerk.token);
  expect(await see(id)).toMatchObject({
    state: 'cancelled',
    ended: { words: '情况已解决', by: '受理员甲' },
    allowed: [],
  });
  const held = await giveHeld(app, clerk, [await newCode()]);
  const late = { ...on(held), body: { ...command(), words: '取消' } };
  expect((await app.refuse(cancelConsultation, late, clerk.token)).code).toBe('consultation.notNow');
});

test('what cannot be is refused: no agenda, a matter or unit twice or unknown, no place, an order that is none', async () => {
  const code = await newCode();
  const { consultationId: id } = await giveConsultation(app, clerk);
  const hold = { ...on(id), body: command() };
  expect((await app.refuse(holdConsultation, hold, clerk.token)).code).toBe('consultation.noAgenda');
  const add = (matterCode: string) =>
    app.refuse(
      addAgendaItem,
      { ...on(id), body: { ...command(), matterCode, question: '怎么办' } },
      clerk.token,
    );
  await app.call(
    addAgendaItem,
    { ...on(id), body: { ...command(), matterCode: code, question: '怎么办' } },
    clerk.token,
  );
  expect((await add(code)).code).toBe('consultation.onAgenda');
  expect((await add('没有这个')).code).toBe('consultation.matterUnknown');
  const invite = async (...units: string[]) =>
    (await app.refuse(inviteUnits, { ...on(id), body: { ...command(), units } }, clerk.token)).code;
  expect(await invite('nobody')).toBe('consultation.unitUnknown');
  expect(await invite('roads')).toBe('consultation.invitedAlready');
  expect(await invite('centre-t1')).toBe('consultation.invitedAlready');
  expect(await invite('water', 'water')).toBe('consultation.invitedAlready');
  const order = { ...on(id), body: { ...command(), items: [1, 2] } };
  expect((await app.refuse(reorderAgenda, order, clerk.token)).code).toBe('consultation.agendaChanged');
  const { place: _place, ...nowhere } = proposal(app);
  const refused = await app.refuse(proposeConsultation, { body: nowhere }, clerk.token);
  expect(refused.errors?.map(({ field }) => field)).toEqual(['place']);
  const script = await app.refuse(
    proposeConsultation,
    { body: proposal(app, { link: 'javascript:alert(1)' }) },
    clerk.token,
  );
  expect(script.errors?.map(({ field }) => field)).toEqual(['link']);
});

test('a unit declines with its reason, thinks better of it, and a second answer stands', async () => {
  const { consultationId: id } = await giveConsultation(app, clerk);
  const params = on(id, { unit: 'roads' });
  const decline = { ...params, body: { ...command(), words: '当日有抢修' } };
  await app.call(declineInvitation, decline, roadman.token);
  expect((await see(id)).invitations[1]).toMatchObject({
    answer: 'declined',
    words: '当日有抢修',
    comes: null,
  });
  const again = { ...decline, body: { ...decline.body, ...command() } };
  expect((await app.refuse(declineInvitation, again, roadman.token)).code).toBe('consultation.notNow');
  await app.call(acceptInvitation, { ...params, body: { ...command(), comes: '路工乙' } }, roadman.token);
  expect((await see(id)).invitations[1]).toMatchObject({ answer: 'accepted', words: null, comes: '路工乙' });
});
