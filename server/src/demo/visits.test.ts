import { itemsAmiss } from '@heliu/contract/patrol/checklist';
import { expect, test } from 'vitest';
import { readPack } from '../../test/packs.ts';
import { compileCity, staffOf } from '../city/index.ts';
import { planPremises } from './premises.ts';
import { planVisits } from './visits.ts';

const until = Date.parse('2026-11-25T09:30:00Z');
const city = compileCity(readPack('hechuan'), 1);
const accountIds = new Map(staffOf(city.pack).map(({ login }, index) => [login, index + 1]));
const premises = planPremises(city).map(({ code, address, placePath, gridCode, position, kind }) => ({
  code,
  kind: 'premises' as const,
  of: kind,
  name: { zh: address, en: address },
  path: placePath,
  placeCode: gridCode,
  position: position ?? [0, 0],
}));
const setting = { city, accountIds, until, premises };

test('the demo has visits of every plan, the same each time, with answers that the checklist takes', () => {
  const visits = planVisits(setting, []);
  expect(planVisits(setting, [])).toEqual(visits);
  expect(new Set(visits.map(({ id }) => id)).size).toBe(visits.length);
  expect(visits.every(({ visitedAt }) => visitedAt <= until)).toBe(true);
  for (const plan of city.pack.patrol.plans) {
    const own = visits.filter(({ planCode }) => planCode === plan.code);
    expect(own.length, plan.code).toBeGreaterThan(plan.places.of === 'premises' ? 20 : 50);
    expect(own.flatMap(({ answers }) => itemsAmiss(plan.checklist, answers))).toEqual([]);
    expect(own.every(({ findings }) => findings.length === 0)).toBe(true);
  }
  expect(visits.length).toBeLessThan(3000);
});

test('what an officer reported on the day of a visit is its finding', () => {
  const of = (all: ReturnType<typeof planVisits>) => all.filter(({ findings }) => findings.length > 0);
  const plain = planVisits(setting, []).find(({ planCode }) => planCode === 'hazards');
  if (plain === undefined) throw new Error('no visit for hazards');
  const matter = { id: 'm', typeCode: 'G0101', gridCode: plain.placeCode, at: plain.visitedAt };
  const found = of(planVisits(setting, [matter]));
  expect(found).toMatchObject([
    {
      id: plain.id,
      answers: { 'fire-lane': 'no', charging: 'no' },
      findings: [{ item: 'fire-lane', matterId: 'm' }],
    },
  ]);
});
