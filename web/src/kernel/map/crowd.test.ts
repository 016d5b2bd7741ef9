import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { crowdsOf, type Point, ringsOf } from './crowd.ts';

const px = 26;
const coordinate = fc.integer({ min: 0, max: 300 });
const points = fc.array(fc.record({ x: coordinate, y: coordinate }), { maxLength: 60 });
const apart = (a: Point | undefined, b: Point | undefined): number =>
  Math.hypot((a?.x ?? 0) - (b?.x ?? 0), (a?.y ?? 0) - (b?.y ?? 0));

test('each marker is in one crowd, near where that is shown, and no two crowds lie over each other', () => {
  fc.assert(
    fc.property(points, (all) => {
      const crowds = crowdsOf(all, px);
      expect(crowds.flat().toSorted((a, b) => a - b)).toEqual(all.map((_, index) => index));
      for (const [at = 0, ...others] of crowds) {
        for (const one of others) expect(apart(all[at], all[one])).toBeLessThan(px);
      }
      const shown = crowds.map(([at = 0]) => all[at]);
      for (const [index, one] of shown.entries()) {
        for (const other of shown.slice(index + 1)) expect(apart(one, other)).toBeGreaterThanOrEqual(px);
      }
    }),
  );
});

test('what is spread around a point lies over nothing, and not over the point', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 120 }), (count) => {
      const all = ringsOf(count, px);
      expect(all).toHaveLength(count);
      const near = all.flatMap((one, index) =>
        [{ x: 0, y: 0 }, ...all.slice(index + 1)].filter((other) => apart(one, other) < px - 0.01),
      );
      expect(near).toEqual([]);
    }),
  );
});
