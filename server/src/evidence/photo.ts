import { crc32, deflateSync } from 'node:zlib';
import { Problem } from '@heliu/contract/problem';
import sharp, { type Sharp } from 'sharp';
import { type PhotoFacts, readExif } from './exif.ts';
import { createGate } from './gate.ts';
import { decodeHeic } from './heic.ts';
import { maxPixels, tooManyPixels } from './limits.ts';

sharp.concurrency(1);
sharp.cache(false);
// Content is sniffed before it comes here; this keeps libvips from ever guessing SVG, PDF or anything else.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Heif', 'Nsgif'].map((name) => `VipsForeignLoad${name}`),
});

const longestSide = 2560;
const thumbSide = 320;
const timeoutSeconds = 30;
const heavyPixels = 20_000_000;

/** Two photos at once, or one that is large: each may need several hundred megabytes. */
const gate = createGate(2, 60);

export type PhotoFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'gif' | 'heic';

export interface RenderedPhoto extends PhotoFacts {
  readonly width: number;
  readonly height: number;
}

/**
 * Draws a photo anew: upright, at most 2560 pixels a side, sRGB, as JPEG with nothing in it but the picture, and as a
 * small WebP. Of a moving picture the first frame is taken.
 * @throws Problem `evidence.damaged`, `evidence.tooManyPixels`, `evidence.busy`.
 */
export async function renderPhoto(
  path: string,
  format: PhotoFormat,
  to: { readonly full: string; readonly thumb: string },
): Promise<RenderedPhoto> {
  if (format === 'heic') return gate.run(2, () => renderHeic(path, to));
  const { pixels, facts } = await inspect(path);
  return gate.run(pixels > heavyPixels ? 2 : 1, async () => ({
    ...(await write(open(path).autoOrient(), to)),
    ...facts,
  }));
}

async function renderHeic(path: string, to: { full: string; thumb: string }): Promise<RenderedPhoto> {
  const { pixels, width, height, icc, exif } = await decodeHeic(path);
  const facts = readExif(exif ?? new Uint8Array());
  const raw = sharp(pixels, { raw: { width, height, channels: 3 } });
  if (icc === null) return { ...(await write(raw, to)), ...facts };
  // Phones photograph in a wider space than sRGB. Raw pixels carry no profile, a PNG does.
  const small = await resized(raw).png({ compressionLevel: 1 }).toBuffer();
  const image = sharp(withProfile(small, icc), { failOn: 'error', limitInputPixels: longestSide ** 2 });
  return { ...(await write(image, to)), ...facts };
}

function open(path: string): Sharp {
  return sharp(path, { failOn: 'error', limitInputPixels: maxPixels.baselineJpeg, sequentialRead: true });
}

async function inspect(path: string): Promise<{ pixels: number; facts: PhotoFacts }> {
  const { format, width, height, isProgressive, exif } = await open(path)
    .metadata()
    .catch((error: unknown) => {
      throw damaged(error);
    });
  const limit = format === 'jpeg' && isProgressive !== true ? maxPixels.baselineJpeg : maxPixels.standard;
  if (width * height > limit) throw tooManyPixels(limit);
  return { pixels: width * height, facts: readExif(exif ?? new Uint8Array()) };
}

async function write(image: Sharp, to: { full: string; thumb: string }) {
  try {
    const { width, height } = await resized(image)
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .jpeg({ quality: 82, mozjpeg: true })
      .timeout({ seconds: timeoutSeconds })
      .toFile(to.full);
    await sharp(to.full)
      .resize({ width: thumbSide, height: thumbSide, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 75 })
      .timeout({ seconds: timeoutSeconds })
      .toFile(to.thumb);
    return { width, height };
  } catch (error) {
    throw damaged(error);
  }
}

function resized(image: Sharp): Sharp {
  return image.resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true });
}

/** libvips reports all as plain Errors; a full disk or the like says "system error" and is not the photo's fault. */
function damaged(error: unknown): unknown {
  if (!(error instanceof Error) || error.message.includes('system error')) return error;
  if (error.message.includes('pixel limit')) return tooManyPixels(maxPixels.standard);
  return new Problem('evidence.damaged', { cause: error });
}

/** Puts a colour profile into a PNG, right after its header. */
function withProfile(png: Buffer, icc: Uint8Array): Buffer {
  const headerEnd = 8 + 25;
  const body = Buffer.concat([Buffer.from('iCCPicc\0\0', 'latin1'), deflateSync(icc)]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(body.length - 4, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return Buffer.concat([png.subarray(0, headerEnd), chunk, png.subarray(headerEnd)]);
}
