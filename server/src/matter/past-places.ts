import { sql } from 'kysely';
import type { PastPlace } from '../city/index.ts';
import type { Actor } from '../kernel/actor.ts';
import { visible } from './policy.ts';
import type { MatterRoom } from './room.ts';
import { gramsOf } from './search.ts';

/** Matters looked at for one answer; a text that more of them hold is too common to mean an address. */
const mostMatters = 2000;

interface PastRow {
  id: string;
  address: string;
  lng: number | null;
  lat: number | null;
  place_code: string;
}

/** Addresses that hold a text, of matters the actor may see; each once, as the newest matter there tells it. */
export async function pastPlaces(
  { kernel, city }: MatterRoom,
  actor: Actor,
  text: string,
  limit: number,
): Promise<PastPlace[]> {
  const grams = gramsOf(text);
  if (grams.length === 0) return [];
  const { rows } = await sql<PastRow>`
    WITH found AS MATERIALIZED (
      SELECT matter_id FROM matter.search WHERE grams @> ${grams}::text[] LIMIT ${mostMatters}),
    newest AS (
      SELECT DISTINCT ON (m.address) m.id, m.address, m.lng, m.lat, m.registered_at,
        coalesce(m.grid_code, m.division_code) AS place_code
      FROM found JOIN matter.matters m ON m.id = found.matter_id
      WHERE ${visible(actor, city.current())} AND strpos(lower(m.address), lower(${text})) > 0
      ORDER BY m.address, m.registered_at DESC)
    SELECT id, address, lng, lat, place_code FROM newest ORDER BY registered_at DESC LIMIT ${limit}`.execute(
    kernel.db,
  );
  return rows.map(({ id, address, lng, lat, place_code: placeCode }) => ({
    id,
    address,
    position: lng === null || lat === null ? null : [lng, lat],
    placeCode,
  }));
}
