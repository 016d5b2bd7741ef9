import { expect, test } from 'vitest';
import { readPack } from '../../test/packs.ts';
import { compileCity } from './city.ts';
import { findablesOf, prepareFindables } from './search-index.ts';

const city = () => compileCity(readPack('hechuan'), 1);

test('made in the background, asked for half-way, or made at once: the same places can be found', async () => {
  const asked = findablesOf(city());
  expect(asked.length).toBeGreaterThan(3600);
  const halfWay = city();
  prepareFindables(halfWay);
  await new Promise(setImmediate);
  expect(findablesOf(halfWay)).toEqual(asked);
  const left = city();
  prepareFindables(left);
  for (let turn = 0; turn < 200; turn += 1) await new Promise(setImmediate);
  expect(findablesOf(left)).toEqual(asked);
});
