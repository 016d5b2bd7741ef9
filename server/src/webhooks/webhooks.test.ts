import { randomUUID } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { listNotices } from '@heliu/contract/notices';
import { changeWebhook, createWebhook, listWebhooks, WebhookPayload } from '@heliu/contract/webhooks';
import { Webhook } from 'standardwebhooks';
import { expect, onTestFinished, test, vi } from 'vitest';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import type { TestApp } from '../../test/harness.ts';
import { giveMatter } from '../../test/matters.ts';
import { roomOf, startQuietApp } from '../../test/notices.ts';
import { createOutbound } from '../kernel/outbound.ts';
import { createSecrets } from '../kernel/secret.ts';
import { placeEvents } from '../kernel/sequencer.ts';
import { tellAdministrators } from '../notices/system.ts';
import type { WebhookRoom } from './room.ts';
import { patienceMs, sendDue, waitsMs } from './send.ts';

interface Taken {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Another system on loopback that takes what it is sent, unless told to fail. */
async function startReceiver() {
  const taken: Taken[] = [];
  const answer = { status: 204 };
  const server = createServer((request, reply) => {
    void text(request).then((body) => {
      if (answer.status < 300) taken.push({ headers: request.headers, body });
      reply.writeHead(answer.status).end();
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/hook`, taken, answer };
}

async function start() {
  const privateNets = ['127.0.0.0/8'];
  const app = await startQuietApp({ privateNets });
  onTestFinished(() => app.close());
  const operator = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
  const administrator = await giveAccount(app, { grants: [{ role: 'administrator', place: 'd' }] });
  const words = { zh: '停用', en: 'off' };
  const room: WebhookRoom = {
    kernel: app,
    hooks: {
      city: app.city,
      onDisabled: (trx) => tellAdministrators(trx, roomOf(app), { rule: 'off', status: words, body: words }),
    },
    outbound: createOutbound(privateNets),
    secrets: createSecrets(app.config.secret),
  };
  const send = async () => {
    await placeEvents(app.db);
    while (await sendDue(room));
  };
  await send();
  return { app, room, operator, administrator, send, receiver: await startReceiver() };
}

const subscribe = (
  app: TestApp,
  who: TestAccount,
  url: string,
  kinds: ('matter.registered' | 'matter.dispatched')[] = [],
) => app.call(createWebhook, { body: { commandId: randomUUID(), name: 'other', url, kinds } }, who.token);

type Change = Parameters<typeof changeWebhook.body.parse>[0];
const change = (app: TestApp, who: TestAccount, id: string, wanted: Change) =>
  app.call(
    changeWebhook,
    { params: { id }, body: { commandId: randomUUID(), change: wanted } as never },
    who.token,
  );
const only = async (app: TestApp, who: TestAccount) => (await app.call(listWebhooks, {}, who.token)).rows[0];
const positions = (taken: readonly Taken[]) =>
  taken.map(({ body }) => WebhookPayload.parse(JSON.parse(body)).data.position);

test('events come signed, in order of position, without what people wrote', async () => {
  const { app, operator, administrator, send, receiver } = await start();
  const { secret } = await subscribe(app, administrator, receiver.url);
  await giveMatter(app, operator, { description: '张三家门口漏水' });
  await send();
  expect(receiver.taken.map(({ body }) => WebhookPayload.parse(JSON.parse(body)).type)).toEqual([
    'matter.registered',
    'matter.accepted',
    'matter.filed',
    'matter.dispatched',
  ]);
  const sorted = positions(receiver.taken).toSorted((a, b) => a - b);
  expect(positions(receiver.taken)).toEqual(sorted);
  const now = new Date(app.clock.now());
  for (const { headers, body } of receiver.taken) {
    expect(body).not.toContain('张三');
    const id = String(headers['webhook-id']);
    expect(headers['webhook-signature']).toBe(new Webhook(secret).sign(id, now, body));
    expect(headers['webhook-signature']).not.toBe(new Webhook(secret).sign(id, now, `${body} `));
    expect(Number(headers['webhook-timestamp'])).toBe(Math.floor(now.getTime() / 1000));
  }
});

test('a subscriber that fails falls behind visibly, and then gets everything once and in order', async () => {
  const { app, operator, administrator, send, receiver } = await start();
  await subscribe(app, administrator, receiver.url, ['matter.registered', 'matter.dispatched']);
  receiver.answer.status = 503;
  await giveMatter(app, operator);
  await send();
  expect(receiver.taken).toEqual([]);
  expect(await only(app, administrator)).toMatchObject({ lag: 5, attempts: 1, lastError: 'HTTP 503' });
  receiver.answer.status = 200;
  await send();
  expect(receiver.taken).toEqual([]);
  app.clock.advance(waitsMs[0] ?? 0);
  await send();
  await send();
  expect(receiver.taken).toHaveLength(2);
  expect(await only(app, administrator)).toMatchObject({ lag: 0, attempts: 0, failingSince: null });
});

test('one that answers slowly gives its turn back, and goes on at the next', async () => {
  const { app, room, operator, administrator, receiver } = await start();
  await subscribe(app, administrator, receiver.url);
  await giveMatter(app, operator);
  await placeEvents(app.db);
  let [posts, spentMs] = [0, 0];
  const now = performance.now.bind(performance);
  const spy = vi.spyOn(performance, 'now').mockImplementation(() => now() + spentMs);
  onTestFinished(() => spy.mockRestore());
  const post = async () => {
    posts += 1;
    spentMs += 6000;
    return 204;
  };
  const slow = { ...room, outbound: { ...room.outbound, post } };
  expect([await sendDue(slow), posts]).toEqual([true, 2]);
  expect([await sendDue(slow), posts]).toEqual([true, 4]);
  expect([await sendDue(slow), posts]).toEqual([false, 4]);
});

test('from any point on it is sent again under the same ids, and a pause holds it', async () => {
  const { app, operator, administrator, send, receiver } = await start();
  const { id } = await subscribe(app, administrator, receiver.url, ['matter.registered']);
  await giveMatter(app, operator);
  const between = new Date(app.clock.now() + 1).toISOString();
  app.clock.advance(60_000);
  await giveMatter(app, operator);
  await send();
  const ids = receiver.taken.map(({ headers }) => headers['webhook-id']);
  expect(ids).toHaveLength(2);
  await change(app, administrator, id, { act: 'pause' });
  await giveMatter(app, operator);
  await send();
  expect(receiver.taken).toHaveLength(2);
  await change(app, administrator, id, { act: 'replayAfter', position: 0 });
  await send();
  expect(receiver.taken.map(({ headers }) => headers['webhook-id']).slice(2, 4)).toEqual(ids);
  expect(receiver.taken).toHaveLength(5);
  await change(app, administrator, id, { act: 'replayFrom', at: between });
  await send();
  expect(receiver.taken.map(({ headers }) => headers['webhook-id']).slice(5, 6)).toEqual(ids.slice(1));
  expect(receiver.taken).toHaveLength(7);
});

test('what happens after a restore has ids of its own, though positions are given anew', async () => {
  // Two runs of one city from the same backup on: before it was restored, and after.
  const runs = [await start(), await start()];
  for (const { app, operator, administrator, send, receiver } of runs) {
    await subscribe(app, administrator, receiver.url);
    await giveMatter(app, operator);
    await send();
  }
  const [before = [], after = []] = runs.map(({ receiver }) => receiver.taken);
  expect(positions(after)).toEqual(positions(before));
  const ids = [...before, ...after].map(({ headers }) => headers['webhook-id']);
  expect(new Set(ids).size).toBe(before.length + after.length);
});

test('edited, it goes on at its new address from where it was, under the secret it had', async () => {
  const { app, operator, administrator, send, receiver } = await start();
  const next = await startReceiver();
  const { id, secret } = await subscribe(app, administrator, receiver.url);
  receiver.answer.status = 410;
  await giveMatter(app, operator);
  await send();
  expect(await only(app, administrator)).toMatchObject({ attempts: 1, lastError: 'HTTP 410' });
  const wanted = {
    act: 'edit' as const,
    name: 'moved',
    url: next.url,
    kinds: ['matter.registered' as const],
  };
  await change(app, administrator, id, wanted);
  expect(await only(app, administrator)).toMatchObject({
    name: 'moved',
    url: next.url,
    kinds: ['matter.registered'],
    attempts: 0,
    lastError: null,
  });
  await send();
  expect(receiver.taken).toEqual([]);
  expect(next.taken).toHaveLength(1);
  const [first] = next.taken;
  expect(first?.headers['webhook-signature']).toBe(
    new Webhook(secret).sign(
      String(first?.headers['webhook-id']),
      new Date(app.clock.now()),
      first?.body ?? '',
    ),
  );
  await change(app, administrator, id, { act: 'pause' });
  await change(app, administrator, id, { ...wanted, name: 'still paused' });
  expect(await only(app, administrator)).toMatchObject({ name: 'still paused', state: 'paused' });
  const inside = { ...wanted, url: 'https://10.0.0.1/hook' };
  const body = { commandId: randomUUID(), change: inside };
  const refused = await app.refuse(changeWebhook, { params: { id }, body }, administrator.token);
  expect(refused).toMatchObject({ code: 'webhook.address', errors: [{ field: 'change.url' }] });
});

test('one that takes nothing for days is switched off, and administrators are told', async () => {
  const { app, operator, administrator, send, receiver } = await start();
  const { id } = await subscribe(app, administrator, receiver.url);
  receiver.answer.status = 500;
  await giveMatter(app, operator);
  await send();
  app.clock.advance(patienceMs);
  await send();
  const fresh = await giveAccount(app, { grants: [{ role: 'administrator', place: 'd' }] });
  expect(await only(app, fresh)).toMatchObject({ state: 'disabled' });
  const { rows } = await app.db.transaction().execute(async (trx) => ({
    rows: await trx.selectFrom('notices.notices').select(['account_id', 'kind']).execute(),
  }));
  expect(rows).toEqual([{ account_id: administrator.id, kind: 'system' }]);
  expect((await app.call(listNotices, { query: {} }, fresh.token)).rows).toEqual([]);
  receiver.answer.status = 200;
  await change(app, fresh, id, { act: 'resume' });
  await send();
  expect(receiver.taken.length).toBeGreaterThan(0);
});

test('addresses inside are refused, and administrators of a township subscribe nothing', async () => {
  const { app, administrator } = await start();
  const township = await giveAccount(app, { grants: [{ role: 'administrator', place: 'd/t1' }] });
  const body = { commandId: randomUUID(), name: 'x', kinds: [], url: 'https://city.example/hook' };
  expect((await app.refuse(createWebhook, { body }, township.token)).code).toBe('auth.forbidden');
  for (const url of [
    'http://city.example/hook',
    'https://10.0.0.1/hook',
    'https://[::1]/hook',
    'https://[::ffff:10.0.0.1]/hook',
    'https://169.254.169.254/latest',
    'https://user:word@city.example/hook',
  ]) {
    const refused = await app.refuse(
      createWebhook,
      { body: { ...body, commandId: randomUUID(), url } },
      administrator.token,
    );
    expect([url, refused.code, refused.errors?.map(({ field }) => field)]).toEqual([
      url,
      'webhook.address',
      ['url'],
    ]);
  }
});

test('a name that leads inside is refused when connecting, whatever it led to before', async () => {
  const outbound = createOutbound([]);
  expect(outbound.permits('https://localhost/hook')).toBe(true);
  await expect(outbound.post('https://localhost/hook', '{}', {})).rejects.toThrow('EPRIVATE');
});
