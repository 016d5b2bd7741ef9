import { sql } from 'kysely';
import type { OpenMatters, StandingMatter } from '../city/index.ts';
import type { Db } from '../kernel/db.ts';

/** Open matters that stand on units, types or places, by code; codes without any are left out. */
export async function openMattersOn(
  db: Db,
  codes: Readonly<Record<OpenMatters['kind'], readonly string[]>>,
): Promise<OpenMatters[]> {
  const { rows } = await sql<OpenMatters>`
    WITH open AS MATERIALIZED (
      SELECT id, type_code, centre_unit_id, holder_unit_id, division_code, grid_code FROM matter.matters
      WHERE stage NOT IN ('closed', 'declined', 'voided', 'merged')),
    stands AS (
      SELECT id, 'type' AS kind, type_code AS code FROM open WHERE type_code = ANY(${codes.type}::text[])
      UNION SELECT id, 'place', p.code FROM open, unnest(ARRAY[division_code, grid_code]) AS p(code)
        WHERE p.code = ANY(${codes.place}::text[])
      UNION SELECT id, 'unit', u.code FROM open, unnest(ARRAY[centre_unit_id, holder_unit_id]) AS u(code)
        WHERE u.code = ANY(${codes.unit}::text[])
      UNION SELECT o.matter_id, 'unit', o.unit_id FROM matter.work_orders o
        WHERE o.status IN ('dispatched', 'signed') AND o.unit_id = ANY(${codes.unit}::text[]))
    SELECT kind, code, count(*)::int AS count FROM stands GROUP BY kind, code ORDER BY kind, code`.execute(
    db,
  );
  return rows;
}

/** Open matters on grids, each with its position where it has one. */
export async function standingOn(db: Db, gridCodes: readonly string[]): Promise<StandingMatter[]> {
  const { rows } = await sql<{ grid_code: string; lng: number | null; lat: number | null }>`
    SELECT grid_code, lng, lat FROM matter.matters
    WHERE grid_code = ANY(${[...gridCodes]}::text[]) AND stage NOT IN ('closed', 'declined', 'voided', 'merged')
  `.execute(db);
  return rows.map(({ grid_code: gridCode, lng, lat }) => ({
    gridCode,
    position: lng === null || lat === null ? null : [lng, lat],
  }));
}
