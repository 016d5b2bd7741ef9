import { describe, expect, it } from 'vitest';
import { limitText, limitUnitText } from './amount-text.ts';
import { limitUnits } from './model.ts';

describe('names of units', () => {
  it('an amount is told with the name of its unit', () => {
    expect(limitUnits.map((unit) => limitText({ value: 2, unit }, 'zh'))).toEqual([
      '2 个紧急工作时',
      '2 个紧急工作日',
      '2 个工作时',
      '2 个工作日',
    ]);
    expect(limitText({ value: 1, unit: 'urgent_day' }, 'en')).toBe('1 urgent day');
  });

  it('where a person chooses a unit it has the same name, and the urgent ones say that they run on', () => {
    expect(limitUnits.map((unit) => limitUnitText(unit, 'zh'))).toEqual([
      '紧急工作时（昼夜连续）',
      '紧急工作日（昼夜连续）',
      '工作时',
      '工作日',
    ]);
    expect(limitUnits.map((unit) => limitUnitText(unit, 'en'))).toEqual([
      'urgent hours (round the clock)',
      'urgent days (round the clock)',
      'working hours',
      'working days',
    ]);
  });
});
