import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startEvidenceApp } from './test-app.ts';
import { bomb, corners, heic, picture, place, secret, segmentsOf, telling } from './test-photos.ts';

let app: Awaited<ReturnType<typeof startEvidenceApp>>;
beforeAll(async () => {
  app = await startEvidenceApp();
});
afterAll(() => app.close());

const red = expect.toSatisfy(([r = 0, g = 0, b = 0]: number[]) => r > 240 && g < 30 && b < 30);
const green = expect.toSatisfy(([r = 0, g = 0, b = 0]: number[]) => r < 40 && g > 170 && b < 40);
const blue = expect.toSatisfy(([r = 0, g = 0, b = 0]: number[]) => r < 40 && g < 40 && b > 230);
const upright = { topLeft: red, topRight: green, bottomLeft: blue };

/** JFIF header, tables, frame, scan: what a picture needs and no more. */
const bare = new Set(['e0', 'db', 'c0', 'c2', 'c4', 'dd']);

async function kept(id: string): Promise<{ full: Buffer; thumb: Buffer }> {
  const [full, thumb] = await Promise.all([app.get(id), app.get(id, 1, '?size=thumb')]);
  expect([full.statusCode, thumb.statusCode]).toEqual([200, 200]);
  return { full: full.rawPayload, thumb: thumb.rawPayload };
}

