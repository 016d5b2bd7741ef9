import { expect, test } from 'vitest';
import { uuidOf } from './uuid.ts';

test('bytes become the UUID of the version asked for, and stay what they were', () => {
  const bytes = Uint8Array.from({ length: 20 }, (_, index) => 0xff - index);
  expect(uuidOf(bytes, 4)).toBe('fffefdfc-fbfa-49f8-b7f6-f5f4f3f2f1f0');
  expect(uuidOf(bytes, 7)).toBe('fffefdfc-fbfa-79f8-b7f6-f5f4f3f2f1f0');
  expect(uuidOf(new Uint8Array(16), 5)).toBe('00000000-0000-5000-8000-000000000000');
  expect(bytes[6]).toBe(0xf9);
});
