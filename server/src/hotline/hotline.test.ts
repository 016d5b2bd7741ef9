import { randomUUID } from 'node:crypto';
import type { CityPack } from '@heliu/contract/city/pack';
import {
  answerCaller,
  countAnswers,
  findCaller,
  findKnowledge,
  type FindReason,
  listCallBacks,
} from '@heliu/contract/hotline';
import { HotlineDesk } from '@heliu/contract/hotline/desk';
import { matterActs, registerMatter } from '@heliu/contract/matter/endpoints';
import { phoneKey } from '@heliu/contract/matter/phone';
import { getMatter } from '@heliu/contract/matter/views';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveCity, testPack } from '../../test/city.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';
import { giveMatter, leak } from '../../test/matters.ts';

const hotlinePack = (): CityPack => {
  const pack = testPack();
  const source = { zh: '公告', en: 'Notice' };
  return {
    ...pack,
    lifeCycle: { ...pack.lifeCycle, limits: { callBack: { value: 2, unit: 'work_day' } } },
    hotlineDesk: HotlineDesk.parse({
      callBackHours: { from: '09:00', until: '18:00' },
      areaCode: '023',
      knowledge: [
        {
          code: 'hours',
          kind: 'hours',
          title: { zh: '中心开放时间', en: 'Opening hours' },
          answer: { zh: '每天九点到五点。', en: 'From nine to five every day.' },
          tags: { zh: ['几点开门'], en: ['weekend'] },
          type: 'AUTO-01',
          source,
        },
        {
          code: 'gone',
          kind: 'policy',
          title: { zh: '去年的补贴', en: 'Last year’s allowance' },
          answer: { zh: '已经结束。', en: 'It is over. Opening was last year.' },
          validUntil: '2015-12-31',
          source,
        },
        {
          code: 'pipe',
          kind: 'howTo',
          title: { zh: '水管漏水怎么办', en: 'A leaking pipe' },
          answer: { zh: '先关总阀，开放时间内报修。', en: 'Shut the valve, then call.' },
          source,
        },
      ],
    }),
  };
};

let app: TestApp;
let clerk: TestAccount;
let stranger: TestAccount;
beforeAll(async () => {
  app = await startTestApp({ roles: new Set(['web']) });
  await giveCity(app, hotlinePack());
  clerk = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
  stranger = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t2' }] });
});
afterAll(() => app.close());

const command = () => ({ commandId: randomUUID() });
type Caller = { phone: string } | { code: string };
const find = async (caller: Caller, who = clerk, reason: FindReason = 'progress', note?: string) =>
  app.call(findCaller, { body: { caller, reason, ...(note === undefined ? {} : { note }) } }, who.token);
const looks = async (who: TestAccount) =>
  (
    await app.db
      .selectFrom('log.accesses')
      .select(['subject', 'purpose'])
      .where('account_id', '=', who.id)
      .where('endpoint', '=', findCaller.id)
      .orderBy('id')
      .execute()
  ).map(({ subject, purpose }) => ({ subject, purpose }));

const spellings = ['023-42821234', '+86 23 4282 1234', '02342821234', '0086 023 42821234', '4282 1234'];
let number = 0;
/** A mobile number that no other test has. */
const newPhone = () => `1390000${String((number += 1)).padStart(4, '0')}`;

test('the key of a number is the same in the database as in the contract', async () => {
  const all = [...spellings, '13800138000', '+86 138-0013-8000', '0571 88123456', '12345', '86123456'];
  const { rows } = await sql<{ key: string }>`
    SELECT matter.phone_key(p) AS key FROM unnest(${all}::text[]) WITH ORDINALITY AS t(p, no) ORDER BY no`.execute(
    app.db,
  );
  expect(rows.map(({ key }) => key)).toEqual(all.map(phoneKey));
});

test.each(spellings)('what a caller reported is found by a number spelt as %s', async (left) => {
  const who = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
  const { matterId } = await giveMatter(app, clerk, { reporter: { name: '王小明', phone: left } });
  for (const phone of spellings) {
    const { rows } = await find({ phone }, who);
    const row = rows.find((one) => one.matterId === matterId);
    expect(row).toMatchObject({ reporter: '王＊＊', callBackDue: false, progress: { stage: 'dispatched' } });
    expect(row?.progress.steps.map(({ step }) => step)).toContain('dispatched');
  }
  for (const other of ['023-42821235', '42821235', '0571-42821234']) {
    expect((await find({ phone: other }, who)).rows).toEqual([]);
  }
});

