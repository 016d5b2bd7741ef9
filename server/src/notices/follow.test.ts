import { randomUUID } from 'node:crypto';
import { matterActs, registerMatter, reportMatter } from '@heliu/contract/matter';
import { commentOwnReport } from '@heliu/contract/matter/track';
import { spellMatterCode } from '@heliu/contract/matter/code';
import { countNotices, getFollow, listNotices, readNotices, setFollow } from '@heliu/contract/notices';
import { deactivateAccount, getAccount, reactivateAccount } from '@heliu/contract/people';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import type { TestApp } from '../../test/harness.ts';
import { giveMatter, leak } from '../../test/matters.ts';
import { follow, roomOf, startQuietApp } from '../../test/notices.ts';
import { followLog } from './follow.ts';

let app: TestApp;
let operator: TestAccount;
beforeAll(async () => {
  app = await startQuietApp();
  operator = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
});
afterAll(() => app.close());

const plumber = () => giveAccount(app, { grants: [{ role: 'handler', unit: 'water' }] });
const resident = () => giveAccount(app, { kind: 'resident', email: `${randomUUID()}@heliu.test` });
const told = async (who: TestAccount, query: { unread?: string; kind?: 'work' } = {}) =>
  (await app.call(listNotices, { query }, who.token)).rows;
const statuses = async (who: TestAccount) => (await told(who)).map(({ status }) => status.en);
const command = (matterId: string) => ({ params: { matterId }, body: { commandId: randomUUID() } });
const accept = (matterId: string) => app.call(matterActs.accept, command(matterId), operator.token);
const decline = (matterId: string) => {
  const { params, body } = command(matterId);
  return app.call(matterActs.decline, { params, body: { ...body, reasonCode: 'other' } }, operator.token);
};
const unread = async (who: TestAccount) => (await app.call(countNotices, {}, who.token)).unread;

test('whoever has to act is told the new status and what comes next, and whoever acted is not', async () => {
  const handler = await plumber();
  const { matterId, code } = await giveMatter(app, operator);
  await follow(app);
  const [notice, ...others] = await told(handler);
  expect(others).toEqual([]);
  expect(notice).toMatchObject({
    kind: 'work',
    status: { zh: '待签收', en: 'To be signed for' },
    matter: { id: matterId, code },
    readAt: null,
  });
  expect(notice?.text.zh).toMatch(
    /^事项 .+“AUTO-01”已派到贵单位，地点：c1g1。请签收并办理，期限 11月30日 10:00。$/,
  );
  expect(notice?.text.en).toContain('Sign for it and handle it, due 30 Nov, 10:00.');
  expect(await told(operator)).toEqual([]);
});

test('a turn that finds nothing new takes no lock', async () => {
  await follow(app);
  const other = await app.db.startTransaction().execute();
  await sql`SELECT FROM log.readers WHERE name = 'notices.log' FOR UPDATE`.execute(other);
  try {
    expect(await followLog(roomOf(app))).toBe(false);
  } finally {
    await other.rollback().execute();
  }
});

test('a resident hears how their own report goes on, once, and from nobody else’s', async () => {
  const [reporter, other] = [await resident(), await resident()];
  const { code } = await app.call(reportMatter, { body: { ...leak(), channel: 'app' } }, reporter.token);
  await follow(app);
  expect(await statuses(reporter)).toEqual(['Sent to a unit', 'Accepted']);
  expect((await told(reporter)).map(({ matter }) => matter?.code)).toEqual([code, code]);
  expect(await told(other)).toEqual([]);
});

test('what a crash leaves undone is told at the next turn, each thing once', async () => {
  const handler = await plumber();
  const follower = await giveAccount(app, { grants: [{ role: 'leader', place: 'd' }] });
  const { matterId } = await giveMatter(app, operator, { typeCode: 'HAND-02' });
  await app.call(
    setFollow,
    { params: { matterId }, body: { commandId: randomUUID(), following: true } },
    follower.token,
  );
  await giveMatter(app, operator);
  await follow(app);
  const before = (await told(handler)).length;
  await giveMatter(app, operator);
  const dying = roomOf(app, {
    carriers: new Map([
      [
        'mail',
        {
          reaches: () => {
            throw new Error('killed');
          },
          carry: () => Promise.reject(new Error('killed')),
        },
      ],
    ]),
  });
  await giveAccount(app, { grants: [{ role: 'handler', unit: 'water' }] });
  const wantsMail = await plumber();
  await app.db
    .insertInto('notices.preferences')
    .values({
      account_id: wantsMail.id,
      choices: JSON.stringify({ mail: { work: 'now' }, sms: {}, wechat: {}, push: {} }),
      quiet_from: '22:00',
      quiet_until: '07:00',
      urgent_in_quiet: false,
      digest_at: '08:00',
      changed_at: new Date(app.clock.now()),
    })
    .execute();
  await expect(follow(app, dying)).rejects.toThrow('killed');
  expect(await told(handler)).toHaveLength(before);
  await Promise.all([follow(app), follow(app)]);
  expect(await told(handler)).toHaveLength(before + 1);
});

