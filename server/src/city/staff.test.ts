import { expect, test } from 'vitest';
import { readPack } from '../../test/packs.ts';
import { staffOf } from './staff.ts';

test('accounts of a pack know whose administrators look after them', () => {
  const staff = staffOf(readPack('lakeside'));
  expect(staff.map(({ login, homePath }) => [login, homePath])).toEqual(
    expect.arrayContaining([
      ['officer1', 'LS/north/harbour'],
      ['handler-roads', 'LS'],
      ['handler-south', 'LS/south'],
    ]),
  );
});

test('every grid of Hechuan has an officer who may work there', () => {
  const pack = readPack('hechuan');
  const reach = new Map<string, string[]>();
  for (const { gridCodes, grants } of staffOf(pack)) {
    const places = grants.filter(({ role }) => role === 'officer').map(({ scope }) => scope.code);
    for (const code of gridCodes) reach.set(code, places);
  }
  const unserved = pack.grids.filter(
    ({ code, communityCode }) => !reach.get(code)?.some((place) => place === code || place === communityCode),
  );
  expect(unserved).toEqual([]);
});
