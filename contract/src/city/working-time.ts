import { z } from 'zod';
import { Calendar, dayNumber } from '../deadline/calendar.ts';
import { endpoint } from '../endpoint.ts';

export const LegalYearView = z.object({
  year: z.int(),
  /** From the city pack, or entered by hand since. */
  source: z.enum(['pack', 'entered']),
  holidays: Calendar.shape.holidays,
  makeUpDays: Calendar.shape.makeUpDays,
});
export type LegalYearView = z.infer<typeof LegalYearView>;

export const listLegalYears = endpoint({
  id: 'city.legalYears',
  method: 'GET',
  path: '/api/city/legal-years',
  permission: 'city.read',
  summary: 'Working spans, legal years with their days, and what still stands on a provisional year',
  reply: z.object({
    versionId: z.int(),
    timeZone: Calendar.shape.timeZone,
    spans: Calendar.shape.spans,
    weekend: Calendar.shape.weekend,
    /** Days off of a year whose legal calendar is not published yet, besides the weekends. */
    fixedHolidays: Calendar.shape.fixedHolidays,
    /** Today in the city. */
    today: z.iso.date(),
    /** Due times after this local date are provisional; null without any legal year. */
    legalUntil: z.iso.date().nullable(),
    /** Open matters with a due time on a provisional year, in the whole city. */
    provisionalMatters: z.int(),
    /** Their due times on such a year; a matter may have several. */
    provisionalDueTimes: z.int(),
    /** Newest first. */
    years: z.array(LegalYearView),
  }),
});

/** The State Council publishes the calendar of a year late in the year before. */
const soonDays = 60;

const alarms = ['provisional', 'soon'] as const;
export type CalendarAlarm = (typeof alarms)[number];

/** `provisional`: due times stand on a year that is not in, or will from now on; `soon`: the last year that is in ends. */
export function calendarAlarmOf(facts: {
  readonly legalUntil: string | null;
  readonly today: string;
  readonly provisionalMatters: number;
}): CalendarAlarm | null {
  const { legalUntil, today, provisionalMatters } = facts;
  const daysLeft = legalUntil === null ? -1 : dayNumber(legalUntil) - dayNumber(today);
  if (daysLeft < 0 || provisionalMatters > 0) return 'provisional';
  return daysLeft < soonDays ? 'soon' : null;
}

export const getCalendarAlarm = endpoint({
  id: 'city.calendarAlarm',
  method: 'GET',
  path: '/api/city/calendar-alarm',
  permission: 'city.import',
  summary: 'Whether a legal year has to be entered; for those who administer the whole city',
  reply: z.object({
    alarm: z.enum(alarms).nullable(),
    legalUntil: z.iso.date().nullable(),
    provisionalMatters: z.int(),
  }),
});
