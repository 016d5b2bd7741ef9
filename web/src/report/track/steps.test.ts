import { expect, test } from 'vitest';
import { isSuspended, type ProgressStep, tellingSteps } from './steps.ts';

const at = '2026-09-30T16:30:05Z';
const step = (name: ProgressStep['step'], unitId: string | null = 'U1'): ProgressStep => ({
  at,
  step: name,
  unitId,
});

test('a step is told again only where another unit has it', () => {
  const steps = [step('registered'), step('dispatched'), step('dispatched'), step('dispatched', 'U2')];
  expect(tellingSteps(steps)).toEqual([step('registered'), step('dispatched'), step('dispatched', 'U2')]);
});

test('suspended lasts until resumed', () => {
  expect(isSuspended([step('handling')])).toBe(false);
  expect(isSuspended([step('suspended'), step('extended')])).toBe(true);
  expect(isSuspended([step('suspended'), step('resumed')])).toBe(false);
  expect(isSuspended([step('suspended'), step('resumed'), step('suspended')])).toBe(true);
});