test('reporters of merged matters are all told, each under the code they know', async () => {
  const [first, second] = [await resident(), await resident()];
  const report = async (who: TestAccount) =>
    app.call(reportMatter, { body: { ...leak({ typeCode: 'HAND-02' }), channel: 'app' } }, who.token);
  const [kept, gone] = [await report(first), await report(second)];
  await app.call(
    matterActs.merge,
    {
      params: { matterId: gone.matterId },
      body: { commandId: randomUUID(), intoMatterId: kept.matterId, reasonCode: 'other' },
    },
    operator.token,
  );
  await follow(app);
  expect(await statuses(first)).toEqual([]);
  const [merged] = await told(second);
  expect(merged?.status.en).toBe('Handled together');
  expect(merged?.matter?.code).toBe(gone.code);
  app.clock.advance(1);
  await accept(kept.matterId);
  await follow(app);
  expect(await statuses(first)).toEqual(['Accepted']);
  expect(await statuses(second)).toEqual(['Accepted', 'Handled together']);
  const [accepted] = await told(second);
  expect(accepted?.matter?.code).toBe(gone.code);
  expect(accepted?.text.en).toContain(spellMatterCode(gone.code));
});

test('what the reporter of a merged matter adds is told to whoever has the other one, once', async () => {
  const handler = await plumber();
  const clerk = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
  const [first, second] = [await resident(), await resident()];
  const report = async (who: TestAccount) =>
    app.call(reportMatter, { body: { ...leak(), channel: 'app' } }, who.token);
  const [kept, gone] = [await report(first), await report(second)];
  const merge = { intoMatterId: kept.matterId, reasonCode: 'other' };
  const { params, body } = command(gone.matterId);
  await app.call(matterActs.merge, { params, body: { ...body, ...merge } }, operator.token);
  await follow(app);
  const before = [await told(handler), await told(clerk), await told(first), await told(second)];
  const comment = { code: gone.code, commandId: randomUUID(), note: '还在漏', evidence: [] };
  await app.call(commentOwnReport, { body: comment }, second.token);
  await follow(app);
  const [news] = await told(handler);
  expect(news).toMatchObject({
    status: { zh: '群众有补充' },
    matter: { id: kept.matterId, code: kept.code },
  });
  const after = [await told(handler), await told(clerk), await told(first), await told(second)];
  expect(after.map(({ length }, index) => length - (before[index]?.length ?? 0))).toEqual([1, 0, 0, 0]);
});

test('followers are told while they may see the matter, and stop when they like', async () => {
  const follower = await giveAccount(app, { grants: [{ role: 'leader', place: 'd' }] });
  const stranger = await giveAccount(app, { grants: [{ role: 'leader', place: 'd/t2' }] });
  const { matterId } = await giveMatter(app, operator, { typeCode: 'HAND-02' });
  const choose = (who: TestAccount, following: boolean) => ({
    input: { params: { matterId }, body: { commandId: randomUUID(), following } },
    token: who.token,
  });
  const refused = choose(stranger, true);
  expect((await app.refuse(setFollow, refused.input, refused.token)).code).toBe('resource.notFound');
  const on = choose(follower, true);
  expect(await app.call(setFollow, on.input, on.token)).toEqual({ following: true });
  expect(await app.call(getFollow, { params: { matterId } }, follower.token)).toEqual({ following: true });
  await accept(matterId);
  await follow(app);
  expect(await statuses(follower)).toEqual(['Accepted']);
  await app.db.deleteFrom('people.grants').where('account_id', '=', follower.id).execute();
  await decline(matterId);
  await follow(app);
  expect(await statuses(follower)).toEqual(['Accepted']);
});

