import type { CityOverview, GridEntry } from '@heliu/contract/city/overview';
import { expect, test } from 'vitest';
import { CityNames } from './names.ts';

const division = (code: string, parentCode: string | null, en: string, zh: string) => ({
  code,
  parentCode,
  name: { en, zh },
});
const city = {
  districtCode: '1',
  divisions: [
    division('1', null, 'Hechuan District', '合川区'),
    division('11', '1', 'Heyangcheng Subdistrict', '合阳城街道'),
    division('111', '11', 'Wuzun Community', '五尊社区居民委员会'),
  ],
  types: [],
  formerTypes: [],
  units: [],
  formerUnits: [],
  formerPlaces: [],
  channels: [],
  requestKinds: [],
  reasons: {},
} as unknown as CityOverview;
const grid = (code: string, en: string, zh: string) =>
  ({ code, communityCode: '111', name: { en, zh } }) as unknown as GridEntry;
const names = new CityNames(city, [
  grid('1111', 'Grid 001, Wuzun Community', '五尊社区第001网格'),
  grid('1112', 'Railway station', '火车站'),
]);

test('a place is told with what lies above it, and the community that its grid names already is not told twice', () => {
  const told = (code: string, language: 'en' | 'zh') => names.placeWords(code, (text) => text[language]);
  expect(told('1111', 'en')).toEqual(['Grid 001, Wuzun Community', 'Heyangcheng Subdistrict']);
  expect(told('1112', 'en')).toEqual(['Railway station', 'Wuzun Community', 'Heyangcheng Subdistrict']);
  expect(told('1111', 'zh')).toEqual(['五尊社区第001网格', '五尊社区居民委员会', '合阳城街道']);
  expect(told('1', 'en')).toEqual(['Hechuan District']);
});
