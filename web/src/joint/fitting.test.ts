import type { DutiesOfUnit } from '@heliu/contract/joint';
import { expect, test } from 'vitest';
import { fitting } from './fitting.ts';

const duty = (zh: string, en: string) => ({
  code: en,
  name: { zh, en },
  description: { zh, en },
  acknowledgeWithinMinutes: 5,
  arriveWithinMinutes: 20,
  onCall: 'always' as const,
  onCallNow: true,
});
const row = (zh: string, en: string, duties: DutiesOfUnit['duties']): DutiesOfUnit => ({
  unit: { code: en, name: { zh, en } },
  kind: 'department',
  place: { zh, en },
  phone: null,
  duties,
});
const rows = [
  row('水利局', 'Water', [duty('抽水', 'Pump'), duty('抢险', 'Rescue')]),
  row('消防', 'Fire', [duty('灭火', 'Fires'), duty('抢险', 'Rescue')]),
];
const found = (words: string | undefined) =>
  fitting(rows, words).map(({ unit, duties }) => [unit.code, ...duties.map(({ code }) => code)]);

test('a unit is found by its name with all it comes for, or by what it comes for alone, in either language', () => {
  expect(found('水利')).toEqual([['Water', 'Pump', 'Rescue']]);
  expect(found(' RESCUE ')).toEqual([
    ['Water', 'Rescue'],
    ['Fire', 'Rescue'],
  ]);
  expect(found('灭火')).toEqual([['Fire', 'Fires']]);
  expect([found('nothing'), found(undefined).length, found('  ').length]).toEqual([[], 2, 2]);
});
