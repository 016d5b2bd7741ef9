import { randomFillSync } from 'node:crypto';

const pool = new Uint8Array(4096);
let used = pool.length;

/** UUID version 7 (RFC 9562): ordered by the millisecond it was made for, so that index pages fill one after another. */
export function uuidv7(at: number): string {
  if (used + 10 > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const time = at.toString(16).padStart(12, '0');
  const random = Buffer.from(pool.buffer, used, 10).toString('hex');
  used += 10;
  const variant = ((Number.parseInt(random.charAt(3), 16) & 0x3) | 0x8).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-${variant}${random.slice(4, 7)}-${random.slice(7, 19)}`;
}

/** The UUID of this version from 16 bytes that were drawn or hashed; the same bytes give the same one. */
export function uuidOf(bytes: Uint8Array, version: 4 | 5 | 7 | 8): string {
  const own = Buffer.from(bytes.subarray(0, 16));
  own.writeUInt8((own.readUInt8(6) & 0x0f) | (version << 4), 6);
  own.writeUInt8((own.readUInt8(8) & 0x3f) | 0x80, 8);
  return own.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
