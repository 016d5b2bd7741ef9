import { expect, test } from 'vitest';
import { lightOf } from './shown.ts';

const row = { closedAt: null, dueAt: null, light: null };

test('the light of a suspended matter says that its clock stands still, not that it has none', () => {
  expect(lightOf(row)).toBe('none');
  expect(lightOf({ ...row, clocks: [{ state: 'stopped' }, { state: 'paused' }] })).toBe('paused');
  expect(lightOf({ ...row, light: 'green', clocks: [{ state: 'paused' }] })).toBe('green');
  expect(lightOf({ ...row, closedAt: '2026-01-01T00:00:00Z', clocks: [{ state: 'paused' }] })).toBe('done');
});
