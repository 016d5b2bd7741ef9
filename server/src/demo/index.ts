import { recipientRoles } from '@heliu/contract/supervision/ladder';
import { sql } from 'kysely';
import { type City, districtPath } from '../city/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { analyzeTables, measuringGrowth } from '../kernel/planner.ts';
import { postsHeld } from '../people/index.ts';
import { premisesIn } from '../registers/index.ts';
import { heldKeys } from '../supervision/index.ts';
import { loadCallers } from './callers.ts';
import { loadCalls } from './calls.ts';
import { loadConsultations } from './consultations.ts';
import { castOf } from './cast.ts';
import { daysUntil } from './days.ts';
import { loadInspections } from './inspections.ts';
import { loadEnrolments } from './enrolments.ts';
import { loadDays } from './loaders.ts';
import { loadOrganisations } from './organisations.ts';
import { loadMails } from './mails.ts';
import { storePictures } from './pictures.ts';
import { loadPremises } from './premises.ts';
import { loadResidents } from './residents.ts';
import { loadSupport } from './support.ts';
import { loadVisits } from './visits.ts';

export { type DemoAccount, demoAccounts, ensureDemoAccounts } from './accounts.ts';
export { createDemo, isDemoLoaded } from './progress.ts';
export { type DemoReceipt, demoReceipts } from './residents.ts';

export interface DemoSize {
  readonly days: number;
  readonly perDay: number;
}

export interface DemoProgress {
  readonly matters: number;
  readonly total: number;
}

/** Matters of a day in the reference district. */
export const demoPerDay = 2300;

/**
 * Loads the demo's matters: first the few reports of its residents and who is enrolled in grids, then the days side by
 * side with the cards of the ladder, a transaction per portion, at last the calls of units to some of them and the visits
 * of patrols. What was loaded before an interruption (`signal`, or a crash) stays and is not loaded twice; the same pack,
 * end and size give the same matters. An interrupted load goes on in the size that it began with.
 */
export async function loadDemo(
  kernel: Kernel,
  city: City,
  size: DemoSize,
  onProgress: (progress: DemoProgress) => void,
  signal: AbortSignal = new AbortController().signal,
): Promise<DemoProgress> {
  const { until, days, perDay } = await beginLoad(kernel, size);
  const accountIds = await readAccountIds(kernel);
  const pictures = await storePictures(kernel);
  const stage = { city, cast: castOf(city, accountIds), accountIds, pictures, until };
  await loadResidents(kernel, stage);
  await loadCallers(kernel, stage);
  await loadMails(kernel, city);
  await loadEnrolments(kernel, { city, accountIds, until });
  const total = days * perDay;
  const rows = await kernel.db.selectFrom('demo.days').select(['day', 'matters']).execute();
  const there = new Map(rows.map(({ day, matters }) => [day, matters]));
  let matters = rows.reduce((sum, row) => sum + row.matters, 0);
  const wanted = daysUntil(until, days, city.pack.timeZone)
    .map((day) => ({ day, from: there.get(day.date) ?? 0 }))
    .filter(({ from }) => from < perDay);
  const { pack, versionId } = city;
  const measure = measuringGrowth(kernel);
  const held = heldKeys(await postsHeld(kernel.db, recipientRoles));
  await loadDays(
    { url: urlOf(kernel), pack, versionId, accountIds, pictures, until, perDay, held },
    wanted,
    (loaded) => {
      matters += loaded;
      onProgress({ matters, total });
      measure(matters);
    },
    signal,
  );
  if (matters >= total) {
    await loadCalls(kernel, { city, accountIds, until });
    await loadConsultations(kernel, { city, accountIds, until });
    await loadOrganisations(kernel, { city, accountIds, until });
    await loadSupport(kernel, { city, accountIds, until });
    await loadPremises(kernel, { city, accountIds, until });
    const premises = await premisesIn(kernel.db, city, [districtPath(city) ?? '']);
    await loadVisits(kernel, { city, accountIds, until, premises });
    await loadInspections(kernel, stage, premises);
  }
  if (wanted.length > 0) await analyzeTables(kernel.db);
  return { matters, total };
}

function urlOf({ pool }: Kernel): string {
  const { connectionString } = pool.options;
  if (connectionString === undefined) throw new Error('the pool was not opened by an address');
  return connectionString;
}

/** The instant at which the demo's story ends, and its size: fixed by the first load, so that a second start goes on with them. */
async function beginLoad(kernel: Kernel, size: DemoSize): Promise<DemoSize & { until: number }> {
  await sql`INSERT INTO demo.loads (until, days, per_day)
    VALUES (${new Date(kernel.clock.now())}, ${size.days}, ${size.perDay}) ON CONFLICT DO NOTHING`.execute(
    kernel.db,
  );
  const { until, days, per_day } = await kernel.db
    .selectFrom('demo.loads')
    .select(['until', 'days', 'per_day'])
    .executeTakeFirstOrThrow();
  return { until: until.getTime(), days, perDay: per_day };
}

async function readAccountIds({ db }: Kernel): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('people.accounts')
    .select(['id', 'login'])
    .where('login', 'is not', null)
    .execute();
  return new Map(rows.flatMap(({ id, login }) => (login === null ? [] : [[login, id] as const])));
}
