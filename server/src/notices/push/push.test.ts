import { createECDH, createPublicKey, randomBytes, randomUUID, verify } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { endPush, getNoticePreferences, getPush, PushedNotice, subscribePush } from '@heliu/contract/notices';
import { signOut } from '@heliu/contract/people';
import ece from 'http_ece';
import { expect, onTestFinished, test } from 'vitest';
import { giveAccount, type TestAccount } from '../../../test/factories.ts';
import type { TestApp } from '../../../test/harness.ts';
import { giveMatter } from '../../../test/matters.ts';
import { follow, roomOf, startQuietApp } from '../../../test/notices.ts';
import { createCarriers } from '../carriers.ts';
import { deliverDue } from '../deliver.ts';
import { createPusher } from './pusher.ts';
import { endedPushChore } from './subscriptions.ts';

const contact = 'mailto:it@city.example';

interface Arrived {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A push service on the loopback that takes what it gets, or answers as it is told. */
async function startService() {
  const arrived: Arrived[] = [];
  const answers = new Map<string, number>();
  const server = createServer((request, reply) => {
    const path = request.url ?? '';
    const take = async () => {
      arrived.push({ path, headers: request.headers, body: await buffer(request) });
      reply.writeHead(answers.get(path) ?? 201).end();
    };
    take().catch(() => reply.destroy());
  }).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  onTestFinished(() => void server.close());
  return { arrived, answers, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** A browser's part of the Push API: its keys, and how it opens what it is pushed. */
function browserAt(endpoint: string) {
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  const auth = randomBytes(16);
  return {
    subscription: { endpoint, p256dh: pair.getPublicKey('base64url'), auth: auth.toString('base64url') },
    open: (body: Buffer): PushedNotice => {
      const plain = ece.decrypt(body, { version: 'aes128gcm', privateKey: pair, authSecret: auth });
      return PushedNotice.parse(JSON.parse(plain.toString('utf8')));
    },
  };
}

async function start() {
  const service = await startService();
  const settings = { pushContact: contact, privateNets: ['127.0.0.0/8'] };
  const app = await startQuietApp(settings);
  onTestFinished(() => app.close());
  app.clock.set(Date.parse('2026-11-25T12:00:00+08:00'));
  const operator = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
  const handler = await giveAccount(app, { grants: [{ role: 'handler', unit: 'water' }] });
  const push = createPusher(app);
  const room = roomOf(app, { push, carriers: createCarriers(app.config, push) });
  const send = async () => {
    await follow(app, room);
    while (await deliverDue(room));
  };
  return { app, service, operator, handler, send };
}

const subscribe = (app: TestApp, who: TestAccount, subscription: object) =>
  app.call(subscribePush, { body: { commandId: randomUUID(), ...subscription } as never }, who.token);

const states = async (app: TestApp) =>
  (await app.db.selectFrom('notices.deliveries').select(['channel', 'state', 'last_error']).execute()).map(
    ({ channel, state, last_error: error }) => [channel, state, error],
  );

/** @throws when the token was not signed by the key that it names, or not for that push service. */
function vapidOf(headers: IncomingHttpHeaders, audience: string): { key: string; subject: unknown } {
  const [, token = '', key = ''] = /^vapid t=([^,]+), k=(.+)$/.exec(headers.authorization ?? '') ?? [];
  const [head = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(key, 'base64url');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'));
  const jwk = { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' };
  const signed = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  const { aud, sub, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8'));
  expect([signed, aud, exp * 1000 > Date.now()]).toEqual([true, audience, true]);
  return { key, subject: sub };
}

test('work is pushed to a browser, encrypted for it alone and signed by this installation', async () => {
  const { app, service, operator, handler, send } = await start();
  const browser = browserAt(`${service.origin}/one`);
  await subscribe(app, handler, browser.subscription);
  const { matterId } = await giveMatter(app, operator);
  await send();
  const [one, ...more] = service.arrived;
  if (one === undefined) throw new Error('nothing was pushed');
  expect(more).toEqual([]);
  const told = browser.open(one.body);
  expect(told).toMatchObject({ page: `/console/matters/${matterId}`, language: 'zh', urgent: false });
  expect(told.title).toContain('待签收');
  expect(one.headers).toMatchObject({ 'content-encoding': 'aes128gcm', urgency: 'normal', ttl: '86400' });
  expect(one.headers.topic).toBe(told.id.replaceAll('-', ''));
  const { publicKey } = await app.call(getPush, {}, handler.token);
  expect(vapidOf(one.headers, service.origin)).toEqual({ key: publicKey, subject: contact });
  expect(await states(app)).toEqual([['push', 'sent', null]]);
});

test('a browser that was used last in the field app opens its pages there', async () => {
  const { app, service, operator, handler, send } = await start();
  const browser = browserAt(`${service.origin}/one`);
  await subscribe(app, handler, browser.subscription);
  await subscribe(app, handler, { ...browser.subscription, app: 'field' });
  const { matterId } = await giveMatter(app, operator);
  await send();
  const told = service.arrived.map(({ body }) => browser.open(body).page);
  expect(told).toEqual([`/field/matters/${matterId}`]);
  expect((await app.call(getPush, {}, handler.token)).browsers).toMatchObject([{ app: 'field' }]);
});

test('a browser that is gone is forgotten; one whose service fails is tried again under the same topic', async () => {
  const { app, service, operator, handler, send } = await start();
  await subscribe(app, handler, browserAt(`${service.origin}/gone`).subscription);
  await subscribe(app, handler, browserAt(`${service.origin}/busy`).subscription);
  service.answers.set('/gone', 410).set('/busy', 503);
  await giveMatter(app, operator);
  await send();
  expect(await states(app)).toEqual([['push', 'waiting', 'HTTP 503']]);
  expect((await app.call(getPush, {}, handler.token)).browsers).toHaveLength(1);
  service.answers.clear();
  app.clock.advance(60_000);
  await send();
  expect(await states(app)).toEqual([['push', 'sent', null]]);
  const topics = service.arrived.map(({ path, headers }) => `${path} ${String(headers.topic)}`).toSorted();
  const [busy, again, gone] = topics;
  expect([topics.length, again, gone?.slice(0, 5)]).toEqual([3, busy, '/gone']);
});

test('where every browser is gone the message was not sent', async () => {
  const { app, service, operator, handler, send } = await start();
  await subscribe(app, handler, browserAt(`${service.origin}/gone`).subscription);
  service.answers.set('/gone', 404);
  await giveMatter(app, operator);
  await send();
  expect(await states(app)).toEqual([['push', 'waiting', 'HTTP 410']]);
  app.clock.advance(60_000);
  await send();
  expect([await states(app), service.arrived.length]).toEqual([[['push', 'dropped', null]], 1]);
});

test('who signs out is pushed nothing more, nor is who gave it back, and both addresses go', async () => {
  const { app, service, operator, handler, send } = await start();
  await subscribe(app, handler, browserAt(`${service.origin}/one`).subscription);
  const chore = endedPushChore(app);
  expect(await chore.run()).toBe(0);
  await app.call(signOut, { body: { commandId: randomUUID() } }, handler.token);
  await giveMatter(app, operator);
  await send();
  expect([service.arrived, await states(app)]).toEqual([[], []]);
  expect([await chore.count(), await chore.run(), await chore.count()]).toEqual([1, 1, 0]);

  const { id } = await subscribe(app, operator, browserAt(`${service.origin}/two`).subscription);
  const { channels } = await app.call(getNoticePreferences, {}, operator.token);
  expect(channels).toContainEqual({ channel: 'push', reached: true });
  const mine = { params: { id }, body: { commandId: randomUUID() } };
  const other = await giveAccount(app, { grants: [{ role: 'leader', place: 'd' }] });
  expect((await app.refuse(endPush, mine, other.token)).code).toBe('resource.notFound');
  await app.call(endPush, mine, operator.token);
  expect((await app.call(getPush, {}, operator.token)).browsers).toEqual([]);
});

test('a browser that another person used before is theirs no longer', async () => {
  const { app, service, operator, handler } = await start();
  const { subscription } = browserAt(`${service.origin}/shared`);
  const first = await subscribe(app, handler, subscription);
  expect(await subscribe(app, operator, subscription)).toEqual(first);
  expect((await app.call(getPush, {}, handler.token)).browsers).toEqual([]);
  const [shown] = (await app.call(getPush, {}, operator.token)).browsers;
  expect(shown).toMatchObject({ service: new URL(service.origin).host, present: true });
});

test('addresses inside and half a subscription are refused; without a contact nothing is pushed at all', async () => {
  const { app, operator } = await start();
  const { subscription } = browserAt('https://10.1.2.3/push');
  const body = { commandId: randomUUID(), ...subscription };
  expect((await app.refuse(subscribePush, { body }, operator.token)).code).toBe('push.address');
  const half = { body: { ...body, auth: 'short' } };
  expect((await app.refuse(subscribePush, half, operator.token)).code).toBe('input.invalid');

  const off = await startQuietApp();
  onTestFinished(() => off.close());
  const who = await giveAccount(off, { grants: [{ role: 'operator', place: 'd/t1' }] });
  expect(await off.call(getPush, {}, who.token)).toEqual({ publicKey: null, browsers: [] });
  expect((await off.refuse(subscribePush, { body }, who.token)).code).toBe('push.off');
});
