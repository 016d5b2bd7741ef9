import { type Gas, Gas as Gases, type Premises } from '@heliu/contract/registers';
import { localDay, periodOf } from '@heliu/contract/patrol/frequency';
import { type RawBuilder, sql } from 'kysely';
import type { City } from '../city/index.ts';

export interface PremisesRow {
  readonly id: string;
  readonly version: number;
  readonly code: string;
  readonly address: string;
  readonly grid_code: string;
  readonly place_path: string;
  readonly lng: number | null;
  readonly lat: number | null;
  readonly kind: string;
  readonly floors: number | null;
  readonly rooms: number | null;
  readonly gas: string;
  readonly changed_at: Date;
  readonly ended_at: Date | null;
}

export interface ListedPremises extends PremisesRow {
  readonly checked_at: Date | null;
  readonly findings: number | null;
  readonly due: boolean;
  readonly contact_until: Date | null;
}

/** Plans of the city that go to premises. */
export const premisesPlans = ({ pack }: City) =>
  pack.patrol.plans.filter(({ places }) => places.of === 'premises');

/** The first day of the present period of the plan that goes to premises most often; null in a city without one. */
function periodFrom(city: City, now: number): string | null {
  const today = localDay(now, city.pack.timeZone);
  const days = premisesPlans(city).map(({ frequency }) => periodOf(frequency.per, today).from);
  return days.toSorted().at(-1) ?? null;
}

/** `registers.premises p` with the last check `v` of each, and whether one is due. */
export function listedFrom(
  city: City,
  now: number,
): { columns: RawBuilder<unknown>; from: RawBuilder<unknown> } {
  const plans = premisesPlans(city).map(({ code }) => code);
  const since = periodFrom(city, now);
  return {
    columns: sql`p.*, v.visited_at AS checked_at, v.findings, ${dueSince(since)} AS due, c.expires_at AS contact_until`,
    from: sql`registers.premises p
      LEFT JOIN registers.contacts c ON c.premises_id = p.id AND c.expires_at > ${new Date(now)}
      LEFT JOIN LATERAL (
        SELECT v.visited_at, v.visited_on,
          (SELECT count(*)::int FROM patrol.findings f WHERE f.visit_id = v.id) AS findings
        FROM patrol.visits v WHERE v.place_code = p.code AND v.plan_code = ANY(${plans}::text[])
        ORDER BY v.visited_on DESC, v.visited_at DESC LIMIT 1) v ON true`,
  };
}

const dueSince = (since: string | null): RawBuilder<boolean> =>
  since === null
    ? sql<boolean>`false`
    : sql<boolean>`(p.ended_at IS NULL AND (v.visited_on IS NULL OR v.visited_on < ${since}::date))`;

export const dueCondition = (city: City, now: number): RawBuilder<boolean> => dueSince(periodFrom(city, now));

const gasOf = (gas: string): Gas => Gases.parse(gas);

export const viewPremises = (row: ListedPremises): Premises => ({
  premisesId: row.id,
  version: row.version,
  code: row.code,
  address: row.address,
  gridCode: row.grid_code,
  position: row.lng === null || row.lat === null ? null : [row.lng, row.lat],
  kind: row.kind,
  floors: row.floors,
  rooms: row.rooms,
  gas: gasOf(row.gas),
  ended: row.ended_at !== null,
  changedAt: row.changed_at.toISOString(),
  lastCheck:
    row.checked_at === null ? null : { at: row.checked_at.toISOString(), findings: row.findings ?? 0 },
  due: row.due,
  contact: row.contact_until === null ? null : { expiresAt: row.contact_until.toISOString() },
});
