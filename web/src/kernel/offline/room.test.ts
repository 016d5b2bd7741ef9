import 'fake-indexeddb/auto';
import { registerMatter } from '@heliu/contract/matter';
import { afterEach, expect, test, vi } from 'vitest';
import { ProblemError } from '../api/problem-error.ts';
import type { OutboxCommand } from './item.ts';
import { Outbox } from './outbox.ts';
import { DeviceFull } from './room.ts';
import { Vault } from './vault.ts';

const mega = 1_048_576;
const report: OutboxCommand = {
  endpoint: 'matter.register',
  body: { title: 'A lamp' },
  filesAs: 'evidence',
  queue: '',
  about: { title: 'A lamp', act: 'register' },
};
const photoOf = (bytes: number) => ({
  blob: new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }),
  name: 'lamp.jpg',
});

const opened: Outbox[] = [];
afterEach(() => {
  for (const one of opened.splice(0)) one.stop();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

async function outboxWithoutNetwork(name: string): Promise<Outbox> {
  const outbox = new Outbox({
    vault: await Vault.open(name),
    send: () => Promise.reject(ProblemError.ofClient('client.unreachable')),
    now: () => 1_000_000,
    endpoints: [registerMatter],
    alone: (work) => work(),
  });
  opened.push(outbox);
  await outbox.use(7);
  return outbox;
}

function deviceWith(storage: { usage: number; quota: number }): void {
  vi.stubGlobal('navigator', { storage: { estimate: () => Promise.resolve(storage) } });
}

/** A device that has no room any more when a row is to be stored. */
function refuseRows(store: 'items' | 'photos') {
  const add = IDBObjectStore.prototype.add;
  return vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function refusing(
    this: IDBObjectStore,
    ...row: Parameters<IDBObjectStore['add']>
  ) {
    if (this.name === store) throw new DOMException('no room', 'QuotaExceededError');
    return add.apply(this, row);
  });
}

test('what does not fit on the device is refused before anything is stored, and fits once there is room', async () => {
  const outbox = await outboxWithoutNetwork('full');
  // 20 MB stay free for what the browser writes beside ours.
  deviceWith({ usage: 70 * mega, quota: 92 * mega });
  await expect(outbox.add(report, [photoOf(mega), photoOf(mega)])).rejects.toThrow(DeviceFull);
  await outbox.refresh();
  expect(outbox.view().items).toEqual([]);
  await outbox.add(report, [photoOf(mega)]);
  deviceWith({ usage: 60 * mega, quota: 92 * mega });
  await outbox.add(report, [photoOf(mega), photoOf(mega)]);
  expect(outbox.view().items.map(({ state }) => state)).toEqual(['waiting', 'waiting']);
});

test.each(['items', 'photos'] as const)(
  'a device that runs full while %s are stored keeps neither the command nor its photos',
  async (store) => {
    const name = `full at ${store}`;
    const outbox = await outboxWithoutNetwork(name);
    const refusing = refuseRows(store);
    await expect(outbox.add(report, [photoOf(10)])).rejects.toThrow(DeviceFull);
    refusing.mockRestore();
    await outbox.refresh();
    expect(outbox.view().items).toEqual([]);
    const { db } = await Vault.open(name);
    expect([await db.count('items'), await db.count('photos')]).toEqual([0, 0]);
    await outbox.add(report, [photoOf(10)]);
    expect(outbox.view().items).toHaveLength(1);
  },
);

test('a browser that does not tell how much room there is takes what it can', async () => {
  vi.stubGlobal('navigator', {});
  const outbox = await outboxWithoutNetwork('unknown');
  await outbox.add(report, [photoOf(mega)]);
  expect(outbox.view().items).toHaveLength(1);
});
