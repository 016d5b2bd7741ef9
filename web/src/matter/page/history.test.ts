import { expect, test } from 'vitest';
import { byItself, byReporter, recomputedIn, unitsOf } from './history.ts';

test('an event about orders tells of which units they are', () => {
  const sent = { role: 'lead', resent: false };
  const dispatched = {
    automatic: false,
    orders: [
      { ...sent, workOrderNo: 1, unitId: 'fire' },
      { ...sent, workOrderNo: 2, unitId: 'urban' },
    ],
  };
  expect(unitsOf({ data: dispatched })).toEqual(['fire', 'urban']);
  expect(unitsOf({ data: { order: { ...sent, workOrderNo: 3, unitId: 'police' } } })).toEqual(['police']);
  expect(unitsOf({ data: { workOrderNo: 2, unitId: 'urban' } })).toEqual(['urban']);
  expect(unitsOf({ data: { automatic: true } })).toEqual([]);
});

test('what a reporter did is told from what the system did by itself', () => {
  const name = { zh: '网上', en: 'Web' };
  const channels = [
    { code: 'app', name, by: 'resident' as const },
    { code: 'hotline', name, by: 'operator' as const },
  ];
  const registered = (channel: string) => ({ kind: 'matter.registered' as const, data: { channel } });
  expect(byReporter(registered('app'), channels)).toBe(true);
  expect(byReporter(registered('hotline'), channels)).toBe(false);
  expect(byReporter({ kind: 'matter.rated', data: {} }, channels)).toBe(true);
  expect(byReporter({ kind: 'matter.reopened', data: { by: 'reporter' } }, channels)).toBe(true);
  expect(byReporter({ kind: 'matter.reopened', data: { by: 'spotCheck' } }, channels)).toBe(false);
  expect(byReporter({ kind: 'matter.accepted', data: { automatic: true } }, channels)).toBe(false);
  expect(byItself({ data: { automatic: true, orders: [] } })).toBe(true);
  expect(byItself({ data: { automatic: false } })).toBe(false);
  expect(byItself(registered('app'))).toBe(false);
});

test('due times reckoned anew keep what they were before', () => {
  const change = {
    kind: 'handling',
    workOrderNo: 1,
    fromDueAt: 1_799_000_000_000,
    toDueAt: 1_799_100_000_000,
  };
  expect(recomputedIn({ kind: 'matter.dueRecomputed', data: { changes: [change] } })).toEqual([change]);
  expect(recomputedIn({ kind: 'matter.signedFor', data: { changes: [change] } })).toEqual([]);
});