test('by the number of the resident who reported with an account', async () => {
  const phone = newPhone();
  const resident = await giveAccount(app, { kind: 'resident', phone: `+86${phone}` });
  const { matterId } = await giveMatter(app, clerk);
  await sql`UPDATE matter.reports SET account_id = ${resident.id} WHERE matter_id = ${matterId}::uuid`.execute(
    app.db,
  );
  await sql`INSERT INTO matter.reports (id, matter_id, account_id, language, text, created_at)
    SELECT gen_random_uuid(), ${matterId}::uuid, ${resident.id}, 'zh', '', now()
    WHERE NOT EXISTS (SELECT FROM matter.reports WHERE matter_id = ${matterId}::uuid)`.execute(app.db);
  expect((await find({ phone })).rows.map((row) => row.matterId)).toEqual([matterId]);
});

test('by code in any spelling; what lies elsewhere is not there', async () => {
  const { matterId, code } = await giveMatter(app, clerk);
  const spelt = code.toLowerCase().replace(/(.{4})(.{4})/, '$1 $2-');
  expect((await find({ code: spelt })).rows.map((row) => row.matterId)).toEqual([matterId]);
  expect((await find({ code }, stranger)).rows).toEqual([]);
  await expect(find({ code: 'AAAA-AAAA-AAAB' })).rejects.toThrow('input.invalid');
});

test('every search is on record with its reason and what it showed, and the number is nowhere', async () => {
  const phone = newPhone();
  const who = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
  const { matterId } = await giveMatter(app, clerk, { reporter: { phone } });
  await find({ phone }, who, 'other', '家属代为询问');
  await find({ phone: newPhone() }, who, 'again');
  const seen = await looks(who);
  expect(seen).toEqual([
    { subject: expect.stringMatching(/^caller:[\w-]{22}$/), purpose: 'other: 家属代为询问' },
    { subject: `matter:${matterId}`, purpose: 'other: 家属代为询问' },
    { subject: expect.stringMatching(/^caller:[\w-]{22}$/), purpose: 'again' },
  ]);
  expect(seen[0]?.subject).not.toBe(seen[2]?.subject);
  await find({ phone: `+86 ${phone}` }, who);
  expect((await looks(who))[3]?.subject).toBe(seen[0]?.subject);
  const { rows } = await sql<{ hits: number }>`SELECT
    (SELECT count(*)::int FROM log.events e WHERE e::text LIKE ${`%${phone}%`})
    + (SELECT count(*)::int FROM log.accesses a WHERE a::text LIKE ${`%${phone}%`}) AS hits`.execute(app.db);
  expect(rows).toEqual([{ hits: 0 }]);
});

test('without a reason, or with a number in its words, nothing is searched', async () => {
  const who = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
  const phone = newPhone();
  await expect(find({ phone }, who, 'other')).rejects.toThrow('input.invalid');
  await expect(find({ phone }, who, 'other', `来电 ${phone}`)).rejects.toThrow('input.invalid');
  await expect(find({ phone }, who, 'other', '来电 １３９ ００００ ００００')).rejects.toThrow(
    'input.invalid',
  );
  await expect(find({ phone: '110' }, who)).rejects.toThrow('input.invalid');
  expect(await looks(who)).toEqual([]);
});

test('numbers cannot be tried one after another', async () => {
  const who = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
  for (let i = 0; i < 20; i += 1) await find({ phone: newPhone() }, who);
  await expect(find({ phone: newPhone() }, who)).rejects.toThrow('request.tooMany');
  await find({ phone: newPhone() }, stranger);
  app.clock.advance(6000);
  await find({ phone: newPhone() }, who);
});

const look = async (q: string) =>
  (await app.call(findKnowledge, { query: { q } }, clerk.token)).rows.map(({ code }) => code);

test('answers are found by their titles, tags and words, the best first, as long as they hold', async () => {
  expect(await look('')).toEqual(['hours', 'pipe']);
  expect(await look('开放时间')).toEqual(['hours', 'pipe']);
  expect(await look('几点开门')).toEqual(['hours']);
  expect(await look('OPENING')).toEqual(['hours']);
  expect(await look('weeke')).toEqual(['hours']);
  expect(await look('漏水')).toEqual(['pipe']);
  expect(await look('护照')).toEqual([]);
  expect(await look('?!')).toEqual([]);
  const open = await app.inject({ method: 'GET', url: '/api/knowledge?q=%E6%BC%8F%E6%B0%B4' });
  expect(open.json()).toMatchObject({ rows: [{ code: 'pipe', kind: 'howTo', typeCode: null }] });
});

