import type { Position } from '@heliu/contract/geo';

/** What is read of a photo's EXIF before all of it is thrown away. */
export interface PhotoFacts {
  readonly place: Position | null;
  /** Epoch milliseconds. */
  readonly takenAt: number | null;
}

const nothing: PhotoFacts = { place: null, takenAt: null };

const tags = {
  exifFolder: 0x8769,
  gpsFolder: 0x8825,
  taken: 0x9003,
  takenOffset: 0x9011,
  latitudeRef: 1,
  latitude: 2,
  longitudeRef: 3,
  longitude: 4,
  gpsTime: 7,
  gpsDate: 29,
} as const;

/** More entries than any camera writes; a hostile file cannot make the reader walk further. */
const maxEntries = 400;

/**
 * Reads place and time from an EXIF block. Only the ten tags it wants are touched, each of a bounded length: a general
 * reader in JavaScript took 50 s over a hostile block of 64 kB (docs/adr/0005-photos.md).
 *
 * The place is taken as WGS 84, which is what EXIF means. The time needs a zone, from the offset that phones write or
 * from the GPS clock; a camera's bare local time is left out rather than guessed.
 */
export function readExif(block: Uint8Array): PhotoFacts {
  try {
    const tiff = tiffOf(block);
    if (tiff === undefined) return nothing;
    const main = readFolder(tiff, tiff.long(4), [tags.exifFolder, tags.gpsFolder]);
    const exif = folderAt(tiff, main.get(tags.exifFolder), [tags.taken, tags.takenOffset]);
    const gps = folderAt(tiff, main.get(tags.gpsFolder), [1, 2, 3, 4, tags.gpsTime, tags.gpsDate]);
    return { place: placeOf(gps), takenAt: timeOf(exif) ?? gpsTimeOf(gps) };
  } catch (error) {
    if (error instanceof RangeError) return nothing;
    throw error;
  }
}

type Value = string | number[];
type Folder = Map<number, Value>;

interface Tiff {
  short(at: number): number;
  long(at: number): number;
  text(at: number, length: number): string;
}

/** A view that throws RangeError outside the block. */
function tiffOf(block: Uint8Array): Tiff | undefined {
  const prefixed = Buffer.from(block.subarray(0, 6)).toString('latin1') === 'Exif\0\0';
  const body = prefixed ? block.subarray(6) : block;
  if (body.length < 8) return undefined;
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const order = view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return undefined;
  const little = order === 0x4949;
  if (view.getUint16(2, little) !== 42) return undefined;
  return {
    short: (at) => view.getUint16(at, little),
    long: (at) => view.getUint32(at, little),
    text: (at, length) => {
      if (at + length > body.length) throw new RangeError('outside the block');
      const text = Buffer.from(body.subarray(at, at + length)).toString('latin1');
      return text.split('\0')[0] ?? '';
    },
  };
}

function folderAt(tiff: Tiff, pointer: Value | undefined, wanted: readonly number[]): Folder {
  const at = pointer?.[0];
  return typeof at === 'number' && at > 0 ? readFolder(tiff, at, wanted) : new Map();
}

function readFolder(tiff: Tiff, at: number, wanted: readonly number[]): Folder {
  const found: Folder = new Map();
  const count = Math.min(tiff.short(at), maxEntries);
  for (let n = 0; n < count; n += 1) {
    const entry = at + 2 + n * 12;
    const tag = tiff.short(entry);
    if (!wanted.includes(tag) || found.has(tag)) continue;
    const value = readValue(tiff, entry);
    if (value !== undefined) found.set(tag, value);
  }
  return found;
}

const ascii = 2;
const long = 4;
const rational = 5;

function readValue(tiff: Tiff, entry: number): Value | undefined {
  const type = tiff.short(entry + 2);
  const count = tiff.long(entry + 4);
  if (type === ascii && count <= 40) return tiff.text(count <= 4 ? entry + 8 : tiff.long(entry + 8), count);
  if (type === long && count === 1) return [tiff.long(entry + 8)];
  if (type === rational && count <= 3) {
    const at = tiff.long(entry + 8);
    return Array.from({ length: count }, (_, n) => tiff.long(at + n * 8) / tiff.long(at + n * 8 + 4));
  }
  return undefined;
}

function placeOf(gps: Folder): Position | null {
  const lat = degreesOf(gps.get(tags.latitude), gps.get(tags.latitudeRef), ['N', 'S'], 90);
  const lng = degreesOf(gps.get(tags.longitude), gps.get(tags.longitudeRef), ['E', 'W'], 180);
  if (lat === null || lng === null) return null;
  // A receiver without a fix writes zeros.
  if (lat === 0 && lng === 0) return null;
  return [lng, lat];
}

function degreesOf(
  value: Value | undefined,
  ref: Value | undefined,
  [positive, negative]: readonly [string, string],
  limit: number,
): number | null {
  if (!Array.isArray(value) || (ref !== positive && ref !== negative)) return null;
  const [degrees = Number.NaN, minutes = 0, seconds = 0] = value;
  const size = degrees + minutes / 60 + seconds / 3600;
  if (!(size >= 0 && size <= limit)) return null;
  return Number((ref === negative ? -size : size).toFixed(7));
}

function timeOf(exif: Folder): number | null {
  const taken = exif.get(tags.taken);
  const offset = exif.get(tags.takenOffset);
  if (typeof taken !== 'string' || typeof offset !== 'string') return null;
  const parts = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)$/.exec(taken.trim());
  const zone = /^([+-]\d\d:\d\d|Z)$/.exec(offset.trim());
  if (parts === null || zone === null) return null;
  return instantOf(`${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}${zone[0]}`);
}

function gpsTimeOf(gps: Folder): number | null {
  const date = gps.get(tags.gpsDate);
  const time = gps.get(tags.gpsTime);
  if (typeof date !== 'string' || !Array.isArray(time) || time.length !== 3) return null;
  const day = /^(\d{4})[:-](\d\d)[:-](\d\d)$/.exec(date.trim());
  if (day === null) return null;
  const clock = time.map((part) => String(Math.floor(part)).padStart(2, '0')).join(':');
  return instantOf(`${day[1]}-${day[2]}-${day[3]}T${clock}Z`);
}

function instantOf(iso: string): number | null {
  const instant = Date.parse(iso);
  return Number.isNaN(instant) ? null : instant;
}
