import 'fake-indexeddb/auto';
import { uploadEvidence } from '@heliu/contract/evidence';
import { matterActs, registerMatter } from '@heliu/contract/matter';
import { getSession } from '@heliu/contract/people';
import type { EndpointSpec } from '@heliu/contract/endpoint';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, expect, test } from 'vitest';
import type { Send } from '../api/call.ts';
import { ProblemError } from '../api/problem-error.ts';
import { Drafts } from './drafts.ts';
import type { OutboxCommand } from './item.ts';
import { Outbox, unsent } from './outbox.ts';
import { Vault } from './vault.ts';

const officer = 7;

/** A server in the palm of a hand: takes each commandId once, and fails as it is told. */
class Counter {
  readonly taken = new Map<string, { readonly endpoint: string; readonly body: Record<string, unknown> }>();
  readonly calls: string[] = [];
  account: number | null = officer;
  version = 1;
  online = true;
  fault: (endpoint: EndpointSpec, body: Record<string, unknown>) => ProblemError | undefined = () =>
    undefined;
  /** Endpoints whose next answer gets lost although the work was done. */
  readonly lost = new Set<string>();

  send = ((endpoint: EndpointSpec, input: { body?: unknown }) => {
    if (endpoint.id === getSession.id) {
      return this.online ? Promise.resolve({ account: { id: this.account } }) : Promise.reject(gone);
    }
    const body =
      input.body instanceof FormData
        ? Object.fromEntries(input.body)
        : (input.body as Record<string, unknown>);
    if (!this.online) return Promise.reject(gone);
    this.calls.push(endpoint.id);
    const fault = this.fault(endpoint, body);
    if (fault !== undefined) return Promise.reject(fault);
    const id = String(body['commandId']);
    if (!this.taken.has(id)) {
      this.taken.set(id, { endpoint: endpoint.id, body });
      if (endpoint !== uploadEvidence) this.version += 1;
    }
    return endpoint === uploadEvidence
      ? this.#answer(endpoint, { id: `file of ${id}` })
      : this.#answer(endpoint, { matterId: 'm1', code: 'HC', version: this.version });
  }) as unknown as Send;

  #answer({ id }: EndpointSpec, reply: object): Promise<object> {
    return this.lost.delete(id) ? Promise.reject(gone) : Promise.resolve(reply);
  }
}

const refusal = (status: number, code: string): ProblemError =>
  new ProblemError({ type: code, title: code, status, code });
/** No network. */
const gone = ProblemError.ofClient('client.unreachable');

let opened: Outbox[] = [];
let names = 0;
let now = 1_000_000;

afterEach(() => {
  for (const one of opened) one.stop();
  opened = [];
});

async function outboxOf(server: Counter, name = `outbox ${(names += 1)}`): Promise<Outbox> {
  const outbox = new Outbox({
    vault: await Vault.open(name),
    send: server.send,
    now: () => now,
    endpoints: [registerMatter, ...Object.values(matterActs)],
    alone: (work) => work(),
  });
  opened.push(outbox);
  await outbox.use(officer);
  await outbox.run();
  return outbox;
}

/** Until a look at it finds nothing more to do, as time goes by. */
async function settled(outbox: Outbox): Promise<void> {
  for (let round = 0; round < 6; round += 1) {
    await outbox.run();
    now += 3_000;
  }
}

const act = (kind: 'signFor' | 'handle' | 'feedBack', part: Partial<OutboxCommand> = {}): OutboxCommand => ({
  endpoint: `matter.${kind}`,
  params: { matterId: 'm1' },
  body: { workOrderNo: 1, note: 'on the spot' },
  queue: 'm1',
  about: { title: 'A lamp', act: kind },
  ...part,
});
const report: OutboxCommand = {
  endpoint: 'matter.register',
  body: { title: 'A lamp' },
  filesAs: 'evidence',
  queue: '',
  about: { title: 'A lamp', act: 'register' },
};
const photo = (text: string) => ({ blob: new Blob([text], { type: 'image/jpeg' }), name: `${text}.jpg` });
const states = (outbox: Outbox) => outbox.view().items.map(({ state }) => state);

