import 'fake-indexeddb/auto';
import type { EndpointReply } from '@heliu/contract/endpoint';
import { listSupportTasks } from '@heliu/contract/support';
import { QueryClient } from '@tanstack/react-query';
import { expect, test, vi } from 'vitest';
import { keepAnswers, type OutboxItem, restoreAnswers, Vault } from '../../kernel/offline/index.ts';
import { tasksNow } from './tasks.ts';

type Read = EndpointReply<typeof listSupportTasks>;

/** Wednesday, 25 November, at noon. */
const noon = Date.parse('2026-11-25T04:00:00Z');
const dayMs = 86_400_000;

const task = (entryId: string, part: object = {}): Read['rows'][number] => ({
  entryId,
  number: `GA-${entryId}`,
  kind: 'call',
  gridCode: 'g1',
  purpose: '问候',
  frequency: { times: 2, per: 'week' },
  expiresAt: new Date(noon + 30 * dayMs).toISOString(),
  days: [],
  done: 0,
  due: true,
  person: { name: `居民 ${entryId}`, phone: '138 0013 9001', address: '示例巷 3 号' },
  ...part,
});
const reply = (...rows: Read['rows']): Read => ({ timeZone: 'Asia/Shanghai', kinds: [], rows });

function item(
  endpoint: string,
  entryId: string,
  part: Partial<OutboxItem> = {},
  body: object = {},
): OutboxItem {
  return {
    id: `${endpoint} ${entryId}`,
    account: 1,
    seq: 1,
    queue: entryId,
    state: 'waiting',
    tries: 0,
    notBefore: 0,
    photos: [],
    madeAt: noon,
    command: {
      endpoint,
      params: { entryId },
      queue: entryId,
      body: { visitedAt: new Date(noon).toISOString(), result: 'done', ...body },
      about: { title: entryId, act: endpoint },
    },
    ...part,
  };
}
const visit = (entryId: string, part: Partial<OutboxItem> = {}, body: object = {}) =>
  item('support.recordVisit', entryId, part, body);
const now = (read: Read, items: OutboxItem[] = [], at = noon) =>
  Object.fromEntries(
    tasksNow(read, items, at).map(({ entryId, done, due, waiting }) => [entryId, { done, due, waiting }]),
  );

test('a visit that waits on the device counts at once, for its own entry; one that was not met does not', () => {
  expect(now(reply(task('a'), task('b')), [visit('a')])).toEqual({
    a: { done: 1, due: false, waiting: true },
    b: { done: 0, due: true, waiting: false },
  });
  for (const result of ['notMet', 'declined']) {
    expect(now(reply(task('a')), [visit('a', {}, { result })])['a']).toEqual({
      done: 0,
      due: true,
      waiting: true,
    });
  }
});

test('one that has arrived counts until the list is read again, and not twice; a refused one counts for nothing', () => {
  const read = reply(task('a', { days: ['2026-11-25'] }));
  expect(now(read, [visit('a', { state: 'sent' })])['a']).toEqual({ done: 1, due: false, waiting: false });
  expect(now(reply(task('a')), [visit('a', { state: 'held' })])['a']).toMatchObject({ done: 0, due: true });
});

test('who has withdrawn, and whose consent has ended, is shown no more, also without a network', () => {
  const read = reply(task('a'), task('b', { expiresAt: new Date(noon + 1000).toISOString() }));
  for (const state of ['waiting', 'sent'] as const) {
    expect(Object.keys(now(read, [item('support.withdraw', 'a', { state })]))).toEqual(['b']);
  }
  expect(Object.keys(now(read, [], noon + 1000))).toEqual(['a']);
});

test('what is due comes first, and a new week begins on Monday without a network', () => {
  const read = reply(task('a', { days: ['2026-11-24', '2026-11-25'] }), task('b'));
  expect(Object.keys(now(read))).toEqual(['b', 'a']);
  expect(now(read, [], noon + 5 * dayMs)['a']).toMatchObject({ done: 0, due: true });
});

test('an entry that is gone from the list leaves the device with the next reading, and its bytes tell nothing', async () => {
  const vault = await Vault.open('support');
  const client = new QueryClient();
  const stop = keepAnswers({
    vault,
    client,
    own: [listSupportTasks],
    device: [],
    account: () => 7,
    onFull: () => undefined,
  });
  const queryKey = [listSupportTasks.id, {}];
  const kept = async (): Promise<string[]> => {
    const fresh = new QueryClient();
    await restoreAnswers(vault, fresh, 7);
    return (fresh.getQueryData<Read>(queryKey)?.rows ?? []).map(({ entryId }) => entryId);
  };
  await client.fetchQuery({ queryKey, queryFn: () => Promise.resolve(reply(task('a'), task('b'))) });
  await vi.waitFor(async () => expect(await kept()).toEqual(['a', 'b']));
  const [row] = await vault.db.getAll('kept');
  expect(Buffer.from(row?.sealed.data ?? new ArrayBuffer(0)).toString('utf8')).not.toContain('0013');
  await client.fetchQuery({ queryKey, queryFn: () => Promise.resolve(reply(task('b'))) });
  await vi.waitFor(async () => expect(await kept()).toEqual(['b']));
  expect(await vault.db.count('kept')).toBe(1);
  stop();
});
