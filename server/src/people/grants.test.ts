import fc from 'fast-check';
import { expect, test } from 'vitest';
import { within } from '../kernel/actor.ts';
import { commonPath } from './grants.ts';

const path = fc
  .array(fc.constantFrom('a', 'b', 'ab'), { minLength: 1, maxLength: 4 })
  .map((segments) => ['d', ...segments].join('/'));

test('the common place holds every path, and no place below it does', () => {
  fc.assert(
    fc.property(fc.array(path, { minLength: 1, maxLength: 5 }), (paths) => {
      const common = commonPath(paths) ?? '';
      expect(paths.every((one) => within(one, common))).toBe(true);
      const deeper =
        paths[0]
          ?.split('/')
          .slice(0, common.split('/').length + 1)
          .join('/') ?? '';
      expect(deeper === common || !paths.every((one) => within(one, deeper))).toBe(true);
    }),
  );
});

test('nothing has no common place', () => {
  expect(commonPath([])).toBeUndefined();
});
