import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import type { Audience, listAudience } from '@heliu/contract/organisation/circulars';
import { Problem } from '@heliu/contract/problem';
import { type RawBuilder, sql } from 'kysely';
import type { City } from '../../city/index.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { Trx } from '../../kernel/db.ts';
import { atOrBelowAny } from '../../kernel/place-paths.ts';
import { fitting } from '../list.ts';
import { pathOfUnit, sendingUnits } from '../policy.ts';
import type { OrganisationRoom } from '../room.ts';
import { placeNamed, storedColumns, type StoredRow } from '../rows.ts';

const shownAtOnce = 200;

/** @throws Problem `auth.forbidden` for a unit that is not the actor's. */
export function assertSends(actor: Actor, unitId: string, city: City): void {
  if (!sendingUnits(actor, city).includes(unitId)) throw new Problem('auth.forbidden');
}

/** Organisations (as `o`) that a unit may send to: those verified in its place. */
const reachable = (unitId: string, city: City): RawBuilder<boolean> => {
  const path = pathOfUnit(unitId, city);
  return sql<boolean>`(o.state = 'verified' AND ${atOrBelowAny('o.place_path', path === undefined ? [] : [path])})`;
};

/** @throws Problem `auth.forbidden`, `place.unknown`. */
export async function audienceOf(
  room: OrganisationRoom,
  actor: Actor,
  { unit, ...filter }: EndpointInput<typeof listAudience>['query'],
): Promise<EndpointResult<typeof listAudience>> {
  const city = room.city.current();
  assertSends(actor, unit, city);
  const where = sql.join([reachable(unit, city), ...fitting(filter, city)], sql` AND `);
  const { rows } = await sql<StoredRow & { all: number }>`
    SELECT ${storedColumns}, (count(*) OVER ())::int AS all FROM organisation.organisations o WHERE ${where}
    ORDER BY o.name, o.id LIMIT ${shownAtOnce}`.execute(room.kernel.db);
  return {
    count: rows[0]?.all ?? 0,
    rows: rows.map((row) => ({
      organisationId: row.id,
      name: row.name,
      kind: row.kind,
      place: placeNamed(row.place_code, city),
    })),
  };
}

/**
 * Whom it goes to, held until it is sent.
 * @throws Problem `circular.recipientUnknown`, `circular.audienceChanged`.
 */
export async function recipientsOf(trx: Trx, unitId: string, to: Audience, city: City): Promise<string[]> {
  const where = [reachable(unitId, city)];
  if ('organisationIds' in to) where.push(sql<boolean>`o.id = ANY(${to.organisationIds}::uuid[])`);
  else where.push(...fitting(to, city));
  const { rows } = await sql<{ id: string }>`SELECT o.id FROM organisation.organisations o
    WHERE ${sql.join(where, sql` AND `)} ORDER BY o.id FOR SHARE OF o`.execute(trx);
  const ids = rows.map(({ id }) => id);
  if ('organisationIds' in to) {
    if (ids.length !== new Set(to.organisationIds).size) throw new Problem('circular.recipientUnknown');
  } else if (ids.length !== to.count) {
    throw new Problem('circular.audienceChanged', { params: { count: ids.length } });
  }
  return ids;
}
