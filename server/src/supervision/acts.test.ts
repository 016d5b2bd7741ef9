import { randomUUID } from 'node:crypto';
import {
  acknowledgeCard,
  getBulletin,
  getBulletinFile,
  getSupervision,
  instruct,
  issueCard,
  liftCard,
  replyToCard,
  urge,
} from '@heliu/contract/supervision';
import exceljs from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';
import { climbAll, ladderPack } from '../../test/ladders.ts';
import { giveMatter } from '../../test/matters.ts';

const hourMs = 3_600_000;
let app: TestApp;
let chief: TestAccount;
let leader: TestAccount;
let plumber: TestAccount;
let clerk: TestAccount;
let matterId: string;

beforeAll(async () => {
  app = await startTestApp({ roles: new Set(['web']) });
  await giveCity(app, ladderPack());
  chief = await giveAccount(app, { grants: [{ role: 'supervisor', place: 'd/t1' }], displayName: '督办员' });
  leader = await giveAccount(app, { grants: [{ role: 'leader', place: 'd' }] });
  plumber = await giveAccount(app, { grants: [{ role: 'handler', unit: 'water', reach: 'd' }] });
  clerk = await giveAccount(app, { grants: [{ role: 'operator', place: 'd' }] });
  matterId = (await giveMatter(app, clerk, { place: { placeCode: 'g1' } })).matterId;
});
afterAll(() => app.close());

const command = () => ({ commandId: randomUUID() });
const cards = async (who = chief) =>
  (await app.call(getSupervision, { params: { matterId } }, who.token)).cards;
const card = async (cardId: string, who = chief) => (await cards(who)).find((one) => one.cardId === cardId);
const tomorrow = () => new Date(app.clock.now() + 24 * hourMs).toISOString();

async function eventsOf(cardId: string) {
  const rows = await app.db
    .selectFrom('log.events')
    .select(['kind', 'payload'])
    .where('subject', '=', `supervision:${cardId}`)
    .orderBy('id')
    .execute();
  expect(JSON.stringify(rows)).not.toMatch(/今天|通水|督办员/);
  return rows.map(({ kind }) => kind);
}

test('a supervisor’s card is issued once, read and answered by the unit, and lifted with a reason', async () => {
  const body = { ...command(), level: 'yellow' as const, demand: '今天通水', dueAt: tomorrow() };
  const { cardId } = await app.call(issueCard, { params: { matterId }, body }, chief.token);
  expect(await app.call(issueCard, { params: { matterId }, body }, chief.token)).toEqual({ cardId });
  expect(await card(cardId)).toMatchObject({
    source: 'supervisor',
    level: 'yellow',
    demand: '今天通水',
    issuedBy: '督办员',
    unit: { code: 'water' },
    allowed: ['lift'],
  });
  expect(await card(cardId, plumber)).toMatchObject({ allowed: ['acknowledge', 'reply'] });
  await app.call(acknowledgeCard, { params: { cardId }, body: command() }, plumber.token);
  await app.call(
    replyToCard,
    { params: { cardId }, body: { ...command(), text: '正在抢修，晚上通水' } },
    plumber.token,
  );
  expect(await card(cardId)).toMatchObject({
    ended: null,
    acknowledgedBy: '测试员',
    replies: [{ text: '正在抢修，晚上通水', by: '测试员' }],
  });
  await app.call(liftCard, { params: { cardId }, body: { ...command(), reason: '已经通水' } }, chief.token);
  expect(await card(cardId)).toMatchObject({
    ended: { because: 'lifted', by: '督办员', reason: '已经通水' },
    allowed: [],
  });
  const again = await app.refuse(
    replyToCard,
    { params: { cardId }, body: { ...command(), text: '再次答复' } },
    plumber.token,
  );
  expect(again.code).toBe('supervision.cardEnded');
  expect(await eventsOf(cardId)).toEqual([
    'supervision.cardIssued',
    'supervision.cardAcknowledged',
    'supervision.cardReplied',
    'supervision.cardEnded',
  ]);
});

test('an urging ends once the unit has read it; only a leader takes an instruction back', async () => {
  const urging = await app.call(
    urge,
    { params: { matterId }, body: { ...command(), demand: '请尽快签收' } },
    clerk.token,
  );
  await app.call(acknowledgeCard, { params: { cardId: urging.cardId }, body: command() }, plumber.token);
  expect((await card(urging.cardId))?.ended?.because).toBe('acknowledged');
  const { cardId } = await app.call(
    instruct,
    { params: { matterId }, body: { ...command(), demand: '今天之内解决' } },
    leader.token,
  );
  expect(await card(cardId)).toMatchObject({
    source: 'leader',
    level: null,
    recipients: [
      { role: null, name: { en: 'water' } },
      { role: 'supervisor', name: { en: 't1' } },
    ],
  });
  const lift = { params: { cardId }, body: { ...command(), reason: '已经解决' } };
  expect((await app.refuse(liftCard, lift, chief.token)).code).toBe('auth.forbidden');
  await app.call(liftCard, { ...lift, body: { ...lift.body, ...command() } }, leader.token);
});

