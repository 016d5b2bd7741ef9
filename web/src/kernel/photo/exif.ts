const marker = { start: 0xffd8, exif: 0xffe1, scan: 0xffda } as const;
const exifHeaderBytes = 6;
const orientationTag = 0x0112;
const entryBytes = 12;

/** Where a segment of a JPEG lies, its marker included; undefined where there is none. */
function findSegment(
  view: DataView,
  wanted: number,
): { readonly at: number; readonly size: number } | undefined {
  if (view.byteLength < 4 || view.getUint16(0) !== marker.start) return undefined;
  for (let at = 2; at + 4 <= view.byteLength;) {
    const found = view.getUint16(at);
    const size = 2 + view.getUint16(at + 2);
    if (found === wanted) return { at, size };
    if (found === marker.scan || found < 0xff00) return undefined;
    at += size;
  }
  return undefined;
}

/** Sets the orientation to "as it lies": a picture that was drawn anew stands upright already. */
function setUpright(segment: DataView): void {
  const tiff = 4 + exifHeaderBytes;
  if (segment.byteLength < tiff + 8) return;
  const little = segment.getUint16(tiff) === 0x4949;
  const directory = tiff + segment.getUint32(tiff + 4, little);
  if (directory + 2 > segment.byteLength) return;
  const count = segment.getUint16(directory, little);
  for (let entry = 0; entry < count; entry += 1) {
    const at = directory + 2 + entry * entryBytes;
    if (at + entryBytes > segment.byteLength) return;
    if (segment.getUint16(at, little) === orientationTag) segment.setUint16(at + 8, 1, little);
  }
}

/** When and where a photo was taken, carried from the JPEG of the camera into one that was drawn anew. */
export function withExif(
  drawn: Uint8Array<ArrayBuffer>,
  original: Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> {
  const found = findSegment(
    new DataView(original.buffer, original.byteOffset, original.byteLength),
    marker.exif,
  );
  if (found === undefined || drawn.length < 2) return drawn;
  const segment = original.slice(found.at, found.at + found.size);
  setUpright(new DataView(segment.buffer));
  const made = new Uint8Array(drawn.length + segment.length);
  made.set(drawn.subarray(0, 2));
  made.set(segment, 2);
  made.set(drawn.subarray(2), 2 + segment.length);
  return made;
}