describe('what leaves is the picture and nothing else', () => {
  test.each([
    ['jpg', () => telling(picture()).jpeg()],
    ['png', () => telling(picture()).png()],
    ['webp', () => telling(picture()).webp({ lossless: true })],
    ['avif', () => telling(picture()).avif({ effort: 0, quality: 90 })],
  ])('%s with EXIF, GPS, XMP and a profile', async (_name, make) => {
    const sent = await make().toBuffer();
    expect(sent.includes(secret)).toBe(true);
    const uploaded = await app.upload(sent);
    expect(uploaded).toMatchObject({
      kind: 'photo',
      mediaType: 'image/jpeg',
      width: 640,
      height: 480,
      name: null,
      status: 'ready',
      takenAt: '2026-11-20T01:30:15.000Z',
    });
    expect(uploaded.place?.[0]).toBeCloseTo(place[0] ?? 0, 6);
    expect(uploaded.place?.[1]).toBeCloseTo(place[1] ?? 0, 6);

    const { full, thumb } = await kept(uploaded.id);
    const { exif, xmp, icc, iptc, format, orientation } = await sharp(full).metadata();
    expect({ exif, xmp, icc, iptc, format, orientation }).toEqual({ format: 'jpeg' });
    const { markers, trailing } = segmentsOf(full);
    expect(markers.filter((marker) => !bare.has(marker))).toEqual([]);
    expect(trailing).toBe(0);
    expect(await corners(full)).toEqual(upright);

    const small = await sharp(thumb).metadata();
    expect(small).toMatchObject({ format: 'webp', width: 320, height: 240 });
    expect([small.exif, small.xmp, small.icc]).toEqual([undefined, undefined, undefined]);
    for (const bytes of [full, thumb])
      for (const told of [secret, 'Exif', 'xmpmeta', 'Heliu', 'ICC_PROFILE']) {
        expect(bytes.includes(told)).toBe(false);
      }
  });

  test.each(['plain', 'tiled'] as const)('HEIC, %s', async (name) => {
    const sent = heic(name);
    expect(sent.includes(secret)).toBe(true);
    const uploaded = await app.upload(sent, { name: 'IMG_0001.HEIC', declared: 'image/heic' });
    const [width, height] = name === 'plain' ? [640, 480] : [360, 480];
    expect(uploaded).toMatchObject({ kind: 'photo', width, height, takenAt: '2026-11-20T01:30:15.000Z' });
    expect(uploaded.place?.[0]).toBeCloseTo(place[0] ?? 0, 6);
    const { full } = await kept(uploaded.id);
    const seen = await corners(full);
    // Turned to the right, what was at the bottom left is at the top left. The colours prove the profile was used.
    if (name === 'plain') expect(seen).toEqual(upright);
    else expect(seen).toMatchObject({ topLeft: blue, topRight: red });
    expect(segmentsOf(full).markers.filter((marker) => !bare.has(marker))).toEqual([]);
    expect(full.includes(secret)).toBe(false);
  });

  test('a turned photo is stood upright', async () => {
    const turned = await telling(picture(480, 640), 6).jpeg().toBuffer();
    expect((await sharp(turned).metadata()).orientation).toBe(6);
    const uploaded = await app.upload(turned);
    expect([uploaded.width, uploaded.height]).toEqual([640, 480]);
    const { full } = await kept(uploaded.id);
    expect(await corners(full)).toMatchObject({ topLeft: blue, topRight: red });
  });

  test('of a moving picture the first frame is kept', async () => {
    const frames = [
      picture(),
      sharp({ create: { width: 640, height: 480, channels: 3, background: '#ffff00' } }),
    ];
    const pixels = await Promise.all(frames.map((frame) => frame.png().toBuffer()));
    const moving = await sharp(pixels, { join: { animated: true } })
      .gif()
      .toBuffer();
    expect((await sharp(moving).metadata()).pages).toBe(2);
    const uploaded = await app.upload(moving);
    expect([uploaded.width, uploaded.height]).toEqual([640, 480]);
    expect((await corners((await kept(uploaded.id)).full)).topLeft).toEqual(red);
  });

  test('a transparent picture stands on white, one of 16 bits or in CMYK comes out as sRGB', async () => {
    const clear = await sharp({ create: { width: 64, height: 64, channels: 4, background: '#ff000000' } })
      .png()
      .toBuffer();
    const white = await kept((await app.upload(clear)).id);
    expect((await corners(white.full)).topLeft).toEqual([255, 255, 255]);
    const deep = await picture().toColourspace('rgb16').png().toBuffer();
    expect(await corners((await kept((await app.upload(deep)).id)).full)).toEqual(upright);
    const print = await picture().toColourspace('cmyk').jpeg().toBuffer();
    const seen = await sharp((await kept((await app.upload(print)).id)).full).metadata();
    expect([seen.space, seen.channels]).toEqual(['srgb', 3]);
  });

  test('a large photo shrinks to 2560 pixels', async () => {
    const uploaded = await app.upload(await picture(5000, 3000).jpeg().toBuffer());
    expect([uploaded.width, uploaded.height]).toEqual([2560, 1536]);
  });
});

describe('files that are two things at once come out as a picture alone', () => {
  test('JPEG with a zip, a script and a second picture behind it', async () => {
    const jpeg = await picture().jpeg().toBuffer();
    const zip = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.from('payload.exe')]);
    const sent = Buffer.concat([jpeg, zip, Buffer.from('<?php system($_GET[0]); ?>'), jpeg]);
    const { full } = await kept((await app.upload(sent)).id);
    for (const told of ['PK\u0003\u0004', 'payload', '<?php']) expect(full.includes(told)).toBe(false);
    expect(segmentsOf(full).trailing).toBe(0);
    expect(full.indexOf(Buffer.from([0xff, 0xd9]))).toBe(full.length - 2);
  });

  test('JPEG with HTML in a comment, PNG with HTML in its metadata', async () => {
    const html = '<html><script>alert(document.cookie)</script></html>';
    const jpeg = await picture().jpeg().toBuffer();
    const length = Buffer.alloc(2);
    length.writeUInt16BE(html.length + 2);
    const comment = Buffer.concat([Buffer.from([0xff, 0xfe]), length, Buffer.from(html)]);
    const commented = Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2)]);
    const png = await sharp(await picture().png().toBuffer())
      .withExif({ IFD0: { ImageDescription: html } })
      .png()
      .toBuffer();
    for (const sent of [commented, png]) {
      expect(sent.includes('<script>')).toBe(true);
      const { full, thumb } = await kept(
        (await app.upload(sent, { name: 'photo.html', declared: 'text/html' })).id,
      );
      expect(full.includes('<script>') || thumb.includes('<script>')).toBe(false);
    }
  });
});

