import 'fake-indexeddb/auto';
import { getMatter } from '@heliu/contract/matter';
import { getSession } from '@heliu/contract/people';
import { QueryClient } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';
import {
  deviceAccount,
  forgetAnswers,
  forgetLeft,
  keepAnswers,
  noteLeaving,
  noteStaying,
  restoreAnswers,
} from './kept-queries.ts';
import { Vault } from './vault.ts';

const officer = 7;
const session = [getSession.id, {}];
const matter = [getMatter.id, { params: { matterId: 'm1' } }];

afterEach(() => vi.useRealTimers());

let names = 0;

/** A device on which somebody is signed in and has read a matter. */
async function deviceInUse(): Promise<Vault> {
  const vault = await Vault.open(`kept ${(names += 1)}`);
  const client = new QueryClient();
  const stop = keepAnswers({
    vault,
    client,
    own: [getMatter],
    device: [getSession],
    account: () => officer,
    onFull: () => undefined,
  });
  for (const queryKey of [session, matter]) {
    await client.fetchQuery({ queryKey, queryFn: () => Promise.resolve({ of: queryKey[0] }) });
  }
  await vi.waitUntil(async () => (await vault.db.count('kept')) === 2);
  stop();
  return vault;
}

async function readAnew(vault: Vault): Promise<QueryClient> {
  const client = new QueryClient();
  for (const account of [deviceAccount, officer]) await restoreAnswers(vault, client, account);
  return client;
}

test('what was read is there again after the app was closed', async () => {
  const client = await readAnew(await deviceInUse());
  expect(client.getQueryData(session)).toEqual({ of: getSession.id });
  expect(client.getQueryData(matter)).toEqual({ of: getMatter.id });
});

test('after somebody signed out nobody is signed in on the device, and nothing of theirs is left', async () => {
  const vault = await deviceInUse();
  await forgetAnswers(vault, officer);
  const client = await readAnew(vault);
  expect(client.getQueryData(session)).toBeUndefined();
  expect(client.getQueryData(matter)).toBeUndefined();
  expect(await vault.db.count('kept')).toBe(0);
});

test('an app that is killed while somebody signs out forgets at its next start; who stayed keeps all', async () => {
  const vault = await deviceInUse();
  await noteLeaving(vault, officer);
  await noteStaying(vault);
  expect(await forgetLeft(vault)).toBeUndefined();
  expect(await vault.db.count('kept')).toBe(2);
  await noteLeaving(vault, officer);
  expect(await forgetLeft(vault)).toBe(officer);
  expect(await vault.db.count('kept')).toBe(0);
  expect(await forgetLeft(vault)).toBeUndefined();
});

test('a long answer that is still being sealed does not take the place of the next', async () => {
  const vault = await Vault.open(`kept ${(names += 1)}`);
  const client = new QueryClient();
  const seal = vault.seal.bind(vault);
  let release = (): void => undefined;
  const held = new Promise<void>((done) => (release = done));
  vault.seal = async (value) => {
    if (JSON.stringify(value).includes('long')) await held;
    return seal(value);
  };
  const stop = keepAnswers({
    vault,
    client,
    own: [getMatter],
    device: [],
    account: () => officer,
    onFull: () => undefined,
  });
  for (const words of ['long', 'short']) {
    await client.fetchQuery({ queryKey: matter, queryFn: () => Promise.resolve({ words }), staleTime: 0 });
  }
  release();
  const kept = async () => (await readAnew(vault)).getQueryData(matter);
  await vi.waitFor(async () => expect(await kept()).toEqual({ words: 'short' }));
  stop();
});

test('what nobody asked for in a month is dropped', async () => {
  const vault = await deviceInUse();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 29 * 86_400_000 });
  expect((await readAnew(vault)).getQueryData(matter)).toBeDefined();
  vi.setSystemTime(Date.now() + 2 * 86_400_000);
  expect((await readAnew(vault)).getQueryData(matter)).toBeUndefined();
  expect(await vault.db.count('kept')).toBe(0);
});
