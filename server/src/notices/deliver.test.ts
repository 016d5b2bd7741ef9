import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { matterActs, registerMatter } from '@heliu/contract/matter';
import {
  getNoticePreferences,
  type NoticeChoice,
  type NoticeChoices,
  setNoticePreferences,
} from '@heliu/contract/notices';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import type { TestApp } from '../../test/harness.ts';
import { giveMatter, leak } from '../../test/matters.ts';
import { follow, roomOf, startQuietApp } from '../../test/notices.ts';
import { startMailServer, type TestMailServer } from '../../test/smtp.ts';
import { createCarriers } from './carriers.ts';
import { deliverDue, waitsMs } from './deliver.ts';
import { remind } from './remind.ts';
import type { NoticeRoom } from './room.ts';

interface Post {
  readonly app: TestApp;
  readonly room: NoticeRoom;
  readonly mail: TestMailServer;
  readonly operator: TestAccount;
  send(): Promise<void>;
}

/** Noon on a Wednesday in the city's time, with a real mail server. */
async function startPost(): Promise<Post> {
  const mail = await startMailServer();
  const app = await startQuietApp({ smtpUrl: mail.url, origin: 'https://city.example' });
  onTestFinished(async () => {
    await app.close();
    await mail.close();
  });
  app.clock.set(Date.parse('2026-11-25T12:00:00+08:00'));
  const operator = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
  const room = roomOf(app, { carriers: createCarriers(app.config) });
  const send = async () => {
    await follow(app, room);
    while (await deliverDue(room));
  };
  return { app, room, mail, operator, send };
}

const plumber = (app: TestApp) =>
  giveAccount(app, { email: `${randomUUID()}@heliu.test`, grants: [{ role: 'handler', unit: 'water' }] });

async function choose(
  app: TestApp,
  who: TestAccount,
  choice: NoticeChoice,
  changes: { urgentInQuietHours?: boolean } = {},
): Promise<void> {
  const { choices, quietHours, digestAt } = await app.call(getNoticePreferences, {}, who.token);
  const mail: NoticeChoices['mail'] = { ...choices.mail, work: choice };
  const body = {
    commandId: randomUUID(),
    choices: { ...choices, mail },
    quietHours,
    digestAt,
    urgentInQuietHours: false,
    ...changes,
  };
  await app.call(setNoticePreferences, { body }, who.token);
}

const states = async (app: TestApp) =>
  (await app.db.selectFrom('notices.deliveries').select(['state', 'attempts', 'last_error']).execute()).map(
    ({ state, attempts, last_error: error }) => ({ state, attempts, error }),
  );

test('a caller who left an address is mailed each new status, without an account', async () => {
  const { app, mail, operator, send } = await startPost();
  const reporter = { name: '王女士', email: 'wang@heliu.test' };
  await app.call(registerMatter, { body: { ...leak(), reporter } }, operator.token);
  await send();
  expect(mail.mails.map(({ to }) => to)).toEqual(Array.from({ length: 3 }, () => ['wang@heliu.test']));
  const last = mail.mails.find(({ body }) => body.includes('water'));
  expect(last?.body).toMatch(/已交water办理。办理期限：/);
  expect(last?.body).toContain('https://city.example/r/track');
  expect(last?.headers.get('auto-submitted')).toBe('auto-generated');
  expect(await states(app)).toEqual(
    Array.from({ length: 3 }, () => ({ state: 'sent', attempts: 1, error: null })),
  );
});

test('at night nothing goes out but what is urgent, to those who chose that', async () => {
  const { app, room, mail, operator, send } = await startPost();
  const [sleeper, waker] = [await plumber(app), await plumber(app)];
  await choose(app, sleeper, 'now');
  await choose(app, waker, 'now', { urgentInQuietHours: true });
  const matters = [await giveMatter(app, operator), await giveMatter(app, operator)];
  await send();
  expect(mail.mails).toHaveLength(4);
  app.clock.set(Date.parse('2026-11-25T22:00:00+08:00'));
  await sendBack(app, matters[0]?.matterId ?? '', sleeper);
  await sendBack(app, matters[1]?.matterId ?? '', waker);
  await send();
  expect(mail.mails).toHaveLength(5);
  app.clock.set(Date.parse('2026-11-26T06:59:59+08:00'));
  await send();
  expect(await remind(room)).toBe(false);
  expect(mail.mails).toHaveLength(5);
  app.clock.set(Date.parse('2026-11-26T07:00:00+08:00'));
  await send();
  expect(mail.mails).toHaveLength(6);
});