describe('what is refused', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
  test.each([
    ['SVG', svg, 'drawing.svg'],
    ['SVG under another name', svg, 'photo.jpg'],
    ['SVG with a declaration, as text', `<?xml version="1.0"?>${svg}`, 'photo.txt'],
    ['HTML', '<!doctype html><title>x</title>', 'photo.png'],
    ['BMP', Buffer.from(`424d${'00'.repeat(60)}`, 'hex'), 'photo.jpg'],
    ['TIFF', Buffer.from(`49492a0008000000${'00'.repeat(60)}`, 'hex'), 'photo.jpg'],
  ])('%s', async (_name, content, name) => {
    const problem = await app.refuse(content, { name, declared: 'image/jpeg' });
    expect(problem).toMatchObject({ code: 'evidence.notAllowed', status: 415 });
    expect(problem.title).toContain('JPG PNG HEIC');
    const inChinese = await app.refuse(content, { name, language: 'zh' });
    expect(inChinese.title).toMatch(/可以上传：JPG PNG HEIC/);
  });

  test('pictures that are small to send and large to open', async () => {
    const png = bomb(9000, 9000);
    expect(png.length).toBeLessThan(20_000);
    expect(await app.refuse(png)).toMatchObject({
      code: 'evidence.tooManyPixels',
      params: { megapixels: 65, tenThousands: 6500 },
    });
    const progressive = await picture().jpeg({ progressive: true, mozjpeg: false }).toBuffer();
    const frame = progressive.indexOf(Buffer.from([0xff, 0xc2]));
    progressive.writeUInt16BE(9000, frame + 5);
    progressive.writeUInt16BE(9000, frame + 7);
    expect(await app.refuse(progressive)).toMatchObject({
      code: 'evidence.tooManyPixels',
      params: { megapixels: 65 },
    });
    const claimed = heic('plain');
    const size = claimed.indexOf('ispe') + 8;
    claimed.writeUInt32BE(12_000, size);
    claimed.writeUInt32BE(12_000, size + 4);
    expect(await app.refuse(claimed)).toMatchObject({ code: 'evidence.tooManyPixels' });
  });

  test.each([
    ['JPEG', () => picture().jpeg().toBuffer()],
    ['PNG', () => picture().png({ compressionLevel: 0 }).toBuffer()],
    ['WebP', () => picture().webp({ lossless: true }).toBuffer()],
    ['HEIC', async () => heic('tiled')],
  ])('%s that breaks off', async (_name, make) => {
    const whole = await make();
    const broken = whole.subarray(0, Math.round(whole.length * 0.6));
    expect(await app.refuse(broken)).toMatchObject({ code: 'evidence.damaged', status: 422 });
  });

  test('nothing of what was refused stays on the disk', async () => {
    const before = await app.onDisk();
    await app.refuse(svg);
    await app.refuse((await picture().jpeg().toBuffer()).subarray(0, 2000));
    expect(await app.onDisk()).toEqual({ ...before, staged: [] });
  });
});

test('photos are drawn beside the thread that serves', async () => {
  const large = await picture(4000, 3000).jpeg().toBuffer();
  const [whole, serving] = [process.cpuUsage(), process.threadCpuUsage()];
  await Promise.all([app.upload(heic('tiled')), app.upload(large), app.upload(heic('plain'))]);
  const spent = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1000;
  const servingMs = spent(process.threadCpuUsage(serving));
  // Time of the processor, not of the clock: it does not depend on what else the machine does.
  expect(servingMs).toBeLessThan(spent(process.cpuUsage(whole)) * 0.4);
});
