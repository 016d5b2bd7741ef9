import type sharpModule from 'sharp';
import type { Sharp } from 'sharp';
import { storePicture, type StoredPicture } from '../evidence/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { type Random, randomFrom } from './random.ts';

type Colour = readonly [number, number, number];

const width = 960;
const height = 720;
const skies: readonly Colour[] = [
  [174, 205, 230],
  [205, 215, 222],
  [232, 205, 170],
  [120, 140, 170],
];
const walls: readonly Colour[] = [
  [198, 176, 150],
  [176, 188, 190],
  [214, 200, 180],
  [150, 160, 150],
];
const things: readonly Colour[] = [
  [196, 72, 52],
  [232, 168, 44],
  [70, 120, 90],
  [60, 90, 150],
];

/** A few street scenes, drawn from rectangles: the demo ships no photograph of a real place. */
export async function storePictures(kernel: Kernel): Promise<StoredPicture[]> {
  const { default: sharp } = await import('sharp');
  const pictures: StoredPicture[] = [];
  for (let no = 0; no < 12; no += 1)
    pictures.push(await storePicture(kernel, draw(sharp, randomFrom(`picture ${no}`))));
  return pictures;
}

function draw(sharp: typeof sharpModule, random: Random): Sharp {
  const pixels = Buffer.alloc(width * height * 3);
  const fill = (left: number, top: number, wide: number, high: number, colour: Colour) => {
    for (let y = Math.max(0, top); y < Math.min(height, top + high); y += 1) {
      for (let x = Math.max(0, left); x < Math.min(width, left + wide); x += 1) {
        const grain = ((x * 7 + y * 13) % 9) - 4;
        const at = (y * width + x) * 3;
        for (let channel = 0; channel < 3; channel += 1) {
          pixels[at + channel] = Math.max(0, Math.min(255, (colour[channel] ?? 0) + grain));
        }
      }
    }
  };
  fill(0, 0, width, height, random.pick(skies));
  for (let left = -40; left < width; left += 130 + random.below(90)) {
    const high = 180 + random.below(220);
    const wide = 110 + random.below(90);
    fill(left, 460 - high, wide, high, random.pick(walls));
    for (let y = 480 - high; y < 430; y += 46)
      for (let x = left + 14; x < left + wide - 24; x += 36) fill(x, y, 18, 26, [92, 110, 128]);
  }
  fill(0, 460, width, 40, [168, 162, 152]);
  fill(0, 500, width, 220, [96, 98, 102]);
  for (let x = 20; x < width; x += 160) fill(x, 600, 90, 10, [225, 225, 215]);
  for (let n = 0; n < 2 + random.below(4); n += 1) {
    fill(
      120 + random.below(700),
      500 + random.below(130),
      30 + random.below(110),
      20 + random.below(60),
      random.pick(things),
    );
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}
