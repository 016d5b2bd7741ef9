import { z } from 'zod';
import { Calendar } from '../deadline/calendar.ts';
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
    /** Newest first. */
    years: z.array(LegalYearView),
  }),
});
