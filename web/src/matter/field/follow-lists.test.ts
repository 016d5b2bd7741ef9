import { getMatter, listMatters } from '@heliu/contract/matter';
import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { endpointQuery } from '../../kernel/query/index.ts';
import { dayLists, matterInput } from './day.ts';
import { followLists } from './follow-lists.ts';
import { readInTurn } from './use-read-day.ts';

/** A page that may lie in the background. */
class Page extends EventTarget {
  visibilityState = 'visible';
  turn(state: 'visible' | 'hidden'): void {
    this.visibilityState = state;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

let page = new Page();
beforeEach(() => {
  page = new Page();
  vi.stubGlobal('document', page);
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function followed() {
  const client = new QueryClient();
  for (const input of dayLists) client.setQueryData(endpointQuery(listMatters, input).queryKey, { rows: [] });
  client.setQueryData(endpointQuery(getMatter, matterInput('m1')).queryKey, {} as never);
  const read = vi.fn<() => void>();
  const stop = followLists(client, read);
  const change = (id: string = listMatters.id) => client.invalidateQueries({ queryKey: [id] });
  return { read, stop, change };
}

test('a list that changed is read again soon, however often it did, and not all the time', async () => {
  const { read, change } = followed();
  await Promise.all([change(), change()]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(read).toHaveBeenCalledTimes(1);
  await change();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(read).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(read).toHaveBeenCalledTimes(2);
});

test('another reply that changed is nothing to the day, nor is anything once it has ended', async () => {
  const { read, stop, change } = followed();
  await change(getMatter.id);
  await vi.advanceTimersByTimeAsync(60_000);
  stop();
  await change();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(read).not.toHaveBeenCalled();
});

test('a page in the background reads once it comes to the front', async () => {
  const { read, change } = followed();
  page.turn('hidden');
  await change();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(read).not.toHaveBeenCalled();
  page.turn('visible');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(read).toHaveBeenCalledTimes(1);
});

test('a reading asked for during another follows it, once', async () => {
  let end = (): void => undefined;
  const work = vi.fn<() => Promise<void>>(() => new Promise<void>((done) => (end = done)));
  const first = readInTurn(work);
  await Promise.all([readInTurn(work), readInTurn(work)]);
  expect(work).toHaveBeenCalledTimes(1);
  end();
  await vi.advanceTimersByTimeAsync(1);
  expect(work).toHaveBeenCalledTimes(2);
  end();
  await first;
  expect(work).toHaveBeenCalledTimes(2);
});
