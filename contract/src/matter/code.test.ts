import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findMatterCode, findReceiptCode, newMatterCode, newReceiptCode, spellMatterCode } from './code.ts';

const alphabet = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];
const randomBytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

test('a code is found again in every spelling a person may use', () => {
  fc.assert(
    fc.property(randomBytes(8), (bytes) => {
      const code = newMatterCode(bytes);
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
      expect(findMatterCode(spellMatterCode(code))).toBe(code);
      expect(findMatterCode(` ${code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')} `)).toBe(code);
    }),
  );
});

test('every single wrong character and every swap of neighbours is noticed', () => {
  fc.assert(
    fc.property(randomBytes(8), (bytes) => {
      const signs = [...newMatterCode(bytes)];
      for (let at = 0; at < signs.length; at += 1) {
        for (const other of alphabet) {
          if (other === signs[at]) continue;
          expect(findMatterCode(signs.with(at, other).join(''))).toBeUndefined();
        }
        const next = signs[at + 1];
        if (next === undefined || next === signs[at]) continue;
        const swapped = signs.with(at, next).with(at + 1, signs[at] ?? '');
        expect(findMatterCode(swapped.join(''))).toBeUndefined();
      }
    }),
    { numRuns: 40 },
  );
});

test('the random bits all reach the code', () => {
  fc.assert(
    fc.property(randomBytes(8), fc.integer({ min: 0, max: 54 }), (bytes, bit) => {
      const other = Uint8Array.from(bytes);
      other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (0x80 >> (bit & 7));
      expect(newMatterCode(other)).not.toBe(newMatterCode(bytes));
    }),
  );
});

test('texts that are no code are not found', () => {
  for (const text of ['', '123', 'UUUU-UUUU-UUUU', '7K3M 9QXD 2B4F 1', '合流']) {
    expect(findMatterCode(text)).toBeUndefined();
  }
});

test('a receipt code is another kind of code', () => {
  const receipt = newReceiptCode(new Uint8Array(12).fill(0xa7));
  expect(receipt).toMatch(/^(\w{5}-){3}\w{5}$/);
  expect(findReceiptCode(receipt.toLowerCase())).toBe(receipt.replaceAll('-', ''));
  expect(findMatterCode(receipt)).toBeUndefined();
});
