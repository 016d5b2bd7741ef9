import type { LegalYearView, listLegalYears } from '@heliu/contract/city-api';
import type { EndpointReply } from '@heliu/contract/endpoint';
import { isoInZone } from '@heliu/contract/deadline/local-time';
import { sql } from 'kysely';
import type { City } from './city.ts';
import { legalYearKind } from './legal-year.ts';
import { legalUntil } from './overview.ts';
import type { CityRoom } from './room.ts';

/** The calendar as those who answer for it see it, year by year. */
export async function viewWorkingTime(room: CityRoom): Promise<EndpointReply<typeof listLegalYears>> {
  const city = room.current();
  const { calendar, timeZone } = city.pack;
  const [entered, provisionalMatters] = await Promise.all([enteredYears(room), provisionalMattersOf(room)]);
  return {
    versionId: city.versionId,
    timeZone,
    spans: calendar.spans,
    weekend: calendar.weekend,
    fixedHolidays: calendar.fixedHolidays,
    today: isoInZone(room.kernel.clock.now(), timeZone).slice(0, 10),
    legalUntil: legalUntil(calendar.legalYears),
    provisionalMatters,
    years: yearsOf(city, entered),
  };
}

async function enteredYears({ kernel }: CityRoom): Promise<Set<number>> {
  const rows = await kernel.db
    .selectFrom('city.entries')
    .select('code')
    .where('kind', '=', legalYearKind)
    .where('until_version', 'is', null)
    .execute();
  return new Set(rows.map(({ code }) => Number(code)));
}

/** Open matters with a due time on a year whose legal calendar was not known. */
async function provisionalMattersOf({ kernel }: CityRoom): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(DISTINCT matter_id)::int AS count
    FROM matter.due_clocks WHERE provisional`.execute(kernel.db);
  return rows[0]?.count ?? 0;
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
