import { expect, test } from 'vitest';
import { parsePosition, roundPosition } from './position.ts';

test('typed coordinates are places on earth or nothing', () => {
  expect(parsePosition(' 106.2764 ', '29.9725123456')).toEqual([106.2764, 29.972512]);
  expect(parsePosition('', '29.9')).toBeUndefined();
  expect(parsePosition('29.9', '106.2')).toBeUndefined();
  expect(parsePosition('abc', '1')).toBeUndefined();
  expect(parsePosition('181', '1')).toBeUndefined();
});

test('positions are rounded to what a map can mean', () => {
  expect(roundPosition([106.123456789, -0.0000001])).toEqual([106.123457, -0]);
});
