import fc from 'fast-check';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { readExif } from './exif.ts';

/** EXIF as libexif writes it, which is not our reader's idea of it. */
async function written(exif: Parameters<ReturnType<typeof sharp>['withExif']>[0]): Promise<Buffer> {
  const image = sharp({ create: { width: 1, height: 1, channels: 3, background: '#000' } });
  const { exif: block } = await sharp(await image.withExif(exif).jpeg().toBuffer()).metadata();
  if (block === undefined) throw new Error('nothing written');
  return block;
}

const rational = (value: number, parts: number): string => `${Math.round(value * parts)}/${parts}`;

test('reads any place that another library wrote, to the seventh decimal', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: -90_000_000, max: 90_000_000 }),
      fc.integer({ min: -180_000_000, max: 180_000_000 }),
      async (microLat, microLng) => {
        fc.pre(microLat !== 0 || microLng !== 0);
        const [lat, lng] = [microLat / 1e6, microLng / 1e6];
        const block = await written({
          IFD3: {
            GPSLatitudeRef: lat < 0 ? 'S' : 'N',
            GPSLatitude: `${Math.floor(Math.abs(lat))}/1 0/1 ${rational((Math.abs(lat) % 1) * 3600, 10_000)}`,
            GPSLongitudeRef: lng < 0 ? 'W' : 'E',
            GPSLongitude: `${Math.floor(Math.abs(lng))}/1 ${rational((Math.abs(lng) % 1) * 60, 1_000_000)} 0/1`,
          },
        });
        const { place } = readExif(block);
        expect(place?.[0]).toBeCloseTo(lng, 6);
        expect(place?.[1]).toBeCloseTo(lat, 6);
      },
    ),
    { numRuns: 60 },
  );
});

test.each([
  [{ DateTimeOriginal: '2026:07:01 23:59:59', OffsetTimeOriginal: '+08:00' }, {}, '2026-07-01T15:59:59.000Z'],
  [{ DateTimeOriginal: '2026:07:01 23:59:59', OffsetTimeOriginal: '-03:30' }, {}, '2026-07-02T03:29:59.000Z'],
  [{ DateTimeOriginal: '2026:07:01 23:59:59' }, {}, null],
  [{ DateTimeOriginal: '0000:00:00 00:00:00', OffsetTimeOriginal: '+08:00' }, {}, null],
  [
    { DateTimeOriginal: '2026:07:01 23:59:59' },
    { GPSDateStamp: '2026:07:01', GPSTimeStamp: '15/1 59/1 5950/100' },
    '2026-07-01T15:59:59.000Z',
  ],
])('time of %o with GPS %o', async (photo, gps, expected) => {
  const { takenAt } = readExif(await written({ IFD2: photo, IFD3: gps }));
  expect(takenAt === null ? null : new Date(takenAt).toISOString()).toBe(expected);
});

test.each([
  [
    'zeros of a receiver without a fix',
    { GPSLatitudeRef: 'N', GPSLatitude: '0/1 0/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '0/1 0/1 0/1' },
  ],
  [
    'a latitude beyond the pole',
    { GPSLatitudeRef: 'N', GPSLatitude: '91/1 0/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '6/1 0/1 0/1' },
  ],
  [
    'a division by zero',
    { GPSLatitudeRef: 'N', GPSLatitude: '9/0 0/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '6/1 0/1 0/1' },
  ],
  ['half a place', { GPSLatitudeRef: 'N', GPSLatitude: '9/1 0/1 0/1' }],
])('no place from %s', async (_name, gps) => {
  expect(readExif(await written({ IFD3: gps })).place).toBeNull();
});

test('damaged blocks give nothing and take no time', async () => {
  const whole = await written({
    IFD2: { DateTimeOriginal: '2026:07:01 23:59:59', OffsetTimeOriginal: '+08:00' },
  });
  fc.assert(
    fc.property(
      fc.nat(whole.length),
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255))),
      (end, changes) => {
        const block = Buffer.from(whole);
        for (const [at, value] of changes) block[at] = value;
        readExif(block.subarray(0, end));
      },
    ),
    { numRuns: 2000 },
  );
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void readExif(bytes)));
  expect(readExif(new Uint8Array())).toEqual({ place: null, takenAt: null });
});

test('a block made to keep a reader busy does not', () => {
  const block = Buffer.alloc(65_535);
  block.write('II*\0', 'latin1');
  block.writeUInt32LE(8, 4);
  const entries = 5460;
  block.writeUInt16LE(entries, 8);
  for (let n = 0; n < entries; n += 1) {
    const at = 10 + n * 12;
    block.writeUInt16LE(n % 2 === 0 ? 0x8825 : 0x9003, at);
    block.writeUInt16LE(1, at + 2);
    block.writeUInt32LE(65_000, at + 4);
    block.writeUInt32LE(1, at + 8);
  }
  const start = performance.now();
  expect(readExif(block)).toEqual({ place: null, takenAt: null });
  expect(performance.now() - start).toBeLessThan(100);
});
