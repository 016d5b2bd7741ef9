import { readFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

export const secret = 'Heliu drawing secret';

/** GPS of the test photos: 29°58'45" N, 106°16'30" E. */
export const place = [106.275, 29.9791667];

/** A picture with red, green and blue corners (top left, top right, bottom left) on grey. */
export function picture(width = 640, height = 480): Sharp {
  const corner = { width: Math.round(width / 8), height: Math.round(height / 8), channels: 3 } as const;
  const patch = (background: string, gravity: string) => ({
    input: { create: { ...corner, background } },
    gravity,
  });
  return sharp({ create: { width, height, channels: 3, background: '#808890' } }).composite([
    patch('#ff0000', 'northwest'),
    patch('#00c000', 'northeast'),
    patch('#0000ff', 'southwest'),
  ]);
}

/** The same with everything in its metadata that must not survive. */
export function telling(image: Sharp, orientation?: number): Sharp {
  const told = image
    .withExif({
      IFD0: {
        Make: 'Heliu',
        Artist: secret,
        ...(orientation === undefined ? {} : { Orientation: `${orientation}` }),
      },
      IFD2: {
        DateTimeOriginal: '2026:11:20 09:30:15',
        OffsetTimeOriginal: '+08:00',
        UserComment: secret,
        BodySerialNumber: secret,
      },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '29/1 58/1 4500/100',
        GPSLongitudeRef: 'E',
        GPSLongitude: '106/1 16/1 3000/100',
      },
    })
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><!-- ${secret} --></x:xmpmeta>`)
    .withIccProfile('p3');
  return orientation === undefined ? told : told.withMetadata({ orientation });
}

export const heic = (name: 'plain' | 'tiled'): Buffer =>
  readFileSync(new URL(`./test-files/${name}.heic`, import.meta.url));

/** Red, green, blue at the middle of the corners where `picture` has its patches. */
export async function corners(
  jpeg: Uint8Array,
): Promise<Record<'topLeft' | 'topRight' | 'bottomLeft', number[]>> {
  const { data, info } = await sharp(jpeg).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => {
    const offset = (y * info.width + x) * info.channels;
    return [...data.subarray(offset, offset + 3)];
  };
  const near = 12;
  return {
    topLeft: at(near, near),
    topRight: at(info.width - near, near),
    bottomLeft: at(near, info.height - near),
  };
}

/** Marker names of the segments of a JPEG up to the picture itself, and what follows its end. */
export function segmentsOf(jpeg: Buffer): { markers: string[]; trailing: number } {
  const markers: string[] = [];
  let at = 2;
  while (jpeg[at] === 0xff && jpeg[at + 1] !== 0xda) {
    markers.push(jpeg.toString('hex', at + 1, at + 2));
    at += 2 + jpeg.readUInt16BE(at + 2);
  }
  return { markers, trailing: jpeg.length - (jpeg.lastIndexOf(Buffer.from([0xff, 0xd9])) + 2) };
}

/** A PNG of one bit a pixel that is small on disk and large in memory. */
export function bomb(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.writeUInt8(1, 8);
  const rows = Buffer.alloc((Math.ceil(width / 8) + 1) * height);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
