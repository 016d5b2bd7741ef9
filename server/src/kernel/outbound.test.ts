import { expect, test } from 'vitest';
import { createOutbound } from './outbound.ts';

const { permits } = createOutbound([]);
const urlOf = (address: string): string => `https://${address.includes(':') ? `[${address}]` : address}/hook`;

test.each(['8.8.8.8', '::ffff:8.8.8.8', '2606:4700::1111'])('%s is of the outside world', (address) => {
  expect(permits(urlOf(address))).toBe(true);
});

test.each([
  '10.1.1.1',
  '::ffff:127.0.0.1',
  '::127.0.0.1',
  '::ffff:0:127.0.0.1',
  '2001:0:7f00:1::',
  '192.88.99.1',
  '::1',
  '2002:7f00:1::',
  '64:ff9b::10.1.1.1',
  'fe80::1',
  'fd00::1',
])('%s is not', (address) => {
  expect(permits(urlOf(address))).toBe(false);
});
