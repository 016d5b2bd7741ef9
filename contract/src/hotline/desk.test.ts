import { expect, test } from 'vitest';
import { isTold, KnowledgeEntry, mayCallAt, nextCallAt } from './desk.ts';

const hours = { from: '09:00', until: '18:00' };
const there = (time: string): number => Date.parse(`2026-03-10T${time}:00+08:00`);

test.each([
  ['08:59', '2026-03-10T01:00:00.000Z'],
  ['18:00', '2026-03-11T01:00:00.000Z'],
  ['23:30', '2026-03-11T01:00:00.000Z'],
])('nobody is called at %s but from the next opening on', (time, next) => {
  expect(mayCallAt(there(time), hours, 'Asia/Shanghai')).toBe(false);
  expect(new Date(nextCallAt(there(time), hours, 'Asia/Shanghai')).toISOString()).toBe(next);
});

test.each(['09:00', '12:00', '17:59'])('at %s one may call now', (time) => {
  expect(nextCallAt(there(time), hours, 'Asia/Shanghai')).toBe(there(time));
});

test('an entry is told on its first and its last day, and not around them', () => {
  const entry = KnowledgeEntry.parse({
    code: 'a',
    kind: 'hours',
    title: { zh: '甲', en: 'a' },
    answer: { zh: '乙', en: 'b' },
    validFrom: '2026-03-01',
    validUntil: '2026-03-31',
    source: { zh: '丙', en: 'c' },
  });
  const days = ['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'];
  expect(days.map((day) => isTold(entry, day))).toEqual([false, true, true, false]);
});
