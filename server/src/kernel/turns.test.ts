import { expect, test } from 'vitest';
import { inTurns } from './turns.ts';

const spin = (ms: number) => {
  const until = performance.now() + ms;
  while (performance.now() < until);
};

test('others get their turn while many items are mapped, and the order stays', async () => {
  let done = 0;
  let seen = -1;
  setImmediate(() => {
    seen = done;
  });
  const items = [1, 2, 3, 4];
  const doubled = await inTurns(items, (item) => {
    spin(4);
    done += 1;
    return item * 2;
  });
  expect(doubled).toEqual([2, 4, 6, 8]);
  expect(seen).toBeGreaterThan(-1);
  expect(seen).toBeLessThan(4);
});
