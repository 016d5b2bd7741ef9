import type { EndpointResult } from '@heliu/contract/endpoint';
import type {
  getOrganisationBoard,
  listOrganisations,
  OrganisationQuery,
} from '@heliu/contract/organisation/desk';
import { normalCreditCode } from '@heliu/contract/organisation/credit-code';
import type { OrganisationKind } from '@heliu/contract/organisation/organisation';
import { Problem } from '@heliu/contract/problem';
import { atOrBelow } from '../kernel/place-paths.ts';
import { type RawBuilder, sql } from 'kysely';
import { type City, unitNamed } from '../city/index.ts';
import type { Actor } from '../kernel/actor.ts';
import { decodeCursor, encodeCursor } from '../kernel/cursor.ts';
import { sendingUnits, verifiable, visibleOrganisation } from './policy.ts';
import type { OrganisationRoom } from './room.ts';
import { appliedAt, rowOf, storedColumns, type StoredRow } from './rows.ts';

const like = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`);

/** Organisations (as `o`) of some kinds, in a place, with a word in the name or a code that begins so. */
export function fitting(
  {
    kinds,
    place,
    text,
  }: {
    kinds?: readonly OrganisationKind[] | undefined;
    place?: string | undefined;
    text?: string | undefined;
  },
  city: City,
): RawBuilder<boolean>[] {
  const found: RawBuilder<boolean>[] = [];
  if (kinds !== undefined) found.push(sql<boolean>`o.kind = ANY(${[...kinds]}::text[])`);
  if (place !== undefined) {
    const path = city.findPlace(place)?.path;
    if (path === undefined) throw new Problem('place.unknown', { params: { place } });
    found.push(atOrBelow('o.place_path', path));
  }
  if (text !== undefined) {
    found.push(sql<boolean>`(o.name ILIKE ${`%${like(text)}%`}
      OR o.credit_code LIKE ${`${like(normalCreditCode(text))}%`})`);
  }
  return found;
}

/** One page: by name, or those that wait to be verified, the longest waiting first. */
export async function organisationsPage(
  room: OrganisationRoom,
  actor: Actor,
  query: OrganisationQuery,
): Promise<EndpointResult<typeof listOrganisations>> {
  const city = room.city.current();
  const waits = query.toVerify !== undefined;
  const key = waits ? sql`${appliedAt}` : sql`o.name`;
  const where = [visibleOrganisation(actor, city), ...fitting(query, city)];
  if (query.state !== undefined) where.push(sql<boolean>`o.state = ${query.state}`);
  if (waits) where.push(sql<boolean>`${appliedAt} IS NOT NULL`, verifiable(actor, city));
  if (query.cursor !== undefined) {
    const [after, id] = decodeCursor(query.cursor, 2);
    const from = waits ? sql`${String(after)}::timestamptz` : sql`${String(after)}`;
    where.push(sql<boolean>`(${key}, o.id) > (${from}, ${String(id)}::uuid)`);
  }
  const { rows } = await sql<StoredRow & { sort_key: string }>`
    SELECT ${storedColumns}, ${key}::text AS sort_key FROM organisation.organisations o
    WHERE ${sql.join(where, sql` AND `)} ORDER BY ${key}, o.id LIMIT ${query.limit + 1}`.execute(
    room.kernel.db,
  );
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    rows: page.map((row) => rowOf(row, city)),
    ...(rows.length > query.limit && last !== undefined
      ? { next: encodeCursor([last.sort_key, last.id]) }
      : {}),
  };
}

export async function organisationBoard(
  room: OrganisationRoom,
  actor: Actor,
): Promise<EndpointResult<typeof getOrganisationBoard>> {
  const city = room.city.current();
  const { rows } = await sql<{ verified: number; toVerify: number }>`
    SELECT (count(*) FILTER (WHERE o.state = 'verified'))::int AS verified,
      (count(*) FILTER (WHERE ${appliedAt} IS NOT NULL AND ${verifiable(actor, city)}))::int AS "toVerify"
    FROM organisation.organisations o WHERE ${visibleOrganisation(actor, city)}`.execute(room.kernel.db);
  return {
    ...(rows[0] ?? { verified: 0, toVerify: 0 }),
    verifies: actor.permissions.has('organisation.verify'),
    senders: actor.permissions.has('organisation.send')
      ? sendingUnits(actor, city).map((unit) => unitNamed(unit, city))
      : [],
  };
}