test('photos go before the command that names them, and each once', async () => {
  const server = new Counter();
  const outbox = await outboxOf(server);
  const id = await outbox.add(report, [photo('one'), photo('two')]);
  await outbox.run();
  expect(server.calls).toEqual(['evidence.upload', 'evidence.upload', 'matter.register']);
  const ids = [...server.taken.keys()];
  expect(server.taken.get(id)?.body['evidence']).toEqual(
    ids.slice(0, 2).map((upload) => ({ fileId: `file of ${upload}` })),
  );
  expect(states(outbox)).toEqual(['sent']);
  expect(outbox.view().items[0]?.receipt).toEqual({ matterId: 'm1', code: 'HC', version: 2 });
});

test('without a network all of it waits, survives the browser, and arrives once when it is back', async () => {
  const server = new Counter();
  server.online = false;
  const before = await outboxOf(server, 'killed');
  const ids = [await before.add(report, [photo('one')]), await before.add(act('signFor'))];
  await before.run();
  expect(before.view().pause).toBe('offline');
  before.stop();
  server.online = true;
  const after = await outboxOf(server, 'killed');
  await after.run();
  expect(states(after)).toEqual(['sent', 'sent']);
  expect([...server.taken.keys()]).toEqual(expect.arrayContaining(ids));
  expect(server.taken.size).toBe(3);
});

test('what was written for the server alone leaves the device once the server has it', async () => {
  const server = new Counter();
  server.online = false;
  const outbox = await outboxOf(server, 'private');
  const id = await outbox.add(
    act('signFor', { body: { note: 'a word', result: 'done' }, keeps: ['result'] }),
  );
  await outbox.run();
  expect(outbox.view().items[0]?.command.body).toEqual({ note: 'a word', result: 'done' });
  server.online = true;
  await outbox.run();
  expect(server.taken.get(id)?.body).toMatchObject({ note: 'a word', result: 'done' });
  expect(outbox.view().items[0]?.command.body).toEqual({ result: 'done' });
});

test('an answer that was lost is asked for again under the same id', async () => {
  const server = new Counter();
  server.lost.add('evidence.upload').add('matter.register');
  const outbox = await outboxOf(server);
  await outbox.add(report, [photo('one')]);
  await settled(outbox);
  expect(server.calls).toEqual(['evidence.upload', 'evidence.upload', 'matter.register', 'matter.register']);
  expect(states(outbox)).toEqual(['sent']);
  expect(server.taken.size).toBe(2);
});

test('a refusal stops its own matter and no other, until a person decides', async () => {
  const server = new Counter();
  server.fault = (endpoint) =>
    endpoint.id === 'matter.signFor' ? refusal(412, 'resource.changed') : undefined;
  const outbox = await outboxOf(server);
  const first = await outbox.add(act('signFor', { body: { workOrderNo: 1, expectedVersion: 4 } }));
  await outbox.add(act('handle', { follows: first, body: { workOrderNo: 1, note: 'done' } }));
  await outbox.add(report);
  await outbox.run();
  expect(states(outbox)).toEqual(['held', 'waiting', 'sent']);
  expect(outbox.view().items[0]?.problem?.code).toBe('resource.changed');
  server.fault = () => undefined;
  await outbox.sendAnew(first, { expectedVersion: 9 });
  await outbox.run();
  expect(states(outbox)).toEqual(['sent', 'sent', 'sent']);
  expect(server.taken.get(first)?.body['expectedVersion']).toBe(9);
});

test('a follower expects what the one before it left; after a discard, what that was made upon', async () => {
  const server = new Counter();
  const outbox = await outboxOf(server);
  server.version = 30;
  const first = await outbox.add(act('signFor', { body: { workOrderNo: 1, expectedVersion: 30 } }));
  const second = await outbox.add(act('handle', { follows: first }));
  await outbox.run();
  expect(server.taken.get(second)?.body['expectedVersion']).toBe(31);
  server.fault = () => refusal(409, 'command.refused');
  const third = await outbox.add(act('feedBack', { body: { expectedVersion: 32 } }));
  const fourth = await outbox.add(act('handle', { follows: third }));
  await outbox.run();
  server.fault = () => undefined;
  await outbox.discard(third);
  await outbox.run();
  expect(server.taken.has(third)).toBe(false);
  expect(server.taken.get(fourth)?.body['expectedVersion']).toBe(32);
});

