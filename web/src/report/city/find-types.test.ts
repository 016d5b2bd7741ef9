import { expect, test } from 'vitest';
import { findTypes } from './find-types.ts';

const type = (code: string, zh: string, en: string, words: { zh: string[]; en: string[] }) => ({
  code,
  name: { zh, en },
  description: { zh: `${zh}的情况`, en: `About: ${en}` },
  keywords: words,
});

const types = [
  type('A', '路灯损坏', 'Street light out', { zh: ['路灯', '不亮'], en: ['street light', 'lamp'] }),
  type('B', '井盖缺失', 'Manhole cover missing', { zh: ['井盖'], en: ['manhole'] }),
  type('C', '消防通道堵塞', 'Fire lane blocked', { zh: ['消防通道'], en: ['fire lane'] }),
];

const codes = (query: string): string[] => findTypes(types, query, 5).map(({ code }) => code);

test('part of a name, a whole sentence and either language find the type', () => {
  expect(codes('路灯')).toEqual(['A']);
  expect(codes('我家楼下的路灯三天不亮了')).toEqual(['A']);
  expect(codes('MANHOLE')).toEqual(['B']);
  expect(codes('cars in the fire lane')[0]).toBe('C');
});

test('nothing typed and nothing known find nothing', () => {
  expect(codes('  ')).toEqual([]);
  expect(codes('xyzzy')).toEqual([]);
});
