import { expect, test } from 'vitest';
import { codeIn, signPath } from './sign.ts';

test('the code of a place is read from what a sign holds, and from what somebody types', () => {
  expect(codeIn(`https://city.example${signPath('500117001005001')}`)).toBe('500117001005001');
  expect(codeIn('http://10.0.0.1:8080/r/at/L-1?x=1')).toBe('L-1');
  expect(codeIn(' 500117001005001 ')).toBe('500117001005001');
});

test('other codes are no signs', () => {
  for (const text of ['https://elsewhere.example/pay?to=1', '', 'WIFI:S:home;;', '../../x', 'a b'])
    expect(codeIn(text), text).toBeUndefined();
});
