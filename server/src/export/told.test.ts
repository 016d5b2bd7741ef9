import { expect, test } from 'vitest';
import type { City } from '../city/index.ts';
import { toldFilter } from './told.ts';

const named = (code: string, zh: string, en: string) => [code, { code, name: { zh, en } }] as const;
const city = {
  pack: { channels: [{ code: 'web', name: { zh: '网站', en: 'Web site' } }], requestKinds: [] },
  index: {
    units: new Map([named('water', '供水公司', 'Water Company')]),
    types: new Map([named('G1', '漏水', 'Leak')]),
    classes: new Map(),
    divisions: new Map([named('t2', '南街', 'South')]),
    grids: new Map(),
  },
  former: { units: new Map(), types: new Map() },
} as unknown as City;

test('a filter is told in words, in the order of the list, and a code without a name as itself', () => {
  const filter = {
    place: 't2',
    q: '张三',
    unit: 'water',
    type: ['G1', 'G9'],
    channel: ['web'],
    state: 'any',
  };
  expect(Object.entries(toldFilter(filter, city, 'en'))).toEqual([
    ['type', 'Leak, G9'],
    ['channel', 'Web site'],
    ['unit', 'Water Company'],
    ['place', 'South'],
    ['q', '…'],
  ]);
  expect(toldFilter({ light: ['red', 'yellow'], queue: 'all', register: 'premises' }, city, 'zh')).toEqual({
    light: '超期、临期',
    register: 'premises',
  });
  expect(toldFilter({ place: 't2' }, undefined, 'zh')).toEqual({ place: 't2' });
});
