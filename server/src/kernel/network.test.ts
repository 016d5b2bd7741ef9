import fc from 'fast-check';
import { expect, test } from 'vitest';
import { networkOf } from './network.ts';

const group = fc.integer({ min: 0, max: 0xffff }).map((n) => n.toString(16));
const groups = (count: number) => fc.array(group, { minLength: count, maxLength: count });

test('the same /64 is one network however it is written, and another /64 is another', () => {
  fc.assert(
    fc.property(groups(4), groups(4), groups(4), groups(4), (head, tail, otherHead, otherTail) => {
      const network = networkOf([...head, ...tail].join(':'));
      expect(networkOf([...head, ...otherTail].join(':').toUpperCase())).toBe(network);
      const same = head.join(':') === otherHead.join(':');
      expect(networkOf([...otherHead, ...tail].join(':')) === network).toBe(same);
    }),
  );
});

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2::9', '2001:db8:1:2'],
  ['2001:db8::9', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
])('%s lies in %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
