import type { Rounds } from '@heliu/contract/patrol';
import type { ChecklistItem } from '@heliu/contract/patrol/plan';
import { expect, test } from 'vitest';
import type { OutboxItem } from '../kernel/offline/index.ts';
import { roundsNow } from './rounds.ts';

const same = (word: string) => ({ zh: word, en: word });
const checklist: ChecklistItem[] = [{ code: 'words', text: same('words'), answer: 'text' }];
const place = (code: string, days: string[] = [], mine = true) => ({
  plan: 'p',
  code,
  kind: 'grid' as const,
  name: same(code),
  placeCode: code,
  position: [106, 30] as [number, number],
  mine,
  days,
  done: days.length,
  due: true,
});
const read: Rounds = {
  timeZone: 'Asia/Shanghai',
  plans: [
    {
      code: 'p',
      name: same('p'),
      description: same('p'),
      places: { of: 'grids' },
      frequency: { times: 2, per: 'week' },
      checklist,
    },
  ],
  rounds: [place('a', ['2026-11-24']), place('b')],
};
/** Wednesday, 25 November, at noon. */
const noon = Date.parse('2026-11-25T04:00:00Z');
const dayMs = 86_400_000;

const visit = (code: string, at: number, state: OutboxItem['state'] = 'waiting'): OutboxItem => ({
  id: `${code} ${at}`,
  account: 1,
  seq: 1,
  queue: code,
  state,
  tries: 0,
  notBefore: 0,
  photos: [],
  madeAt: at,
  command: {
    endpoint: 'patrol.recordVisit',
    queue: code,
    body: { plan: 'p', place: code, visitedAt: new Date(at).toISOString() },
    about: { title: code, act: 'recordVisit' },
  },
});
const now = (items: OutboxItem[], at = noon) =>
  Object.fromEntries(
    roundsNow(read, items, at).flatMap(({ rounds }) =>
      rounds.map(({ code, done, due, waiting }) => [code, { done, due, waiting }]),
    ),
  );

test('a visit that waits on the device counts at once, and only for its own place', () => {
  expect(now([visit('a', noon)])).toEqual({
    a: { done: 2, due: false, waiting: true },
    b: { done: 0, due: true, waiting: false },
  });
});

test('one that has arrived still counts until the rounds are read again, and not twice', () => {
  expect(now([visit('a', noon, 'sent')])['a']).toEqual({ done: 2, due: false, waiting: false });
  const tuesday = visit('a', noon - dayMs, 'sent');
  expect(now([tuesday])['a']).toEqual({ done: 1, due: true, waiting: false });
});

test('one that the server refused counts for nothing', () => {
  expect(now([visit('b', noon, 'held')])['b']).toEqual({ done: 0, due: true, waiting: false });
});

test('without a network a new week begins on Monday all the same', () => {
  const monday = Date.parse('2026-11-30T04:00:00Z');
  expect(now([visit('a', noon)], monday)['a']).toEqual({ done: 0, due: true, waiting: true });
});

test('what is due comes first, my own grids before those of others', () => {
  const rounds = [place('done', ['2026-11-25']), place('far', [], false), place('near')];
  const [plan] = roundsNow({ ...read, rounds }, [], noon);
  expect(plan?.rounds.map(({ code }) => code)).toEqual(['near', 'far', 'done']);
});
