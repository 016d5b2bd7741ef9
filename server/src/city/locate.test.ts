import type { Grid } from '@heliu/contract/city/place';
import type { Position } from '@heliu/contract/geo';
import { expect, test } from 'vitest';
import { readPack } from '../../test/packs.ts';
import { gridLocator } from './locate.ts';

const { grids, outline } = readPack('hechuan');
const locator = gridLocator(grids);
const codeAt = (position: Position) => locator.locate(position)?.code;
const ringOf = (grid: Grid): Position[] => grid.outline?.coordinates[0] ?? [];

test('every grid centre lies in its own grid', () => {
  expect(grids.filter(({ code, centre }) => codeAt(centre) !== code)).toEqual([]);
});

test('a corner that grids share goes to the lowest code of them, whoever asks', () => {
  const lowest = new Map<string, string>();
  for (const grid of grids) {
    for (const corner of ringOf(grid)) {
      const known = lowest.get(corner.join());
      if (known === undefined || grid.code < known) lowest.set(corner.join(), grid.code);
    }
  }
  const wrong = [...lowest].filter(([corner, code]) => {
    const [lng = 0, lat = 0] = corner.split(',').map(Number);
    return codeAt([lng, lat]) !== code;
  });
  expect(lowest.size).toBeGreaterThan(10_000);
  expect(wrong).toEqual([]);
});

test('outside the district there is no grid', () => {
  for (const place of [
    [105.9, 30],
    [106.8, 30],
    [106.3, 29.7],
    [106.3, 30.6],
    [0, 0],
  ] as Position[]) {
    expect(codeAt(place)).toBeUndefined();
  }
});

/** Even-odd rule written down again from its definition: crossings of the ray to the east. */
function inside([x, y]: Position, ring: readonly Position[]): boolean {
  let crossings = 0;
  ring.forEach(([ax, ay], i) => {
    const [bx, by] = ring[(i + 1) % ring.length] ?? [ax, ay];
    if (ay === by || y < Math.min(ay, by) || y >= Math.max(ay, by)) return;
    if (ax + ((y - ay) / (by - ay)) * (bx - ax) > x) crossings += 1;
  });
  return crossings % 2 === 1;
}

function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Grids in the order of their southern ends, so that the oracle need not try all 3,633 for every point. */
function oracle(): (position: Position) => string | undefined {
  const spans = grids.map((grid) => {
    const ring = ringOf(grid);
    const lats = ring.map(([, lat]) => lat);
    return { code: grid.code, ring, south: Math.min(...lats), north: Math.max(...lats) };
  });
  const byCode = spans.toSorted((a, b) => (a.code < b.code ? -1 : 1));
  return (position) =>
    byCode.find(
      ({ south, north, ring }) => position[1] >= south && position[1] <= north && inside(position, ring),
    )?.code;
}

test('100,000 random points find the grid that an even-odd count over all grids finds', () => {
  const lngs = grids.flatMap((grid) => ringOf(grid).map(([lng]) => lng));
  const lats = grids.flatMap((grid) => ringOf(grid).map(([, lat]) => lat));
  const [west, south] = [lngs.reduce((a, b) => Math.min(a, b)), lats.reduce((a, b) => Math.min(a, b))];
  const [east, north] = [lngs.reduce((a, b) => Math.max(a, b)), lats.reduce((a, b) => Math.max(a, b))];
  const next = numbers(20_261_125);
  const expected = oracle();
  let found = 0;
  const wrong: Position[] = [];
  for (let i = 0; i < 100_000; i++) {
    const point: Position = [west + next() * (east - west), south + next() * (north - south)];
    const code = expected(point);
    if (code !== undefined) found += 1;
    if (codeAt(point) !== code) wrong.push(point);
  }
  expect(wrong).toEqual([]);
  expect(outline).not.toBeNull();
  expect(found).toBeGreaterThan(40_000);
});

test('grids without outlines are found by the nearest centre', () => {
  const town = gridLocator(readPack('lakeside').grids);
  expect(town.locate([25.0119, 61.0181])?.code).toBe('quay');
  expect(town.locate([24.97, 61.03])?.code).toBe('slope');
  expect(town.locate([26, 62])).toBeUndefined();
});

test('a campus cut out of a grid is its own, its border goes to the lower code', () => {
  const square = (from: number, to: number): Position[] => [
    [from, from],
    [to, from],
    [to, to],
    [from, to],
    [from, from],
  ];
  const [base] = grids;
  if (base === undefined) throw new Error('no grid');
  const around = { type: 'Polygon' as const, coordinates: [square(0, 4), square(1, 2)] };
  const campus = { type: 'Polygon' as const, coordinates: [square(1, 2)] };
  const town = gridLocator([
    { ...base, code: 'a', outline: around },
    { ...base, code: 'b', outline: campus },
  ]);
  expect(town.locate([3, 3])?.code).toBe('a');
  expect(town.locate([1.5, 1.5])?.code).toBe('b');
  expect(town.locate([1, 1.5])?.code).toBe('a');
});
