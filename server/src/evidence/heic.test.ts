import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decodeHeic } from './heic.ts';
import { heic } from './test-photos.ts';

let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heliu-heic-'));
  path = join(folder, 'photo.heic');
  writeFileSync(path, heic('tiled'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('gives pixels as they are to be seen, the profile, and EXIF from its TIFF header on', async () => {
  const image = await decodeHeic(path);
  expect([image.width, image.height, image.pixels.length]).toEqual([360, 480, 360 * 480 * 3]);
  expect(Buffer.from(image.icc ?? []).toString('latin1', 36, 40)).toBe('acsp');
  expect(Buffer.from(image.exif ?? []).toString('latin1', 0, 2)).toMatch(/^(II|MM)$/);
});

test('a decoder that takes too long is ended', async () => {
  await expect(decodeHeic(path, { timeoutMs: 5 })).rejects.toMatchObject({ code: 'evidence.damaged' });
});

test('a decoder that takes too much memory is ended, and the next one works', async () => {
  // 17 MB is what it has at the start; one that may not grow cannot hold the picture.
  const large = heic('plain');
  const padded = join(folder, 'padded.heic');
  writeFileSync(padded, Buffer.concat([large, Buffer.alloc(20_000_000)]));
  await expect(decodeHeic(padded, { maxMemoryBytes: 17 * 1_048_576 })).rejects.toMatchObject({
    code: 'evidence.damaged',
  });
  expect((await decodeHeic(padded)).width).toBe(640);
});

test('bytes that no decoder was meant for are damaged, not a crash', async () => {
  const whole = heic('tiled');
  const seeds = Array.from({ length: 6 }, (_, n) => n);
  for (const seed of seeds) {
    const broken = Buffer.from(whole);
    for (let n = 0; n < 40; n += 1)
      broken[16 + ((seed * 7919 + n * 104_729) % (broken.length - 16))] = (seed * 31 + n * 17) & 255;
    writeFileSync(path, broken);
    const outcome = await decodeHeic(path).then(
      () => 'decoded',
      (error: { code?: string }) => error.code ?? 'crashed',
    );
    expect(outcome).toMatch(/^(decoded|evidence\.(damaged|tooManyPixels))$/);
  }
});