const asked = () => {
  const { requestKind: _kind, ...body } = leak({ title: '咨询开放时间' });
  return { ...body, entry: 'hours' };
};

test('who is answered from the knowledge is registered and closed in one go, once', async () => {
  const body = asked();
  const receipt = await app.call(answerCaller, { body }, clerk.token);
  expect(receipt.stage).toBe('closed');
  expect(await app.call(answerCaller, { body }, clerk.token)).toEqual(receipt);
  const view = await app.call(getMatter, { params: { matterId: receipt.matterId } }, clerk.token);
  expect(view).toMatchObject({
    requestKind: 'inquiry',
    outcome: 'solved',
    state: { closing: { way: 'onSpot' } },
  });
  expect(view.notes).toMatchObject([{ kind: 'reply', body: '每天九点到五点。' }]);
  const events = await app.db
    .selectFrom('log.events')
    .select(['subject', 'payload', 'place_path'])
    .where('kind', '=', 'hotline.answered')
    .execute();
  expect(events).toEqual([
    {
      subject: `answer:${receipt.matterId}`,
      payload: { matterId: receipt.matterId, entry: 'hours' },
      place_path: 'd/t1/c1/g1',
    },
  ]);
  expect(await app.call(countAnswers, {}, clerk.token)).toEqual({ counts: [{ entry: 'hours', count: 1 }] });
  expect(await app.call(countAnswers, {}, stranger.token)).toEqual({ counts: [] });
});

test('an answer that does not hold, and a place of others, are refused', async () => {
  await expect(app.call(answerCaller, { body: { ...asked(), entry: 'gone' } }, clerk.token)).rejects.toThrow(
    'hotline.entryUnknown',
  );
  await expect(app.call(answerCaller, { body: asked() }, stranger.token)).rejects.toThrow('place.notYours');
});

const dueOnes = (who: TestAccount) => app.call(listCallBacks, { query: {} }, who.token);

test('a call-back waits until the reporter is reached, the first due first, and for the own centre alone', async () => {
  const caller = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
  const closed = async () => {
    const { matterId } = await app.call(
      registerMatter,
      {
        body: leak({
          typeCode: 'HAND-02',
          reporter: { phone: newPhone() },
          onSpot: { outcome: 'solved', reply: '已修好' },
        }),
      },
      clerk.token,
    );
    return matterId;
  };
  const first = await closed();
  app.clock.advance(60_000);
  const second = await closed();
  const page = await dueOnes(caller);
  expect(page.rows.map(({ matterId }) => matterId)).toEqual([first, second]);
  expect(page).toMatchObject({ total: 2, hours: { from: '09:00', until: '18:00' } });
  expect(page.rows[0]).toMatchObject({
    attempts: 0,
    maxAttempts: 3,
    lastAttemptAt: null,
    withPhone: 1,
    reply: '已修好',
  });
  const start = await app.call(listCallBacks, { query: { limit: 1 } }, caller.token);
  expect(start.rows).toHaveLength(1);
  const rest = await app.call(listCallBacks, { query: { limit: 1, cursor: start.next ?? '' } }, caller.token);
  expect(rest.rows.map(({ matterId }) => matterId)).toEqual([second]);
  expect((await dueOnes(stranger)).rows).toEqual([]);

  const at = app.clock.now();
  const { callBack } = matterActs;
  await app.call(
    callBack,
    { params: { matterId: first }, body: { ...command(), reached: false } },
    caller.token,
  );
  expect((await dueOnes(caller)).rows[0]).toMatchObject({
    matterId: first,
    attempts: 1,
    lastAttemptAt: new Date(at).toISOString(),
  });
  const reached = { reached: true, verdict: 'solved', satisfaction: 'satisfied' } as const;
  await app.call(callBack, { params: { matterId: first }, body: { ...command(), ...reached } }, caller.token);
  expect((await dueOnes(caller)).rows.map(({ matterId }) => matterId)).toEqual([second]);
});

test('the hours in which people may be called are those of the city', async () => {
  const hourMs = 3_600_000;
  const hourThere = () => (Math.floor(app.clock.now() / hourMs) + 8) % 24;
  while (hourThere() !== 8) app.clock.advance(hourMs);
  const early = await dueOnes(clerk);
  expect(new Date(early.callFrom).toISOString()).toMatch(/T01:00:00/);
  app.clock.advance(2 * hourMs);
  const open = await dueOnes(clerk);
  expect(open.callFrom).toBe(open.now);
});
