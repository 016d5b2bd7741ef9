import { describe, expect, it } from 'vitest';
import { catalogueOn, proposeCondition, rulesOfType, typesInForce } from './catalogue.ts';
import type { CatalogueVersion, MatterType } from './matter-type.ts';
import { componentCode, eventCode } from './official-code.ts';
import { smallCity } from './small-city.ts';

const note = { zh: '版本', en: 'version' };
const catalogue: CatalogueVersion[] = [
  { version: 'b', from: '2026-01-01', note },
  { version: 'a', from: '2025-01-01', note },
];
const [first] = smallCity([]).types;
if (first === undefined) throw new Error('the small city has types');
const typed = (code: string, admitted: string, exited: string | null): MatterType => ({
  ...first,
  code,
  admitted,
  exited,
});

describe('the catalogue of types', () => {
  const types = [typed('stays', 'a', null), typed('left', 'a', 'b'), typed('joined', 'b', null)];
  const on = (date: string) => typesInForce({ types, catalogue }, date).map((type) => type.code);

  it('takes the version that began last, the first one for days before it', () => {
    expect(catalogueOn(catalogue, '2025-12-31').version).toBe('a');
    expect(catalogueOn(catalogue, '2026-01-01').version).toBe('b');
    expect(catalogueOn(catalogue, '2020-01-01').version).toBe('a');
  });

  it('admits and lets go of types by version', () => {
    expect(on('2025-06-01')).toEqual(['stays', 'left']);
    expect(on('2026-06-01')).toEqual(['stays', 'joined']);
  });
});

describe('filing conditions of a type', () => {
  const hurry = {
    code: 'hurry',
    typeCode: 'A',
    filing: note,
    closing: note,
    limit: { value: 2, unit: 'urgent_hour' as const },
    answers: { danger: ['yes'] },
  };
  const type: MatterType = { ...first, conditions: [...first.conditions, hurry] };

  it('are proposed by the answers, else the first is', () => {
    expect(proposeCondition(type, { danger: 'yes' }).code).toBe('hurry');
    expect(proposeCondition(type, { danger: 'no' }).code).toBe('A-1');
    expect(proposeCondition(type, {}).code).toBe('A-1');
  });

  it('set the handling limit', () => {
    expect(rulesOfType(type, 'hurry').limits.handling).toEqual({ value: 2, unit: 'urgent_hour' });
    expect(rulesOfType(type, 'unknown')).toBe(type.rules);
  });
});

describe('official codes', () => {
  const scheme = {
    grid: null,
    component: { district: 6, major: 2, minor: 3, serial: 5 },
    event: { district: 6, major: 2, minor: 2 },
  };
  it('follow the digits of the city’s scheme', () => {
    expect(componentCode(scheme, '500117', { number: '1' }, { number: '8' }, 42)).toBe('5001170100800042');
    expect(eventCode(scheme, '500117', { number: '06' }, { number: '04' })).toBe('5001170604');
  });
  it('refuse numbers that do not fit', () => {
    expect(() => componentCode(scheme, '5001', { number: '1' }, { number: '8' }, 42)).toThrow(
      /district code 5001/,
    );
    expect(() => eventCode(scheme, '500117', { number: '123' }, { number: '04' })).toThrow(
      /class number 123/,
    );
  });
});
