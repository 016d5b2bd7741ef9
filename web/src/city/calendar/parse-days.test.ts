import { expect, test } from 'vitest';
import { weeksOf } from './months.ts';
import { readDays } from './parse-days.ts';

const dates = (text: string) => readDays(text, 2027).days.map(({ date }) => date);

test('days are read one a line or as spans, with a name or without', () => {
  expect(readDays('2027-01-01 元旦\n\n 2027-02-05..2027-02-07, 春节 \n2027-10-08', 2027)).toEqual({
    days: [
      { date: '2027-01-01', name: { zh: '元旦', en: '元旦' } },
      { date: '2027-02-05', name: { zh: '春节', en: '春节' } },
      { date: '2027-02-06', name: { zh: '春节', en: '春节' } },
      { date: '2027-02-07', name: { zh: '春节', en: '春节' } },
      { date: '2027-10-08' },
    ],
    faults: [],
  });
  for (const dash of ['至', '~', ' to ', '..']) {
    expect(dates(`2027-02-27${dash}2027-03-02`)).toEqual([
      '2027-02-27',
      '2027-02-28',
      '2027-03-01',
      '2027-03-02',
    ]);
  }
});

test('a line that cannot be is named with its number and what is wrong', () => {
  const text = 'new year\n2027-02-30\n2026-12-31\n2027-05-03..2027-05-01\n2027-05-01\n2027-04-30..2027-05-02';
  expect(readDays(text, 2027).faults).toEqual([
    { line: 1, fault: 'unreadable', text: 'new year' },
    { line: 2, fault: 'noSuchDay', text: '2027-02-30' },
    { line: 3, fault: 'otherYear', text: '2026-12-31' },
    { line: 4, fault: 'backwards', text: '2027-05-03..2027-05-01' },
    { line: 6, fault: 'twice', text: '2027-05-01' },
  ]);
  expect(dates(text)).toEqual(['2027-05-01']);
});

test('months are cut into weeks from Monday, every day once', () => {
  const february = weeksOf(2027, 2);
  expect(february).toHaveLength(4);
  expect(february[0]?.[0]).toEqual({ date: '2027-02-01', day: 1, weekday: 1 });
  for (let month = 1; month <= 12; month++) {
    const days = weeksOf(2028, month).flat();
    expect(days.length % 7).toBe(0);
    expect(days.flatMap((day) => day?.day ?? [])).toEqual(
      Array.from({ length: new Date(2028, month, 0).getDate() }, (_, i) => i + 1),
    );
  }
});
