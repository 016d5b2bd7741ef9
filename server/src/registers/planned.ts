import { sql } from 'kysely';
import type { City } from '../city/index.ts';
import type { Db } from '../kernel/db.ts';
import { atOrBelowAny } from '../kernel/place-paths.ts';
import type { PlannedPlace } from '../patrol/index.ts';

type Row = Readonly<
  Record<'code' | 'address' | 'grid_code' | 'place_path' | 'kind', string> &
    Record<'lng' | 'lat', number | null>
>;

/** Premises that are let, at or below some places, as places that patrol plans go to. */
export async function premisesIn(db: Db, city: City, paths: readonly string[]): Promise<PlannedPlace[]> {
  const { rows } = await sql<Row>`SELECT code, address, grid_code, place_path, lng, lat, kind
    FROM registers.premises WHERE ended_at IS NULL AND ${atOrBelowAny('place_path', paths)} ORDER BY code`.execute(
    db,
  );
  return rows.flatMap((row) => plannedOf(row, city) ?? []);
}

/** Where a grid gave way to others, the one that covers the premises now, or the first that follows. */
function plannedOf(
  { code, address, grid_code: gridCode, kind, lng, lat }: Row,
  city: City,
): PlannedPlace | undefined {
  const exact = lng === null || lat === null ? undefined : ([lng, lat] as [number, number]);
  const follower = city.followers.get(gridCode)?.to[0] ?? '';
  const grid =
    (exact && city.locate(exact)) ?? city.index.grids.get(gridCode) ?? city.index.grids.get(follower);
  if (grid === undefined) return undefined;
  return {
    code,
    kind: 'premises',
    of: kind,
    name: { zh: address, en: address },
    path: grid.path,
    placeCode: grid.code,
    position: exact ?? grid.centre,
  };
}
