import { expect, test } from 'vitest';
import { phoneForForm, readAsked } from './caller.ts';

test.each(['138 0013 8000', '+86-23-42821234', '(023) 42821234', '１３８００１３８０００'])(
  '%s is a number',
  (text) => {
    expect(readAsked(text)).toHaveProperty('phone');
  },
);

test.each(['7K3M-9QXD-2B4F', '7k3m 9qxd 2b4f', 'O0L1'])('%s is a code', (text) => {
  expect(readAsked(` ${text} `)).toEqual({ code: text });
});

test('a number goes into the form as the form takes it', () => {
  expect(phoneForForm('138 0013 8000')).toBe('138 0013 8000');
  expect(phoneForForm('(023) 42821234')).toBe('02342821234');
});
