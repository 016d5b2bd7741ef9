import { CalendarFile } from '@heliu/contract/city/files';
import { Calendar } from '@heliu/contract/deadline/calendar';
import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import type { Faults } from './fault.ts';
import { checked, readYaml } from './yaml-file.ts';

type NamedDates = Calendar['holidays'];

/** The library writes a day's name as `National Day,国庆节,3`. */
function namedDates(days: Readonly<Record<string, string>>): NamedDates {
  return Object.entries(days)
    .map(([date, label]) => {
      const [en = '', zh = ''] = label.split(',');
      return { date, name: { zh, en } };
    })
    .toSorted((a, b) => (a.date < b.date ? -1 : 1));
}

const legalHolidays = namedDates(published.holidays);
const legalMakeUpDays = namedDates(published.workdays);
/** A year is published once National Day of it is: arrangements come out whole, one year at a time. */
const legalYears = legalHolidays
  .filter(({ date }) => date.endsWith('-10-01'))
  .map(({ date }) => Number(date.slice(0, 4)));

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** Working time of the pack, with the published legal years where the pack asks for them; its own days come on top. */
export function readCalendar(folder: string, timeZone: string, faults: Faults): Calendar | undefined {
  const file = readYaml(folder, 'calendar.yaml', CalendarFile, faults);
  if (file === undefined) return undefined;
  const { legal, ...own } = file.value;
  const whole = legal === undefined ? { timeZone, ...own } : { timeZone, ...withLegal(own) };
  return checked(Calendar, whole, faults, file.spot)?.value;
}

/** The pack's own days stand first, so that the place of a fault in them is the place in the file. */
function withLegal(own: Record<string, unknown>): Record<string, unknown> {
  const [holidays, makeUpDays] = [listOf(own['holidays']), listOf(own['makeUpDays'])];
  const worked = new Set(makeUpDays.map((day) => dateOf(day)));
  const free = new Set(holidays.map((day) => dateOf(day)));
  return {
    ...own,
    holidays: [...holidays, ...legalHolidays.filter(({ date }) => !free.has(date) && !worked.has(date))],
    makeUpDays: [
      ...makeUpDays,
      ...legalMakeUpDays.filter(({ date }) => !worked.has(date) && !free.has(date)),
    ],
    legalYears: [...new Set([...listOf(own['legalYears']), ...legalYears])],
  };
}

const dateOf = (day: unknown): unknown =>
  typeof day === 'object' && day !== null ? Reflect.get(day, 'date') : undefined;
