import { Problem } from '@heliu/contract/problem';

/**
 * Pixels that are decoded at most. 65 million covers the full resolution of today's phones. A baseline JPEG is shrunk
 * while it is read, so the 108 million of some phones cost no more memory there.
 */
export const maxPixels = { standard: 65_000_000, baselineJpeg: 110_000_000 };

export function tooManyPixels(limit: number): Problem {
  return new Problem('evidence.tooManyPixels', {
    params: { megapixels: limit / 1_000_000, tenThousands: limit / 10_000 },
  });
}