test('a lost session pauses everything and costs no attempt; another account sends nothing of mine', async () => {
  const server = new Counter();
  const outbox = await outboxOf(server);
  server.account = null;
  await outbox.add(act('signFor'));
  await outbox.run();
  expect(outbox.view().pause).toBe('signIn');
  server.account = 8;
  await outbox.run();
  expect(server.calls).toEqual([]);
  server.account = officer;
  server.fault = () => refusal(401, 'auth.required');
  await outbox.run();
  expect([outbox.view().pause, outbox.view().items[0]?.tries]).toEqual(['signIn', 0]);
  server.fault = () => undefined;
  await outbox.run();
  expect(states(outbox)).toEqual(['sent']);
});

test('a server that keeps failing is not asked for ever', async () => {
  const server = new Counter();
  server.fault = () => refusal(500, 'server.failed');
  const outbox = await outboxOf(server);
  await outbox.add(act('signFor'));
  for (let round = 0; round < 30; round += 1) {
    await outbox.run();
    now += 3_600_000;
  }
  expect(states(outbox)).toEqual(['held']);
  expect(server.calls).toHaveLength(8);
});

test('a command that finds no way while the server answers is not tried for ever, and holds up no other matter', async () => {
  const server = new Counter();
  server.fault = ({ id }) => (id === 'matter.signFor' ? gone : undefined);
  const outbox = await outboxOf(server);
  await outbox.add(act('signFor'));
  await outbox.add(report);
  for (let round = 0; round < 12; round += 1) {
    await outbox.run();
    now += 3_600_000;
  }
  expect(states(outbox)).toEqual(['held', 'sent']);
  expect(server.calls.filter((call) => call === 'matter.signFor')).toHaveLength(8);
});

test('commands are stored together with what they leave of their form, or not at all', async () => {
  const server = new Counter();
  server.online = false;
  const outbox = await outboxOf(server, 'forms');
  const drafts = new Drafts(await Vault.open('forms'), officer);
  await drafts.keep('finding', 'a lock', now, [new File(['view'], 'a.jpg', { type: 'image/jpeg' })]);
  await drafts.keep('round', { reports: {} }, now);
  const [first, second] = [uuidv7(), uuidv7()];
  const items = [first, second].map((id) => ({ id, command: act('signFor') }));
  const round = { name: 'round', value: { reports: { lane: first } } };
  await outbox.addAll(items, [{ name: 'finding' }, round]);
  expect(outbox.view().items.map(({ id }) => id)).toEqual([first, second]);
  expect(await drafts.find('finding', now)).toBeUndefined();
  expect((await drafts.find('round', now))?.value).toEqual(round.value);
  await drafts.keep('other', 'words', now);
  const twice = { id: first, command: act('signFor') };
  await expect(
    outbox.addAll([{ id: uuidv7(), command: report }, twice], [{ name: 'other' }]),
  ).rejects.toMatchObject({ name: 'ConstraintError' });
  await outbox.refresh();
  expect(outbox.view().items).toHaveLength(2);
  expect((await drafts.find('other', now))?.value).toBe('words');
});

test('what another window discarded is not sent, nor what it discards between two photos', async () => {
  const server = new Counter();
  server.online = false;
  const outbox = await outboxOf(server, 'windows');
  const first = await outbox.add(act('signFor'));
  const second = await outbox.add(report, [photo('one'), photo('two')]);
  const third = await outbox.add(act('handle', { queue: 'm2', params: { matterId: 'm2' } }));
  // The look it takes for the last of them ends before there is a network: only the other window sends.
  await outbox.run();
  outbox.stop();
  const { db } = await Vault.open('windows');
  const discard = async (id: string): Promise<void> => {
    const row = await db.getFromIndex('items', 'id', id);
    if (row?.seq !== undefined) await db.delete('items', row.seq);
    for (const key of await db.getAllKeysFromIndex('photos', 'item', id)) await db.delete('photos', key);
  };
  const { send } = server;
  server.send = (async (endpoint: EndpointSpec, input: { body?: unknown }) => {
    const reply: unknown = await send(endpoint, input);
    if (endpoint.id === 'matter.signFor') await discard(third);
    if (endpoint.id === 'evidence.upload') await discard(second);
    return reply;
  }) as unknown as Send;
  server.online = true;
  const sender = await outboxOf(server, 'windows');
  await settled(sender);
  expect(server.calls).toEqual(['matter.signFor', 'evidence.upload']);
  expect(sender.view().items.map(({ id, state }) => [id, state])).toEqual([[first, 'sent']]);
});

