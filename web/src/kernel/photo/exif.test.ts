import { expect, test } from 'vitest';
import { withExif } from './exif.ts';

const bytes = (...values: number[]): Uint8Array<ArrayBuffer> => new Uint8Array(values);

/** Start of image, an EXIF segment with orientation 6 and one more tag, then the picture. */
function camera(little: boolean): Uint8Array<ArrayBuffer> {
  const tiff = new DataView(new ArrayBuffer(8 + 2 + 2 * 12));
  tiff.setUint16(0, little ? 0x4949 : 0x4d4d);
  tiff.setUint16(2, 42, little);
  tiff.setUint32(4, 8, little);
  tiff.setUint16(8, 2, little);
  tiff.setUint16(10, 0x010f, little);
  tiff.setUint16(18, 77, little);
  tiff.setUint16(22, 0x0112, little);
  tiff.setUint16(30, 6, little);
  const body = [...Buffer.from('Exif\0\0', 'latin1'), ...new Uint8Array(tiff.buffer)];
  return bytes(0xff, 0xd8, 0xff, 0xe1, 0, body.length + 2, ...body, 0xff, 0xda, 0, 2, 9);
}

const drawn = bytes(0xff, 0xd8, 0xff, 0xdb, 0, 3, 1, 0xff, 0xda, 0, 2, 5);

test.each([true, false])(
  'a photo drawn anew keeps what the camera told, and stands upright (little: %s)',
  (little) => {
    const made = withExif(drawn, camera(little));
    const segment = camera(little).length - 2 - 5;
    expect([...made.subarray(0, 4)]).toEqual([0xff, 0xd8, 0xff, 0xe1]);
    expect([...made.subarray(2 + segment)]).toEqual([...drawn.subarray(2)]);
    const tiff = new DataView(made.buffer, 2 + 4 + 6);
    expect([tiff.getUint16(18, little), tiff.getUint16(30, little)]).toEqual([77, 1]);
  },
);

test('a picture without such words, or that is no JPEG, leaves the drawn one as it is', () => {
  expect(withExif(drawn, drawn)).toBe(drawn);
  expect(withExif(drawn, bytes(1, 2, 3))).toBe(drawn);
  expect(withExif(drawn, bytes(0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff))).toBe(drawn);
});
