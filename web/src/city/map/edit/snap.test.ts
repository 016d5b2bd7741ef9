import type { Position } from '@heliu/contract/geo';
import { expect, test } from 'vitest';
import { snap } from './snap.ts';

/** A thousandth of a degree is a hundred pixels. */
const project = ([lng, lat]: Position) => ({ x: (lng - 106) * 1e5, y: (30 - lat) * 1e5 });
const ring: Position[] = [
  [106, 30],
  [106.001, 30],
  [106.0010003, 30.001],
  [106, 30.001],
  [106, 30],
];
const borders = [{ type: 'Polygon' as const, coordinates: [ring] }];
const at = (lng: number, lat: number) => snap([lng, lat], borders, project);

test('a corner near the pointer is meant, to the digit', () => {
  expect(at(106.00105, 30.00096)).toEqual({ at: [106.0010003, 30.001], to: 'corner' });
});

test('else the nearest point of an edge', () => {
  expect(at(106.0005, 30.00004)).toEqual({ at: [106.0005, 30], to: 'edge' });
});

test('else where the pointer is', () => {
  expect(at(106.00050000001, 30.0005)).toEqual({ at: [106.0005, 30.0005], to: 'nothing' });
});
