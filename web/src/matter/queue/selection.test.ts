import { expect, test } from 'vitest';
import { among, extend, nothing, toggle } from './selection.ts';

const order = ['a', 'b', 'c', 'd', 'e'];
const keysOf = ({ keys }: { readonly keys: ReadonlySet<string> }) => [...keys].toSorted();

test('a row is chosen and let go again', () => {
  const one = toggle(nothing, 'b');
  expect(keysOf(one)).toEqual(['b']);
  expect(keysOf(toggle(one, 'b'))).toEqual([]);
});

test('a range runs from the row touched last, in either direction, and keeps what was chosen before', () => {
  const from = toggle(toggle(nothing, 'a'), 'd');
  expect(keysOf(extend(from, 'b', order))).toEqual(['a', 'b', 'c', 'd']);
  expect(keysOf(extend(from, 'e', order))).toEqual(['a', 'd', 'e']);
  expect(keysOf(extend(nothing, 'c', order))).toEqual(['c']);
  expect(keysOf(extend(from, 'gone', order))).toEqual(['a', 'd']);
});

test('rows that left the list are not acted upon', () => {
  const chosen = extend(toggle(nothing, 'a'), 'c', order);
  const left = among(chosen, ['a', 'd']);
  expect(keysOf(left)).toEqual(['a']);
  expect(left.anchor).toBeUndefined();
});
