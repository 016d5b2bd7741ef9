import { randomUUID } from 'node:crypto';
import { getHistory, getMatter, listMatters, matterActs, registerMatter } from '@heliu/contract/matter';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';
import { leak } from '../../test/matters.ts';

let app: TestApp;
let operator: TestAccount;
let plumber: TestAccount;
let verifier: TestAccount;
let stranger: TestAccount;
beforeAll(async () => {
  app = await startTestApp();
  await giveCity(app);
  operator = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
  plumber = await giveAccount(app, { grants: [{ role: 'handler', unit: 'water', reach: 'd' }] });
  verifier = await giveAccount(app, { grants: [{ role: 'verifier', place: 'd/t1' }] });
  stranger = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t2' }] });
});
afterAll(() => app.close());

/** Told by somebody whose name and number are known. */
const reporter = { name: '王女士', phone: '13800000000' };
const toldLeak = () => leak({ reporter });

const run = (
  kind: 'signFor' | 'feedBack' | 'recordPostHandlingCheck',
  matterId: string,
  body: object,
  who: TestAccount,
) =>
  app.call(
    matterActs[kind],
    { params: { matterId }, body: { commandId: randomUUID(), ...body } as never },
    who.token,
  );

test('four calls take a matter from its report to a checked closure', async () => {
  const { matterId, code, stage } = await app.call(registerMatter, { body: toldLeak() }, operator.token);
  expect(stage).toBe('dispatched');
  await run('signFor', matterId, { workOrderNo: 1 }, plumber);
  await run('feedBack', matterId, { workOrderNo: 1, outcome: 'solved', note: '已更换水管' }, plumber);
  const closed = await run(
    'recordPostHandlingCheck',
    matterId,
    { result: 'passed', close: { outcome: 'solved', reply: '已修复，谢谢您的反映' } },
    verifier,
  );
  expect(closed.stage).toBe('closed');
  const view = await app.call(getMatter, { params: { matterId: code } }, operator.token);
  expect(view).toMatchObject({ stage: 'closed', outcome: 'solved', onTime: true, placeCode: 'g1' });
  expect(view.reports[0]).toMatchObject({ name: '王＊＊', phone: '138＊＊＊＊00' });
  expect(view.notes.map(({ kind, body }) => [kind, body])).toEqual([
    ['note', '已更换水管'],
    ['reply', '已修复，谢谢您的反映'],
  ]);
  const { entries } = await app.call(getHistory, { params: { matterId } }, operator.token);
  expect(entries.map(({ kind }) => kind)).toEqual([
    'matter.registered',
    'matter.accepted',
    'matter.filed',
    'matter.dispatched',
    'matter.signedFor',
    'matter.fedBack',
    'matter.checkRecorded',
    'matter.closed',
  ]);
  expect(entries.at(-1)?.by?.accountId).toBe(String(verifier.id));
});

test('a repeated command gets the first reply and changes nothing, also when both arrive at once', async () => {
  const body = toldLeak();
  const both = await Promise.all([1, 2, 3].map(() => app.call(registerMatter, { body }, operator.token)));
  expect(new Set(both.map(({ matterId }) => matterId)).size).toBe(1);
  const { matterId } = both[0] ?? { matterId: '' };
  const sign = { commandId: randomUUID(), workOrderNo: 1 };
  const signed = await Promise.all(
    [1, 2, 3].map(() => app.call(matterActs.signFor, { params: { matterId }, body: sign }, plumber.token)),
  );
  expect(new Set(signed.map(({ version }) => version)).size).toBe(1);
  const { entries } = await app.call(getHistory, { params: { matterId } }, operator.token);
  expect(entries.filter(({ kind }) => kind === 'matter.signedFor')).toHaveLength(1);
  const reused = await app.refuse(
    matterActs.feedBack,
    { params: { matterId }, body: { ...sign, outcome: 'solved' } },
    plumber.token,
  );
  expect(reused.code).toBe('command.reused');
  await sql`UPDATE log.commands SET reply = NULL`.execute(app.db);
  const past = [
    await app.refuse(registerMatter, { body }, operator.token),
    await app.refuse(matterActs.signFor, { params: { matterId }, body: sign }, plumber.token),
  ];
  expect(past.map(({ code }) => code)).toEqual(['command.past', 'command.past']);
});

