import { Password } from '@heliu/contract/people';
import { expect, test } from 'vitest';
import { makeFirstPassword } from './first-password.ts';

test('first passwords keep the rule, can be read aloud, and do not repeat', () => {
  const made = Array.from({ length: 200 }, () => makeFirstPassword());
  for (const one of made) {
    expect(Password.safeParse(one).success).toBe(true);
    expect(one).toMatch(/^([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}$/);
  }
  expect(new Set(made).size).toBe(made.length);
});

test('every letter is as likely as the others', () => {
  let next = 0;
  const counts = new Map<string, number>();
  for (let made = 0; made < 31; made += 1) {
    const password = makeFirstPassword((bytes) => {
      bytes[0] = next % 256;
      next += 1;
    });
    for (const letter of password.replaceAll('-', '')) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  expect(Math.max(...counts.values()) - Math.min(...counts.values())).toBeLessThanOrEqual(1);
});
