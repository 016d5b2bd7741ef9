import {
  calendarAlarmOf,
  type getCalendarAlarm,
  type LegalYearView,
  type listLegalYears,
} from '@heliu/contract/city-api';
import type { EndpointReply } from '@heliu/contract/endpoint';
import { isoInZone } from '@heliu/contract/deadline/local-time';
import { sql } from 'kysely';
import type { Db } from '../kernel/db.ts';
import type { City } from './city.ts';
import { legalYearKind } from './legal-year.ts';
import { legalUntil } from './overview.ts';
import type { CityRoom } from './room.ts';

export type WorkingTime = EndpointReply<typeof listLegalYears>;

/** The calendar as those who answer for it see it, year by year. */
export async function viewWorkingTime(db: Db, city: City, now: number): Promise<WorkingTime> {
  const { calendar, timeZone } = city.pack;
  const [entered, provisional] = await Promise.all([enteredYears(db), countProvisional(db)]);
  return {
    versionId: city.versionId,
    timeZone,
    spans: calendar.spans,
    weekend: calendar.weekend,
    fixedHolidays: calendar.fixedHolidays,
    today: isoInZone(now, timeZone).slice(0, 10),
    legalUntil: legalUntil(calendar.legalYears),
    ...provisional,
    years: yearsOf(city, entered),
  };
}

/** Whether somebody has to enter a legal year, and why. */
export async function viewCalendarAlarm({
  kernel,
  current,
}: CityRoom): Promise<EndpointReply<typeof getCalendarAlarm>> {
  const { calendar, timeZone } = current().pack;
  const facts = {
    legalUntil: legalUntil(calendar.legalYears),
    today: isoInZone(kernel.clock.now(), timeZone).slice(0, 10),
    provisionalMatters: (await countProvisional(kernel.db)).provisionalMatters,
  };
  return { ...facts, alarm: calendarAlarmOf(facts) };
}

async function enteredYears(db: Db): Promise<Set<number>> {
  const rows = await db
    .selectFrom('city.entries')
    .select('code')
    .where('kind', '=', legalYearKind)
    .where('until_version', 'is', null)
    .execute();
  return new Set(rows.map(({ code }) => Number(code)));
}

type Provisional = Pick<WorkingTime, 'provisionalMatters' | 'provisionalDueTimes'>;

/** Open matters and their due times on a year whose legal calendar was not known. */
async function countProvisional(db: Db): Promise<Provisional> {
  const { rows } = await sql<Provisional>`
    SELECT count(DISTINCT matter_id)::int AS "provisionalMatters", count(*)::int AS "provisionalDueTimes"
    FROM matter.due_clocks WHERE provisional`.execute(db);
  return rows[0] ?? { provisionalMatters: 0, provisionalDueTimes: 0 };
}

function yearsOf({ pack }: City, entered: ReadonlySet<number>): LegalYearView[] {
  const { holidays, makeUpDays, legalYears } = pack.calendar;
  const inYear = (year: number) => {
    const prefix = `${year}-`;
    return ({ date }: { readonly date: string }) => date.startsWith(prefix);
  };
  return legalYears
    .toSorted((a, b) => b - a)
    .map((year) => ({
      year,
      source: entered.has(year) ? 'entered' : 'pack',
      holidays: holidays.filter(inYear(year)),
      makeUpDays: makeUpDays.filter(inYear(year)),
    }));
}
