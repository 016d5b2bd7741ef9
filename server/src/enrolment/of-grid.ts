import { type Capacity, capacities, getGridPeople } from '@heliu/contract/enrolment';
import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import { sql } from 'kysely';
import { nameOf } from '../kernel/account-name.ts';
import type { Context } from '../kernel/route.ts';
import { gridOf } from './own.ts';
import { mayAppoint, mayRead } from './policy.ts';
import type { EnrolmentRoom } from './room.ts';

interface Person {
  readonly id: number;
  readonly account_id: number;
  readonly name: string;
  readonly capacity: Capacity;
  readonly unit_code: string | null;
  readonly since: Date;
}

export async function gridPeople(
  { kernel, city }: EnrolmentRoom,
  { params }: EndpointInput<typeof getGridPeople>,
  { actor }: Context,
): Promise<EndpointResult<typeof getGridPeople>> {
  const grid = gridOf(city.current(), { gridCode: params.code });
  const { rows } = await sql<Person>`
    SELECT e.id, e.account_id, ${nameOf(actor.language)} AS name, e.capacity, a.unit_code, e.since
    FROM enrolment.enrolments e JOIN people.accounts a ON a.id = e.account_id
    WHERE e.grid_code = ${grid.code} AND e.until IS NULL AND a.status = 'active'
    ORDER BY array_position(${['cadre_in_charge', 'staff_at_home', 'resident_volunteer']}::text[], e.capacity),
      e.since, e.id`.execute(kernel.db);
  const counts = Object.fromEntries(
    capacities.map((capacity) => [capacity, rows.filter((row) => row.capacity === capacity).length]),
  ) as Record<Capacity, number>;
  if (!mayRead(actor, grid.path)) return { counts, people: null, allowed: [] };
  await recordLook(
    { kernel },
    actor.accountId,
    rows.filter(({ capacity }) => capacity === 'resident_volunteer').map(({ account_id: id }) => id),
  );
  const appoints = mayAppoint(actor, grid.path);
  return {
    counts,
    people: rows.map(({ id, name, capacity, unit_code: unitCode, since }) => ({
      id,
      name,
      capacity,
      unitCode,
      since: since.toISOString(),
      allowed: appoints && capacity === 'cadre_in_charge' ? ['dismiss' as const] : [],
    })),
    allowed: appoints ? ['appoint'] : [],
  };
}

/** Residents can be told who saw their name. */
async function recordLook(
  { kernel }: Pick<EnrolmentRoom, 'kernel'>,
  accountId: number,
  residents: readonly number[],
): Promise<void> {
  if (residents.length === 0) return;
  const at = new Date(kernel.clock.now());
  await kernel.db
    .insertInto('log.accesses')
    .values(
      residents.map((id) => ({
        at,
        account_id: accountId,
        endpoint: getGridPeople.id,
        subject: `account:${id}`,
        purpose: 'enrolment.read',
      })),
    )
    .execute();
}
