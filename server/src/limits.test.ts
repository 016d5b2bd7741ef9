import { expect, test } from 'vitest';
import { keyOf } from './limits.ts';

const visitor = (clientAddress: string) =>
  keyOf({ actor: null, clientAddress } as Parameters<typeof keyOf>[0]);

test('whoever has a whole /64 is one asker, and somebody in another is another', () => {
  expect(visitor('2001:db8:1:2::9')).toBe(visitor('2001:db8:1:2:aaaa:bbbb:cccc:dddd'));
  expect(visitor('2001:db8:1:2::9')).not.toBe(visitor('2001:db8:1:3::9'));
  expect(visitor('203.0.113.7')).not.toBe(visitor('203.0.113.8'));
});
