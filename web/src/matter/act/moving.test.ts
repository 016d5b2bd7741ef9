import { expect, test } from 'vitest';
import { unitLeft } from './context.ts';

const orders = [
  { workOrderNo: 1, unitId: 'water', holderId: null },
  { workOrderNo: 2, unitId: 'parks', holderId: null },
];
const moving = (workOrderNos: readonly (number | null)[], centreUnitId = 'centre') => ({
  row: { centreUnitId },
  orders,
  workOrderNos,
});

test('an order does not move to the unit that has it, nor a matter to the centre that has it', () => {
  expect(unitLeft([moving([2])])).toEqual(['parks']);
  expect(unitLeft([moving([null])])).toEqual(['centre']);
});

test('of several that move together, only the unit that all of them leave is left out', () => {
  expect(unitLeft([moving([1]), moving([1])])).toEqual(['water']);
  expect(unitLeft([moving([1]), moving([2])])).toEqual([]);
  expect(unitLeft([moving([null]), moving([null], 'district')])).toEqual([]);
  expect(unitLeft([])).toEqual([]);
});