test('what the life cycle refuses is explained in the language asked for', async () => {
  const { matterId } = await app.call(registerMatter, { body: toldLeak() }, operator.token);
  const refused = await app.refuse(
    matterActs.feedBack,
    { params: { matterId }, body: { commandId: randomUUID(), workOrderNo: 1, outcome: 'solved' } },
    plumber.token,
  );
  expect(refused).toMatchObject({
    status: 409,
    code: 'command.refused',
    params: { refusal: 'order.notSigned' },
  });
  expect(refused.title).toMatch(/签收/);
});

test('nobody acts outside their place, unit or role', async () => {
  const { matterId } = await app.call(registerMatter, { body: toldLeak() }, operator.token);
  const body = { commandId: randomUUID(), workOrderNo: 1 };
  const byStranger = await app.refuse(matterActs.signFor, { params: { matterId }, body }, stranger.token);
  expect(byStranger.code).toBe('resource.notFound');
  const byOperator = await app.refuse(matterActs.signFor, { params: { matterId }, body }, operator.token);
  expect(byOperator.code).toBe('auth.forbidden');
  const elsewhere = await app.refuse(registerMatter, { body: toldLeak() }, stranger.token);
  expect(elsewhere.code).toBe('place.notYours');
  const seen = await app.call(listMatters, { query: { state: 'open' } }, stranger.token);
  expect(seen.rows).toEqual([]);
});

test('a stale screen is told before it overwrites', async () => {
  const { matterId, version } = await app.call(registerMatter, { body: toldLeak() }, operator.token);
  await run('signFor', matterId, { workOrderNo: 1 }, plumber);
  const stale = await app.refuse(
    matterActs.handle,
    {
      params: { matterId },
      body: { commandId: randomUUID(), expectedVersion: version, workOrderNo: 1, note: '到场' },
    },
    plumber.token,
  );
  expect(stale.status).toBe(412);
});

test('queues hold what their people have to do, and pages join without gaps', async () => {
  const handlers = await giveAccount(app, { grants: [{ role: 'handler', unit: 'water', reach: 'd' }] });
  const ids = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await app.call(
      listMatters,
      { query: { queue: 'unit', limit: 2, ...(cursor === undefined ? {} : { cursor }) } },
      handlers.token,
    );
    for (const row of page.rows) {
      expect(ids.has(row.matterId)).toBe(false);
      ids.add(row.matterId);
    }
    cursor = page.next;
  } while (cursor !== undefined);
  expect(ids.size).toBeGreaterThanOrEqual(4);
});

test('an operator of a place has the work of its centre as the work of the unit', async () => {
  const untouched = leak({ typeCode: 'HAND-02' });
  const { matterId } = await app.call(registerMatter, { body: untouched }, operator.token);
  const unitOf = async (who: TestAccount) =>
    (await app.call(listMatters, { query: { queue: 'unit', sort: 'newest' } }, who.token)).rows.map(
      (row) => row.matterId,
    );
  expect(await unitOf(operator)).toContain(matterId);
  expect(await unitOf(stranger)).not.toContain(matterId);
  expect(await unitOf(verifier)).toEqual([]);
});

test("a code finds its matter in whatever list it is looked for, closed ones too, and nobody else's", async () => {
  const { matterId, code } = await app.call(registerMatter, { body: toldLeak() }, operator.token);
  await run('signFor', matterId, { workOrderNo: 1 }, plumber);
  await run('feedBack', matterId, { workOrderNo: 1, outcome: 'solved', note: '已更换水管' }, plumber);
  await run(
    'recordPostHandlingCheck',
    matterId,
    { result: 'passed', close: { outcome: 'solved', reply: '已修复' } },
    verifier,
  );
  const found = async (q: string, who: TestAccount) =>
    (await app.call(listMatters, { query: { q, queue: 'mine', state: 'open' } }, who.token)).rows.map(
      (row) => row.matterId,
    );
  expect(await found(code.toLowerCase(), operator)).toEqual([matterId]);
  expect(await found(code, stranger)).toEqual([]);
});