test('what has arrived leaves the device with whoever signs out, but what something waits behind tells its version', async () => {
  const server = new Counter();
  const outbox = await outboxOf(server);
  await outbox.add(act('handle', { body: { note: 'gone' }, queue: 'm2' }));
  const first = await outbox.add(act('signFor', { body: { note: 'words', expectedVersion: 1 } }));
  await outbox.run();
  server.online = false;
  const second = await outbox.add(act('feedBack', { follows: first }));
  await outbox.run();
  await outbox.forgetSent(officer);
  await outbox.refresh();
  expect(outbox.view().items.map(({ id, command }) => [id, command.body])).toEqual([
    [first, {}],
    [second, { workOrderNo: 1, note: 'on the spot' }],
  ]);
  server.online = true;
  await settled(outbox);
  expect(server.taken.get(second)?.body['expectedVersion']).toBe(3);
});

test('a refusal that says that words may be kept no more takes them from the device', async () => {
  const server = new Counter();
  server.fault = () => refusal(409, 'support.gone');
  const outbox = await outboxOf(server);
  const body = { note: 'a word', result: 'done' };
  await outbox.add(act('signFor', { body, keeps: ['result'], erasedBy: 'support.gone' }));
  await outbox.add(act('handle', { body, keeps: ['result'], erasedBy: 'other', queue: 'm2' }));
  await settled(outbox);
  expect(states(outbox)).toEqual(['held', 'held']);
  expect(outbox.view().items.map(({ command }) => command.body)).toEqual([{ result: 'done' }, body]);
});

test('a photo whose upload has lapsed meanwhile is uploaded anew', async () => {
  const server = new Counter();
  server.fault = ({ id }) => (id === 'matter.register' ? refusal(409, 'command.refused') : undefined);
  const outbox = await outboxOf(server);
  const id = await outbox.add(report, [photo('one')]);
  await outbox.run();
  server.fault = () => undefined;
  now += 30 * 3_600_000;
  await outbox.sendAnew(id);
  await outbox.run();
  expect(server.calls.filter((call) => call === 'evidence.upload')).toHaveLength(2);
  const uploads = [...server.taken].filter(([, { endpoint }]) => endpoint === 'evidence.upload');
  expect(server.taken.get(id)?.body['evidence']).toEqual([{ fileId: `file of ${uploads[1]?.[0]}` }]);
});

test('what lies in the database tells nothing, and its key cannot be read out', async () => {
  const server = new Counter();
  server.online = false;
  const outbox = await outboxOf(server, 'sealed');
  await outbox.add(report, [photo('the photo itself')]);
  const { db } = await Vault.open('sealed');
  const stored = [...(await db.getAll('items')), ...(await db.getAll('photos'))];
  const bytes = stored.map(({ sealed }) => Buffer.from(sealed.data).toString('latin1')).join();
  expect(stored).toHaveLength(2);
  expect(bytes).not.toContain('lamp');
  expect(bytes).not.toContain('photo');
  const key = await db.get('keys', 'device');
  expect(key?.extractable).toBe(false);
  await expect(crypto.subtle.exportKey('raw', key as CryptoKey)).rejects.toThrow('extractable');
});

test('an item whose bytes were changed is told as one that needs a person', async () => {
  const server = new Counter();
  server.online = false;
  const outbox = await outboxOf(server, 'changed');
  await outbox.add(report);
  await settled(outbox);
  const { db } = await Vault.open('changed');
  const [row] = await db.getAll('items');
  if (row !== undefined)
    await db.put('items', { ...row, sealed: { ...row.sealed, data: new ArrayBuffer(40) } });
  await outbox.refresh();
  expect(states(outbox)).toEqual(['held']);
  expect(unsent(outbox.view().items)).toHaveLength(1);
});