test('nobody demands or answers beyond their own place and unit', async () => {
  const other = await giveAccount(app, { grants: [{ role: 'supervisor', place: 'd/t2' }] });
  const strange = await app.refuse(getSupervision, { params: { matterId: 'x' } }, chief.token);
  expect([strange.code, strange.errors?.[0]?.field]).toEqual(['input.invalid', 'params.matterId']);
  const body = { ...command(), level: 'red' as const, demand: '今天解决', dueAt: tomorrow() };
  expect((await app.refuse(issueCard, { params: { matterId }, body }, other.token)).code).toBe(
    'resource.notFound',
  );
  const past = { ...body, dueAt: new Date(app.clock.now()).toISOString() };
  const refused = await app.refuse(issueCard, { params: { matterId }, body: past }, chief.token);
  expect(refused.errors?.map(({ field }) => field)).toEqual(['body.dueAt']);
  const { cardId } = await app.call(
    issueCard,
    { params: { matterId }, body: { ...body, ...command() } },
    chief.token,
  );
  const officer = await giveAccount(app, { grants: [{ role: 'officer', place: 'd/t1/c1/g1' }] });
  const roads = await giveAccount(app, { grants: [{ role: 'handler', unit: 'roads', reach: 'd' }] });
  const read = { params: { cardId }, body: command() };
  expect((await app.refuse(acknowledgeCard, read, officer.token)).code).toBe('auth.forbidden');
  expect((await app.refuse(acknowledgeCard, read, roads.token)).code).toBe('resource.notFound');
});

test('the bulletin of the week counts by town and unit, the same on paper and in a workbook', async () => {
  app.clock.advance(6 * 24 * hourMs);
  await climbAll(app);
  const now = await giveAccount(app, { grants: [{ role: 'leader', place: 'd' }], displayName: '不得出现' });
  const bulletin = await app.call(getBulletin, {}, now.token);
  // Wednesday 25 November 2026 and six days: the week before ended on Sunday the 29th.
  expect(bulletin).toMatchObject({ from: '2026-11-23', to: '2026-11-29', running: false });
  expect(bulletin.total.issued).toEqual({ blue: 0, yellow: 1, red: 1, other: 2 });
  expect(bulletin.total.ended).toBe(3);
  expect(bulletin.total.open).toEqual({ blue: 0, yellow: 0, red: 1, other: 0 });
  const week = await app.call(getBulletin, { query: { day: '2026-12-01' } }, now.token);
  expect(week.running).toBe(true);
  expect(week.units).toMatchObject([{ code: 'water', openOverdue: 1 }]);
  expect(week.townships.map(({ code }) => code)).toEqual(['t1']);
  expect(week.red.map((one) => one.unit.code)).toContain('water');
  const file = async (format: string) => {
    const reply = await app.inject({
      url: `${getBulletinFile.path.replace(':format', format)}?day=2026-12-01`,
      headers: { authorization: `Bearer ${now.token}` },
    });
    expect(reply.statusCode).toBe(200);
    expect(reply.headers['content-disposition']).toContain(`supervision-2026-11-30.${format}`);
    return reply.rawPayload;
  };
  const book = new exceljs.Workbook();
  await book.xlsx.load(await file('xlsx').then((bytes) => bytes as unknown as ArrayBuffer));
  expect(book.worksheets.map(({ name }) => name)).toEqual(['按镇街', '按单位', '未了的红牌']);
  const unit = book.worksheets[1]?.getRow(3).values as unknown[];
  expect(unit[1]).toBe('water');
  expect(unit[2]).toBe(week.units[0]?.issued.red);
  // An instant is a date of the workbook, on the city's clock (eight hours ahead).
  const reached = book.worksheets[2]?.getRow(3).getCell(5).value as Date;
  const minute = Math.floor(Date.parse(week.red[0]?.reachedAt ?? '') / 60_000) * 60_000;
  expect(reached.getTime()).toBe(minute + 8 * hourMs);
  const pdf = await file('pdf');
  expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  expect(pdf.toString('latin1')).toContain('NotoSansHans');
  expect((await app.refuse(getBulletin, { query: { day: '2027-01-01' } }, now.token)).code).toBe(
    'input.invalid',
  );
});