/** Handled by somebody of water, and found not to be done. */
async function sendBack(app: TestApp, matterId: string, handler: TestAccount): Promise<void> {
  const verifier = await giveAccount(app, { grants: [{ role: 'verifier', place: 'd/t1' }] });
  const params = { matterId };
  const command = () => ({ commandId: randomUUID() });
  await app.call(matterActs.signFor, { params, body: { ...command(), workOrderNo: 1 } }, handler.token);
  await app.call(
    matterActs.feedBack,
    { params, body: { ...command(), workOrderNo: 1, outcome: 'solved' } },
    handler.token,
  );
  await app.call(
    matterActs.recordPostHandlingCheck,
    { params, body: { ...command(), result: 'failed', rework: { reasonCode: 'other', workOrderNos: [1] } } },
    verifier.token,
  );
}

test('a digest gathers what happened and goes out once at its hour', async () => {
  const { app, mail, operator, send } = await startPost();
  const handler = await plumber(app);
  await choose(app, handler, 'digest');
  await giveMatter(app, operator);
  await send();
  await giveMatter(app, operator);
  await send();
  app.clock.set(Date.parse('2026-11-26T07:59:59.999+08:00'));
  await send();
  expect(mail.mails).toEqual([]);
  app.clock.set(Date.parse('2026-11-26T08:00:00+08:00'));
  await send();
  await send();
  expect(mail.mails).toHaveLength(1);
  expect(mail.mails[0]?.body.match(/· 待签收/g)).toHaveLength(2);
});

test('what another worker tells of as a digest leaves goes with the next one, and not down with this', async () => {
  const { app, mail, operator, send } = await startPost();
  const handler = await plumber(app);
  await choose(app, handler, 'digest');
  await giveMatter(app, operator);
  await send();
  app.clock.set(Date.parse('2026-11-26T08:00:00+08:00'));
  await send();
  expect(mail.mails).toHaveLength(1);
  // Its transaction began before the hour, or its clock is a little behind.
  app.clock.set(Date.parse('2026-11-26T07:59:59.999+08:00'));
  await giveMatter(app, operator);
  await giveMatter(app, operator);
  await send();
  app.clock.set(Date.parse('2026-11-27T07:59:59.999+08:00'));
  await send();
  expect(mail.mails).toHaveLength(1);
  app.clock.set(Date.parse('2026-11-27T08:00:00+08:00'));
  await send();
  expect(mail.mails).toHaveLength(2);
  expect(mail.mails[1]?.body.match(/· 待签收/g)).toHaveLength(2);
});

test('a mail server that is down is tried again ever later, and at last the message is dead', async () => {
  const { app, mail, operator, send } = await startPost();
  const handler = await plumber(app);
  await choose(app, handler, 'now');
  mail.failNext(1000);
  await giveMatter(app, operator);
  await send();
  const failed = { state: 'waiting', error: 'The mail server did not take the mail: EMESSAGE 451.' };
  expect(await states(app)).toEqual([{ ...failed, attempts: 1 }]);
  app.clock.advance((waitsMs[0] ?? 0) - 1);
  await send();
  expect(await states(app)).toEqual([{ ...failed, attempts: 1 }]);
  app.clock.advance(1);
  await send();
  expect(await states(app)).toEqual([{ ...failed, attempts: 2 }]);
  for (let turn = 0; turn < 20; turn += 1) {
    app.clock.advance(12 * 3_600_000);
    await send();
  }
  expect(await states(app)).toEqual([{ ...failed, state: 'dead', attempts: waitsMs.length + 1 }]);
  expect(mail.mails).toEqual([]);
});

