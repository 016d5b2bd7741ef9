import { expect, test } from 'vitest';
import { readFilters } from '../../kernel/route/search.ts';
import {
  activeFilters,
  firstQueue,
  noFilters,
  onlyFilters,
  QueueFilters,
  queryOf,
  queuesFor,
  sameFilters,
} from './filters.ts';

test('an address somebody typed: what fits counts, the rest is left out', () => {
  const filters = readFilters(QueueFilters, {
    queue: 'unit',
    stage: ['handling', 'checking'],
    light: 'red,yellow',
    kind: 'nonsense',
    from: 'yesterday',
  });
  expect(filters).toEqual({ queue: 'unit', stage: ['handling', 'checking'], light: ['red', 'yellow'] });
});

test('wide queues show what is open until told otherwise; queues of work are left as they are', () => {
  expect(queryOf({}, 'area').state).toBe('open');
  expect(queryOf({ state: 'any' }, 'area').state).toBe('any');
  expect(queryOf({}, 'checks')).toMatchObject({ queue: 'checks', state: 'any', sort: 'due' });
});

test('the first queue is the first with work in it', () => {
  const offered = queuesFor((permission) => permission === 'matter.check');
  expect(offered).toEqual(['mine', 'unit', 'checks', 'area', 'all']);
  const counts = [
    { queue: 'mine', open: 0 },
    { queue: 'approvals', open: 9 },
    { queue: 'checks', open: 2 },
  ] as const;
  expect(firstQueue(offered, counts)).toBe('checks');
  expect(firstQueue(offered, [])).toBe('area');
});

test('clearing takes every filter away', () => {
  const filters = { queue: 'all', sort: 'newest', q: 'lamp', stage: [], light: ['red'] } as const;
  expect(activeFilters({ ...filters, stage: [], light: ['red'] })).toEqual(['q', 'light']);
  const every = Object.keys(QueueFilters.shape).filter((name) => name !== 'queue' && name !== 'sort');
  expect(Object.keys(noFilters).toSorted()).toEqual(every.toSorted());
});

test('a saved view is on screen when its filters are, in whatever order and with whatever is empty', () => {
  const saved = { queue: 'unit', light: ['red'], q: '灯' } as const;
  expect(
    sameFilters({ ...saved, light: ['red'] }, { q: '灯', light: ['red'], queue: 'unit', stage: [] }),
  ).toBe(true);
  expect(sameFilters({ queue: 'unit' }, { queue: 'area' })).toBe(false);
  const names = Object.keys(QueueFilters.shape).toSorted();
  expect(Object.keys(onlyFilters({ queue: 'unit' })).toSorted()).toEqual(names);
});
