import { afterEach, expect, test, vi } from 'vitest';
import { photosOf } from './shrink.ts';

afterEach(() => vi.unstubAllGlobals());

const photo = (name: string, bytes: number): File =>
  new File([new Uint8Array(bytes)], name, { type: 'image/png' });
const large = 700 * 1_024;

/** A browser that draws, and tells how many pictures it ever held at once. */
function drawing(): { most: number } {
  const seen = { most: 0 };
  let held = 0;
  vi.stubGlobal('createImageBitmap', async () => {
    held += 1;
    seen.most = Math.max(seen.most, held);
    await Promise.resolve();
    return { width: 4_000, height: 3_000, close: () => (held -= 1) };
  });
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      getContext = () => null;
      convertToBlob = () => Promise.resolve(new Blob([new Uint8Array(9)], { type: 'image/jpeg' }));
    },
  );
  return seen;
}

test('photos are made small one after the other, under names that say what they have become', async () => {
  const seen = drawing();
  const made = await photosOf([photo('a.png', large), photo('b.png', 10), photo('c.PNG', large)]);
  expect(made.map(({ name, blob }) => [name, blob.size])).toEqual([
    ['a.jpg', 9],
    ['b.png', 10],
    ['c.jpg', 9],
  ]);
  expect(seen.most).toBe(1);
});

test('what this browser cannot draw goes as it is', async () => {
  const file = photo('a.png', large);
  expect(await photosOf([file])).toEqual([{ blob: file, name: 'a.png' }]);
});
