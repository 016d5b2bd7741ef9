import { liveBeatMs } from '@heliu/contract/live';
import { afterEach, expect, test, vi } from 'vitest';
import { type Client, messageFrame, Streams } from './streams.ts';

afterEach(() => vi.useRealTimers());

const alive = messageFrame({ kind: 'beat' }, '1-1');

function listener(accountId: number, keepsUp = true) {
  const told: string[] = [];
  let ended = false;
  const client: Client = {
    stream: {
      write: (frame) => {
        told.push(frame.toString());
        return keepsUp;
      },
      end: () => {
        ended = true;
      },
      onClose: () => {},
    },
    actor: {
      accountId,
      sessionId: String(accountId),
      displayName: '',
      language: 'zh',
      permissions: new Set(),
      grants: [],
    },
    reach: { placePaths: ['d'], unitIds: [], isStaff: true, visitPaths: [], key: 'd' },
    position: 0,
    behind: false,
    toldAt: performance.now(),
  };
  return { client, told, isEnded: () => ended };
}

test('only those who were told nothing for long get a beat, none waits longer than it may', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const streams = new Streams();
  const [busy, idle, catchingUp, slow] = [listener(1), listener(2), listener(3), listener(4, false)];
  catchingUp.client.behind = true;
  for (const { client } of [busy, idle, catchingUp, slow]) streams.add(client);
  vi.advanceTimersByTime(liveBeatMs / 2);
  streams.beat(alive);
  expect(idle.told).toEqual([]);
  streams.write(busy.client, messageFrame({ kind: 'ready' }, '1-1'));
  vi.advanceTimersByTime(liveBeatMs / 4);
  streams.beat(alive);
  expect(idle.told).toEqual([alive.toString()]);
  expect(busy.told).toHaveLength(1);
  expect(catchingUp.told).toEqual([]);
  expect(slow.isEnded()).toBe(true);
  vi.advanceTimersByTime(liveBeatMs / 2);
  streams.beat(alive);
  expect(busy.told).toHaveLength(2);
  expect(idle.told).toHaveLength(1);
});
