import { expect, test } from 'vitest';
import { tilesOver } from './tiles.ts';

const area = [106.25, 29.97, 106.28, 30.0] as const;

test('the whole comes before the detail, each tile once, and no more than are asked for', () => {
  const tiles = tilesOver([[...area], [...area]], 40);
  const names = tiles.map(({ z, x, y }) => `${z}/${x}/${y}`);
  expect(new Set(names).size).toBe(names.length);
  expect(tiles.map(({ z }) => z)).toEqual(tiles.map(({ z }) => z).toSorted((a, b) => a - b));
  expect(tiles[0]).toEqual({ z: 9, x: 407, y: 211 });
  expect(tilesOver([[...area]], 3)).toHaveLength(3);
  expect(tilesOver([])).toEqual([]);
});
