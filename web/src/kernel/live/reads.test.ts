import { countMatters, getMatter, listMatters } from '@heliu/contract/matter';
import { getCityOverview } from '@heliu/contract/city-api';
import { expect, test } from 'vitest';
import { staleBy } from './reads.ts';

const reads = [
  {
    subject: 'matter',
    one: { param: 'matterId', endpoints: [getMatter] },
    lists: [listMatters, countMatters],
  },
  { subject: 'city', lists: [getCityOverview] },
];
const changed = (...subjects: string[]) => staleBy({ kind: 'changed', subjects }, reads);
const page = (matterId: string) => [getMatter.id, { params: { matterId } }];
const queue = [listMatters.id, { query: { queue: 'mine' } }, 'pages'];

test('a change is read again where it is shown, and nowhere else', () => {
  const stale = changed('matter:a', 'matter:b');
  expect([stale.one(page('a')), stale.one(page('b')), stale.one(page('c'))]).toEqual([true, true, false]);
  expect([
    stale.list(queue),
    stale.list([countMatters.id, {}]),
    stale.list([getCityOverview.id, {}]),
  ]).toEqual([true, true, false]);
  expect(stale.one(queue)).toBe(false);
  expect(stale.list(page('a'))).toBe(false);
});

test('a city or an account that changed leaves matters alone', () => {
  expect(changed('city:hechuan').list([getCityOverview.id, {}])).toBe(true);
  expect(changed('city:hechuan').list(queue)).toBe(false);
  expect(changed('account:1').list(queue)).toBe(false);
});

test('after a gap everything is read again; a sign of life changes nothing', () => {
  for (const kind of ['ready', 'reset'] as const) {
    expect(staleBy({ kind }, reads).list(page('a'))).toBe(true);
    expect(staleBy({ kind }, reads).list(queue)).toBe(true);
  }
  expect(staleBy({ kind: 'beat' }, reads).list(queue)).toBe(false);
});

test('keys of other shapes are no matter of ours', () => {
  for (const key of [
    [],
    [getMatter.id],
    [getMatter.id, null],
    [getMatter.id, { params: null }],
    [getMatter.id, {}],
  ]) {
    expect(changed('matter:a').one(key)).toBe(false);
  }
});
