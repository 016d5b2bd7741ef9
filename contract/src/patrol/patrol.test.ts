import { expect, test } from 'vitest';
import { isFinding, itemsAmiss, unreported } from './checklist.ts';
import { Frequency, localDay, periodOf, standingOf } from './frequency.ts';
import { type ChecklistItem, Patrol } from './plan.ts';

test('a period is the day, the week from its Monday, or the month', () => {
  expect(periodOf('day', '2026-03-01')).toEqual({ from: '2026-03-01', to: '2026-03-01' });
  expect(periodOf('day', '2026-03-01', 1)).toEqual({ from: '2026-02-28', to: '2026-02-28' });
  expect(periodOf('week', '2026-11-25')).toEqual({ from: '2026-11-23', to: '2026-11-29' });
  expect(periodOf('week', '2026-11-23')).toEqual({ from: '2026-11-23', to: '2026-11-29' });
  expect(periodOf('week', '2026-11-29', 1)).toEqual({ from: '2026-11-16', to: '2026-11-22' });
  expect(periodOf('month', '2028-02-10')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
  expect(periodOf('month', '2026-01-31', 1)).toEqual({ from: '2025-12-01', to: '2025-12-31' });
});

test('periods follow each other without gap or overlap', () => {
  for (const per of ['day', 'week', 'month'] as const) {
    for (let back = 0; back < 12; back += 1) {
      const after = periodOf(per, '2026-11-25', back);
      const before = periodOf(per, '2026-11-25', back + 1);
      expect(Date.parse(after.from) - Date.parse(before.to)).toBe(86_400_000);
    }
  }
});

test('days are those of the city', () => {
  const lateInUtc = Date.parse('2026-11-25T17:00:00Z');
  expect(localDay(lateInUtc, 'Asia/Shanghai')).toBe('2026-11-26');
  expect(localDay(lateInUtc, 'UTC')).toBe('2026-11-25');
});

test('a place is due until it was visited on enough days of the period, and never twice a day', () => {
  const weekly = { times: 2, per: 'week' } as const;
  const on = (...days: string[]) => standingOf(weekly, days, '2026-11-25');
  expect(on()).toEqual({ done: 0, due: true });
  expect(on('2026-11-22'), 'of the week before').toEqual({ done: 0, due: true });
  expect(on('2026-11-23')).toEqual({ done: 1, due: true });
  expect(on('2026-11-25')).toEqual({ done: 1, due: false });
  expect(on('2026-11-23', '2026-11-23', '2026-11-24')).toEqual({ done: 2, due: false });
  expect(on('2026-11-23', '2026-11-24', '2026-11-25')).toEqual({ done: 2, due: false });
});

test('no more visits can be planned than a period has days', () => {
  for (const [times, per] of [
    [2, 'day'],
    [8, 'week'],
    [29, 'month'],
    [0, 'day'],
  ])
    expect(Frequency.safeParse({ times, per }).success, `${times} per ${per}`).toBe(false);
  expect(Frequency.safeParse({ times: 7, per: 'week' }).success).toBe(true);
});

const same = (word: string) => ({ zh: word, en: word });
const lane: ChecklistItem = { code: 'lane', text: same('l'), answer: 'yes_no', finding: 'no', type: 'A' };
const lamps: ChecklistItem = {
  code: 'lamps',
  text: same('l'),
  answer: 'choice',
  type: 'A',
  options: [
    { code: 'lit', text: same('lit'), finding: false },
    { code: 'out', text: same('out'), finding: true },
  ],
};
const words: ChecklistItem = { code: 'words', text: same('w'), answer: 'text' };

test('an answer is a finding where the plan says so', () => {
  expect([isFinding(lane, 'no'), isFinding(lane, 'yes'), isFinding(lane, undefined)]).toEqual([
    true,
    false,
    false,
  ]);
  expect([isFinding(lamps, 'out'), isFinding(lamps, 'lit')]).toEqual([true, false]);
  expect(isFinding(words, 'no')).toBe(false);
  expect(isFinding({ ...lane, finding: undefined }, 'no')).toBe(false);
});

test('everything but words is to be answered, by one of its own answers', () => {
  const amiss = (answers: Record<string, string>) =>
    itemsAmiss([lane, lamps, words], answers).map(({ code }) => code);
  expect(amiss({})).toEqual(['lane', 'lamps']);
  expect(amiss({ lane: 'lit', lamps: 'yes' })).toEqual(['lane', 'lamps']);
  expect(amiss({ lane: 'yes', lamps: 'out' })).toEqual([]);
});

test('a plan has nobody’s name, distance or quota: what it does not know is refused', () => {
  const plan = {
    code: 'p',
    name: same('p'),
    description: same('p'),
    places: { of: 'grids' },
    frequency: { times: 1, per: 'day' },
    checklist: [words],
  };
  expect(Patrol.safeParse({ plans: [plan] }).success).toBe(true);
  for (const more of [{ officer: 'x' }, { kilometres: 3 }, { minutes: 30 }])
    expect(Patrol.safeParse({ plans: [{ ...plan, ...more }] }).success).toBe(false);
});

test('what is left to report are the findings that may become a matter and did not', () => {
  const asks = { ...lane, type: 'FIRE-01' };
  const left = (answers: Record<string, string>, reports: Record<string, string> = {}) =>
    unreported([asks, { ...lamps, code: 'none', type: undefined }, words], answers, reports).length;
  expect([left({ [asks.code]: 'no', none: 'out' }), left({ [asks.code]: 'yes' })]).toEqual([1, 0]);
  expect(left({ [asks.code]: 'no' }, { [asks.code]: 'command' })).toBe(0);
});
