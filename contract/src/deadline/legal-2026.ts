import { Calendar } from './calendar.ts';

/** The State Council's arrangement for 2026 with the working hours of the demo city, for the golden examples. */
const holiday = (zh: string, en: string, dates: readonly string[]) =>
  dates.map((monthDay) => ({ date: `2026-${monthDay}`, name: { zh, en } }));

const springFestival = ['春节', 'Spring Festival'] as const;
const nationalDay = ['国庆节', 'National Day'] as const;
const newYear = ['元旦', 'New Year'] as const;
const labourDay = ['劳动节', 'Labour Day'] as const;

export const legal2026: Calendar = Calendar.parse({
  timeZone: 'Asia/Shanghai',
  spans: [
    ['08:00', '12:00'],
    ['14:00', '18:00'],
  ],
  weekend: [6, 7],
  fixedHolidays: [
    { monthDay: '01-01', name: { zh: '元旦', en: 'New Year' } },
    { monthDay: '05-01', name: { zh: '劳动节', en: 'Labour Day' } },
    { monthDay: '10-01', name: { zh: '国庆节', en: 'National Day' } },
  ],
  holidays: [
    ...holiday(...newYear, ['01-01', '01-02', '01-03']),
    ...holiday(...springFestival, [
      '02-15',
      '02-16',
      '02-17',
      '02-18',
      '02-19',
      '02-20',
      '02-21',
      '02-22',
      '02-23',
    ]),
    ...holiday('清明节', 'Tomb-sweeping Day', ['04-04', '04-05', '04-06']),
    ...holiday(...labourDay, ['05-01', '05-02', '05-03', '05-04', '05-05']),
    ...holiday('端午节', 'Dragon Boat Festival', ['06-19', '06-20', '06-21']),
    ...holiday('中秋节', 'Mid-autumn Festival', ['09-25', '09-26', '09-27']),
    ...holiday(...nationalDay, ['10-01', '10-02', '10-03', '10-04', '10-05', '10-06', '10-07']),
  ],
  makeUpDays: [
    ...holiday(...newYear, ['01-04']),
    ...holiday(...springFestival, ['02-14', '02-28']),
    ...holiday(...labourDay, ['05-09']),
    ...holiday(...nationalDay, ['09-20', '10-10']),
  ],
  legalYears: [2026],
});
