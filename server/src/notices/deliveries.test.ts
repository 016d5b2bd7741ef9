import { randomUUID } from 'node:crypto';
import type { NoticeChannel } from '@heliu/contract/notices';
import { countDeliveries, type DeliveryState, listDeliveries, retryDelivery } from '@heliu/contract/notices';
import { expect, onTestFinished, test } from 'vitest';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import type { TestApp } from '../../test/harness.ts';
import { startQuietApp } from '../../test/notices.ts';

async function start() {
  const app = await startQuietApp();
  onTestFinished(() => app.close());
  const administrator = await giveAccount(app, { grants: [{ role: 'administrator', place: 'd' }] });
  const township = await giveAccount(app, { grants: [{ role: 'administrator', place: 'd/t1' }] });
  const near = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
  const far = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t2' }] });
  return { app, administrator, township, near, far };
}

interface Given {
  readonly to?: TestAccount;
  readonly state?: DeliveryState;
  readonly channel?: NoticeChannel;
}

/** A message that went the way `state` says; to a reporter without an account where nobody is named. */
async function giveDelivery(
  app: TestApp,
  { to, state = 'waiting', channel = 'mail' }: Given,
): Promise<string> {
  const id = randomUUID();
  const now = new Date(app.clock.now());
  await app.db
    .insertInto('notices.deliveries')
    .values({
      id,
      account_id: to?.id ?? null,
      report_id: to === undefined ? randomUUID() : null,
      channel,
      state,
      due_at: now,
      created_at: now,
      attempts: state === 'dead' ? 7 : 0,
      settled_at: state === 'waiting' ? null : now,
      last_error: state === 'dead' ? 'The gateway answered 503.' : null,
    })
    .execute();
  app.clock.advance(1000);
  return id;
}

const listed = async (app: TestApp, who: TestAccount, query: object = {}) =>
  (await app.call(listDeliveries, { query }, who.token)).rows.map(({ id }) => id);
const counted = async (app: TestApp, who: TestAccount, query: { channel?: NoticeChannel } = {}) =>
  (await app.call(countDeliveries, { query }, who.token)).states;

test('administrators see and count the messages of their own people; reporters belong to the whole city', async () => {
  const { app, administrator, township, near, far } = await start();
  const ids = [
    await giveDelivery(app, { to: near }),
    await giveDelivery(app, { to: far, state: 'sent' }),
    await giveDelivery(app, { state: 'dead', channel: 'sms' }),
  ];
  expect(await listed(app, administrator)).toEqual(ids.toReversed());
  expect(await listed(app, township)).toEqual(ids.slice(0, 1));
  expect(await listed(app, administrator, { state: 'dead' })).toEqual(ids.slice(2));
  expect(await listed(app, administrator, { channel: 'mail' })).toEqual(ids.slice(0, 2).toReversed());
  expect(await counted(app, administrator)).toEqual({ waiting: 1, sent: 1, dropped: 0, dead: 1 });
  expect(await counted(app, administrator, { channel: 'sms' })).toEqual({
    waiting: 0,
    sent: 0,
    dropped: 0,
    dead: 1,
  });
  expect(await counted(app, township)).toEqual({ waiting: 1, sent: 0, dropped: 0, dead: 0 });
});

test('pages follow each other without a gap or a repeat', async () => {
  const { app, administrator, near } = await start();
  for (let n = 0; n < 5; n += 1) await giveDelivery(app, { to: near });
  const whole = await listed(app, administrator);
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: 2, ...(cursor === undefined ? {} : { cursor }) };
    const page = await app.call(listDeliveries, { query }, administrator.token);
    found.push(...page.rows.map(({ id }) => id));
    cursor = page.next;
  } while (cursor !== undefined);
  expect(found).toEqual(whole);
  expect(found).toHaveLength(5);
});

test('a message that was given up is tried again by those who look after its person, and no other', async () => {
  const { app, administrator, township, near, far } = await start();
  const dead = await giveDelivery(app, { to: far, state: 'dead' });
  const sent = await giveDelivery(app, { to: near, state: 'sent' });
  const retry = (id: string) => ({ params: { id }, body: { commandId: randomUUID() } });
  expect((await app.refuse(retryDelivery, retry(dead), township.token)).code).toBe('resource.notFound');
  expect((await app.refuse(retryDelivery, retry(sent), administrator.token)).code).toBe('resource.notFound');
  const before = await app.call(listDeliveries, { query: {} }, administrator.token);
  expect(before.rows.map(({ allowed }) => allowed)).toEqual([[], ['retry']]);
  await app.call(retryDelivery, retry(dead), administrator.token);
  const { rows } = await app.call(listDeliveries, { query: { state: 'waiting' } }, administrator.token);
  expect(rows).toMatchObject([{ id: dead, attempts: 0, settledAt: null, allowed: [] }]);
});
