import { expect, test } from 'vitest';
import { smallCity } from '../city/small-city.ts';
import { dutiesOf, DutyList, isOnCall, type JointDuty, OnCall } from './duty.ts';

const duty = (code: string): JointDuty => ({
  code,
  name: { zh: code, en: code },
  description: { zh: code, en: code },
  acknowledgeWithinMinutes: 10,
  arriveWithinMinutes: 30,
  onCall: 'always',
});
const units = smallCity([]).units;
const named = (code: string) => {
  const unit = units.find((one) => one.code === code);
  if (unit === undefined) throw new Error(`no unit ${code}`);
  return unit;
};

test('a unit has the duties of every list that names it, by its code or by what it is', () => {
  const lists = [
    { every: { kind: 'centre', level: 'township' }, duties: [duty('help')] },
    { units: ['centre-t1', 'water'], duties: [duty('pump')] },
  ] satisfies DutyList[];
  const codes = (unit: string) => dutiesOf({ lists }, named(unit)).map(({ code }) => code);
  expect(['centre-t1', 'centre-c1', 'water', 'roads'].map(codes)).toEqual([
    ['help', 'pump'],
    [],
    ['pump'],
    [],
  ]);
});

test('a list says whose it is, in one way', () => {
  const duties = [duty('a')];
  const every = { kind: 'centre', level: 'township' };
  const taken = [
    { duties },
    { units: ['water'], every, duties },
    { every, duties },
    { units: ['water'], duties },
  ];
  expect(taken.map((list) => DutyList.safeParse(list).success)).toEqual([false, false, true, true]);
  expect(OnCall.safeParse({ from: '08:00', until: '08:00' }).success).toBe(false);
});

test('on call means the local time of the city, over midnight too', () => {
  const at = (time: string) => Date.parse(`2026-06-01T${time}:00+08:00`);
  const by = (from: string, until: string, time: string) =>
    isOnCall({ onCall: { from, until } }, at(time), 'Asia/Shanghai');
  expect(['07:59', '08:00', '19:59', '20:00'].map((time) => by('08:00', '20:00', time))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(['21:59', '22:00', '05:59', '06:00'].map((time) => by('22:00', '06:00', time))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(isOnCall({ onCall: 'always' }, at('03:00'), 'Asia/Shanghai')).toBe(true);
});
