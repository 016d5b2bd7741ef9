import type { OfferedType } from '@heliu/contract/city/overview';
import { expect, test } from 'vitest';
import { suggestTypes } from './suggest.ts';

const type = (code: string, zh: string[], en: string[]): OfferedType => ({
  code,
  classCode: 'G01',
  family: 'item',
  name: { zh: `类型${code}`, en: `Type ${code}` },
  description: { zh: '说明', en: 'Text' },
  forResidents: true,
  keywords: { zh, en },
  questions: [],
  conditions: [],
  rules: {
    preFilingCheckRequired: false,
    filingRequired: true,
    postHandlingCheckRequired: true,
    evidenceRequired: false,
    onSpotAllowed: true,
    callBackRequired: true,
  },
});

const types = [
  type('lamp', ['路灯', '路灯不亮'], ['street lamp']),
  type('road', ['路面', '路'], ['Pothole']),
];
const codes = (text: string) => suggestTypes(text, types).map(({ code }) => code);

test('keywords in either language suggest a type, the more exact one first', () => {
  expect(codes('小区门口路灯不亮了')).toEqual(['lamp', 'road']);
  expect(codes('a deep pothole')).toEqual(['road']);
});

test('the name of a type counts more than keywords of others', () => {
  expect(codes('类型road 路灯不亮')).toEqual(['road', 'lamp']);
});

test('nothing is suggested for nothing', () => {
  expect(codes('')).toEqual([]);
  expect(codes('完全无关')).toEqual([]);
});
