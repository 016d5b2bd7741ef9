import { sql } from 'kysely';
import type { OpenMatters } from '../city/index.ts';
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