test('a closed account is told nothing more: its follows go, what waits is dropped, and opening it again brings nothing back', async () => {
  const follower = await giveAccount(app, { grants: [{ role: 'leader', place: 'd' }] });
  const administrator = await giveAccount(app, { grants: [{ role: 'administrator', place: 'd' }] });
  const { matterId } = await giveMatter(app, operator, { typeCode: 'HAND-02' });
  const body = { commandId: randomUUID(), following: true };
  await app.call(setFollow, { params: { matterId }, body }, follower.token);
  const waiting = { id: randomUUID(), account_id: follower.id, channel: 'mail', state: 'waiting' };
  const at = new Date(app.clock.now());
  await app.db
    .insertInto('notices.deliveries')
    .values({ ...waiting, due_at: at, created_at: at })
    .execute();
  const params = { id: String(follower.id) };
  const { version } = await app.call(getAccount, { params }, administrator.token);
  const closing = { commandId: randomUUID(), version, reason: '离任' };
  const closed = await app.call(deactivateAccount, { params, body: closing }, administrator.token);
  await follow(app);
  const reopening = { commandId: randomUUID(), version: closed.version };
  await app.call(reactivateAccount, { params, body: reopening }, administrator.token);
  await accept(matterId);
  await follow(app);
  const left = (table: 'notices.follows' | 'notices.notices') =>
    app.db.selectFrom(table).select('account_id').where('account_id', '=', follower.id).execute();
  expect(await left('notices.follows')).toEqual([]);
  expect(await left('notices.notices')).toEqual([]);
  const { state } = await app.db
    .selectFrom('notices.deliveries')
    .select('state')
    .where('id', '=', waiting.id)
    .executeTakeFirstOrThrow();
  expect(state).toBe('dropped');
});

test('the reporter of a closed account is told nothing by the address in the report either', async () => {
  const reporter = await resident();
  const body = { ...leak({ typeCode: 'HAND-02' }), channel: 'app' };
  const { matterId } = await app.call(reportMatter, { body }, reporter.token);
  await sql`UPDATE matter.reports SET email = 'closed@heliu.test' WHERE matter_id = ${matterId}`.execute(
    app.db,
  );
  await sql`UPDATE people.accounts SET status = 'inactive' WHERE id = ${reporter.id}`.execute(app.db);
  await accept(matterId);
  await follow(app);
  const { rows } = await sql`SELECT FROM notices.notices n WHERE n.account_id = ${reporter.id}
    OR n.report_id IN (SELECT id FROM matter.reports WHERE matter_id = ${matterId})`.execute(app.db);
  expect(rows).toEqual([]);
});

test('read ones stay in the list, and what came meanwhile stays unread', async () => {
  const handler = await plumber();
  await giveMatter(app, operator);
  await giveMatter(app, operator);
  await follow(app);
  expect(await unread(handler)).toBe(2);
  const [newest] = await told(handler);
  await giveMatter(app, operator);
  await follow(app);
  const body = { commandId: randomUUID(), which: { upTo: newest?.id ?? 0 } };
  await app.call(readNotices, { body }, handler.token);
  expect(await unread(handler)).toBe(1);
  expect(await told(handler)).toHaveLength(3);
  const left = await told(handler, { unread: 'true', kind: 'work' });
  expect(left).toHaveLength(1);
  const other = await plumber();
  const stolen = { commandId: randomUUID(), which: { ids: left.map(({ id }) => id) } };
  await app.call(readNotices, { body: stolen }, other.token);
  expect(await unread(handler)).toBe(1);
});

test('what happened last stands first, whatever was told first, and all up to one means what stands after it', async () => {
  const handler = await plumber();
  for (const _ of [1, 2, 3]) await giveMatter(app, operator);
  await follow(app);
  const written = (await told(handler)).map(({ id }) => id);
  const [third, second, first] = written;
  await sql`UPDATE notices.notices SET at = at + interval '1 hour' WHERE id = ${second}`.execute(app.db);
  const listed: (number | undefined)[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: 1, ...(cursor === undefined ? {} : { cursor }) };
    const page = await app.call(listNotices, { query }, handler.token);
    listed.push(...page.rows.map(({ id }) => id));
    cursor = page.next;
  } while (cursor !== undefined);
  expect(listed).toEqual([second, third, first]);
  const upTo = async (id: number | undefined) => {
    const body = { commandId: randomUUID(), which: { upTo: id ?? 0 } };
    await app.call(readNotices, { body }, handler.token);
    return (await told(handler, { unread: 'true' })).map((row) => row.id);
  };
  expect(await upTo(third)).toEqual([second]);
  expect(await upTo(second)).toEqual([]);
});

test('what was loaded long after it happened is news to nobody', async () => {
  const handler = await plumber();
  await giveMatter(app, operator);
  const later = { now: () => app.clock.now() + 4 * 86_400_000 };
  await follow(app, roomOf(app, { kernel: { ...app, clock: later } }));
  expect(await told(handler)).toEqual([]);
});

test('neither texts nor log hold what people wrote, or who they are', async () => {
  const handler = await plumber();
  const body = {
    ...leak(),
    reporter: { name: '张三', phone: '+8613800138000' },
    description: '张三家门口漏水',
  };
  await app.call(registerMatter, { body }, operator.token);
  await follow(app);
  const all = JSON.stringify(await told(handler));
  const events = await app.db.selectFrom('log.events').select(['subject', 'payload']).execute();
  for (const text of [all, JSON.stringify(events)]) {
    expect(text).not.toContain('张三');
    expect(text).not.toContain('13800138000');
  }
});
