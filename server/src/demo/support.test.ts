import { expect, test } from 'vitest';
import { readPack } from '../../test/packs.ts';
import { compileCity, staffOf } from '../city/index.ts';
import { planSupport } from './support.ts';

const until = Date.parse('2026-11-25T01:30:00Z');
const city = compileCity(readPack('hechuan'), 1);
const accountIds = new Map(staffOf(city.pack).map(({ login }, index) => [login, index + 1]));

test('the demo’s support visits are few, invented, within their consent, and the same each time', () => {
  const planned = planSupport({ city, accountIds, until });
  expect(planSupport({ city, accountIds, until })).toEqual(planned);
  expect(planned.length).toBeGreaterThanOrEqual(10);
  expect(planned.length).toBeLessThanOrEqual(30);
  expect(new Set(planned.map(({ id }) => id)).size).toBe(planned.length);
  const { kinds, consentDays } = city.pack.registers.support;
  expect(new Set(planned.map(({ kind }) => kind))).toEqual(new Set(kinds.map(({ code }) => code)));
  const first = accountIds.get('officer0001') ?? 0;
  expect(planned.filter(({ officers }) => officers.includes(first)).length).toBeGreaterThanOrEqual(3);
  for (const { person, visits, recordedAt, expiresAt } of planned) {
    expect(person.name).toContain('示例');
    expect(person.address).toContain('示例');
    expect(expiresAt).toBeGreaterThan(until);
    expect(expiresAt - recordedAt).toBeLessThanOrEqual(consentDays * 86_400_000);
    for (const { at } of visits) {
      expect(at).toBeLessThanOrEqual(until);
      expect(at).toBeGreaterThan(recordedAt);
    }
  }
});
