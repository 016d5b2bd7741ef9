import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkSign, creditCodeFault, normalCreditCode } from './credit-code.ts';

const signs = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
const digits = [...'0123456789'];
const some = (from: readonly string[], length: number) =>
  fc.array(fc.constantFrom(...from), { minLength: length, maxLength: length }).map((list) => list.join(''));
const first17 = fc.tuple(some(signs, 2), some(digits, 6), some(signs, 9)).map((parts) => parts.join(''));
const whole = first17.map((start) => `${start}${checkSign(start) ?? ''}`);

test('codes of the standard and of public registers are right', () => {
  for (const code of ['91350100M000100Y43', '91110000600037341L', '91440300708461136T']) {
    expect(creditCodeFault(code), code).toBeUndefined();
  }
});

test('what is wrong with a code is told apart', () => {
  expect(creditCodeFault('91350100M000100Y4')).toBe('length');
  expect(creditCodeFault('91350100M000100Y433')).toBe('length');
  expect(creditCodeFault('9135010OM000100Y43')).toBe('sign');
  expect(creditCodeFault('91A50100M000100Y43')).toBe('division');
  expect(creditCodeFault('91350100M000100Y44')).toBe('check');
  expect(creditCodeFault('')).toBe('length');
});

test('a code is taken as people write it', () => {
  expect(normalCreditCode(' 9135 0100-m000100y43 ')).toBe('91350100M000100Y43');
  expect(normalCreditCode('９１３５０１００Ｍ０００１００Ｙ４３')).toBe('91350100M000100Y43');
});

test('every code with its own last sign is right, and one changed sign never is', () => {
  fc.assert(
    fc.property(whole, fc.nat({ max: 17 }), fc.constantFrom(...signs), (code, place, sign) => {
      expect(creditCodeFault(code)).toBeUndefined();
      const changed = `${code.slice(0, place)}${sign}${code.slice(place + 1)}`;
      expect(creditCodeFault(changed) === undefined).toBe(changed === code);
    }),
  );
});

test('two neighbours that change places are noticed', () => {
  fc.assert(
    fc.property(whole, fc.nat({ max: 16 }), (code, place) => {
      const [left = '', right = ''] = code.slice(place, place + 2);
      const swapped = `${code.slice(0, place)}${right}${left}${code.slice(place + 2)}`;
      expect(creditCodeFault(swapped) === undefined).toBe(left === right);
    }),
  );
});

test('a sign that no code has gives no last sign', () => {
  expect(checkSign('91350100M000100YI')).toBeUndefined();
  expect(checkSign('91350100')).toBeUndefined();
});