test('what a slow mail server is still taking is not sent by another worker', async () => {
  const { app, room, operator } = await startPost();
  await choose(app, await plumber(app), 'now');
  await giveMatter(app, operator);
  const carried: string[] = [];
  const { promise: taken, resolve: take } = Promise.withResolvers<void>();
  const slow: NoticeRoom = {
    ...room,
    carriers: new Map([
      [
        'mail',
        {
          reaches: () => true,
          carry: async ({ id }) => {
            carried.push(id);
            await taken;
          },
        },
      ],
    ]),
  };
  await follow(app, slow);
  const first = deliverDue(slow);
  await expect.poll(() => carried).toHaveLength(1);
  app.clock.advance(5 * 60_000);
  const second = deliverDue(slow);
  take();
  await Promise.all([first, second]);
  expect(carried).toHaveLength(1);
  expect(await states(app)).toEqual([{ state: 'sent', attempts: 1, error: null }]);
});

test('what is no longer wanted, or reaches nobody any more, is dropped', async () => {
  const { app, mail, operator, send } = await startPost();
  const [changed, closed] = [await plumber(app), await plumber(app)];
  await choose(app, changed, 'digest');
  await choose(app, closed, 'digest');
  await giveMatter(app, operator);
  await send();
  await choose(app, changed, 'off');
  await app.db
    .updateTable('people.accounts')
    .set({ status: 'inactive' })
    .where('id', '=', closed.id)
    .execute();
  app.clock.advance(24 * 3_600_000);
  await send();
  expect((await states(app)).map(({ state }) => state)).toEqual(['dropped', 'dropped']);
  expect(mail.mails).toEqual([]);
});

test('clocks are said to be due soon, and overdue, once each and by day', async () => {
  const { app, room, operator } = await startPost();
  await plumber(app);
  await giveMatter(app, operator);
  const said = async () => {
    await remind(room);
    const rows = await app.db.selectFrom('notices.notices').select('rule').orderBy('id').execute();
    return rows
      .map(({ rule }) => rule)
      .filter((rule) => rule.startsWith('work-due') || rule.startsWith('work-over'));
  };
  expect(await said()).toEqual([]);
  app.clock.advance(2 * 3_600_000);
  expect(await said()).toEqual(['work-due-soon']);
  expect(await said()).toEqual(['work-due-soon']);
  app.clock.set(Date.parse('2026-11-26T09:00:00+08:00'));
  expect(await said()).toEqual(['work-due-soon', 'work-overdue']);
  expect(await said()).toEqual(['work-due-soon', 'work-overdue']);
});

test('a matter held since a fraction of a millisecond, as loads write them, is reminded of like any other', async () => {
  const { app, room, operator } = await startPost();
  await plumber(app);
  const { matterId } = await giveMatter(app, operator);
  await sql`UPDATE matter.matters SET state = jsonb_set(state, '{heldSince}',
    to_jsonb((state->>'heldSince')::numeric + 0.25)) WHERE id = ${matterId}`.execute(app.db);
  app.clock.advance(2 * 3_600_000);
  await remind(room);
  const rows = await app.db.selectFrom('notices.notices').select('rule').execute();
  expect(rows.map(({ rule }) => rule)).toContain('work-due-soon');
});

test('text messages and WeChat go to gateways under one contract', async () => {
  const asked: { path: string; key: unknown; token: unknown; body: unknown }[] = [];
  const server = createServer((request, reply) => {
    void json(request).then((body) => {
      const { authorization, 'idempotency-key': key } = request.headers;
      asked.push({ path: request.url ?? '', key, token: authorization, body });
      reply.writeHead(204).end();
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const { app, operator } = await startPost();
  const gateway = (path: string, token: string) => ({ url: `http://127.0.0.1:${port}${path}`, token });
  const config = {
    ...app.config,
    sms: gateway('/sms', 's'),
    wechat: gateway('/wechat', 'w'),
    smtpUrl: undefined,
  };
  const room = roomOf(app, { carriers: createCarriers(config) });
  const reporter = { phone: '138 0013 8000' };
  await app.call(registerMatter, { body: { ...leak(), reporter } }, operator.token);
  await follow(app, room);
  while (await deliverDue(room));
  expect(asked.map(({ path, token }) => [path, token])).toEqual(
    Array.from({ length: 3 }, () => ['/sms', 'Bearer s']),
  );
  expect(new Set(asked.map(({ key }) => key)).size).toBe(3);
  expect(asked[0]?.body).toMatchObject({
    to: '+8613800138000',
    language: 'zh',
    template: expect.stringMatching(/^report-/),
    parameters: { city: 'Testcity' },
  });
});
