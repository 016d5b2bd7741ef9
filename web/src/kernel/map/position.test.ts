import { expect, test } from 'vitest';
import { isWithin, parsePosition, roundPosition } from './position.ts';

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

const square = (west: number, south: number, side: number): [number, number][] => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
];

test('a point lies in an area, not in its hole nor beside it', () => {
  const area = {
    type: 'MultiPolygon' as const,
    coordinates: [[square(0, 0, 10), square(4, 4, 2)], [square(20, 0, 1)]],
  };
  expect(isWithin([1, 1], area)).toBe(true);
  expect(isWithin([5, 5], area)).toBe(false);
  expect(isWithin([20.5, 0.5], area)).toBe(true);
  expect(isWithin([15, 0.5], area)).toBe(false);
});
