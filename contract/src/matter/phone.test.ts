import { expect, test } from 'vitest';
import { e164Of, phoneKey } from './phone.ts';

const spellings: Readonly<Record<string, readonly string[]>> = {
  '13800138000': [
    '13800138000',
    '+86 138 0013 8000',
    '86-138-0013-8000',
    '0086 13800138000',
    '１３８００１３８０００',
  ],
  '02342821234': ['023-42821234', '023 4282 1234', '+86 23 4282 1234', '8602342821234', '0086-023-42821234'],
  '01062345678': ['010-62345678', '+86 10 6234 5678'],
  '057188123456': ['0571-88123456', '+86 571 88123456', '0086 0571 88123456'],
  '86123456': ['86123456', '8612-3456'],
  '12345': ['12345'],
};

test.each(Object.entries(spellings))('%s is found in every spelling', (key, all) => {
  for (const spelling of all) expect(phoneKey(spelling), spelling).toBe(key);
});

test('accounts have the country code, and no 0 of the area', () => {
  expect(e164Of('13800138000')).toBe('+8613800138000');
  expect(e164Of('02342821234')).toBe('+862342821234');
});
