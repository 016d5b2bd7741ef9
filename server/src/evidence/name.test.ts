import { expect, test } from 'vitest';
import { downloadName } from './name.ts';

test.each([
  ['..a..b.. .', 'a..b.txt'],
  ['   ', 'file.txt'],
  ['notes.TXT', 'notes.txt'],
])('%j is downloaded as %s', (sent, name) => {
  expect(downloadName(sent, 'txt')).toBe(name);
});

test('a name of nothing but dots is read as fast as any other', () => {
  const begun = performance.now();
  expect(downloadName(`a${'.'.repeat(200_000)}b`, 'txt')).toHaveLength(104);
  expect(performance.now() - begun).toBeLessThan(2000);
});
