import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Circle, spread } from './spread.ts';

const overlaps = (circles: readonly Circle[]): number =>
  circles.flatMap((a, i) =>
    circles.slice(i + 1).filter((b) => Math.hypot(a.x - b.x, a.y - b.y) < a.radius + b.radius),
  ).length;
const moved = (circles: readonly Circle[]): Circle[] =>
  spread(circles).map((spot, index) => ({ ...spot, radius: circles[index]?.radius ?? 0 }));

const circle = fc.record({
  x: fc.integer({ min: 0, max: 120 }),
  y: fc.integer({ min: 0, max: 90 }),
  radius: fc.integer({ min: 11, max: 26 }),
});

test('as many circles as a town has communities do not lie on each other, even all on one spot', () => {
  fc.assert(
    fc.property(fc.array(circle, { maxLength: 24 }), (circles) => {
      expect(overlaps(moved(circles))).toBe(0);
    }),
  );
  const heap = Array.from({ length: 16 }, () => ({ x: 50, y: 50, radius: 20 }));
  expect(overlaps(moved(heap))).toBe(0);
});

test('two part by what they overlap and no farther; those alone stay', () => {
  const [left, right, alone] = moved([
    { x: 0, y: 0, radius: 10 },
    { x: 12, y: 0, radius: 10 },
    { x: 200, y: 0, radius: 10 },
  ]);
  expect(left?.x).toBeCloseTo(-5);
  expect(right?.x).toBeCloseTo(17);
  expect(alone).toEqual({ x: 200, y: 0, radius: 10 });
});
