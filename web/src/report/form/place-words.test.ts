import { expect, test } from 'vitest';
import { placeWords } from './place-words.ts';

test('what the name of a place says already is not said twice', () => {
  expect(placeWords('Nanjin Subdistrict / Gaoyang Community', 'Grid 011, Gaoyang Community')).toBe(
    'Nanjin Subdistrict · Grid 011, Gaoyang Community',
  );
  expect(placeWords('南津街街道/高阳社区居民委员会', '第011网格')).toBe(
    '南津街街道 · 高阳社区居民委员会 · 第011网格',
  );
  expect(placeWords('', 'Heyangcheng Subdistrict')).toBe('Heyangcheng Subdistrict');
});
