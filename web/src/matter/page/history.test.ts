import { expect, test } from 'vitest';
import { unitsOf } from './history.ts';

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
