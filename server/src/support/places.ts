import { sql } from 'kysely';
import type { City } from '../city/index.ts';
import { eachEdition } from '../kernel/each-edition.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Loop } from '../kernel/loops.ts';
import type { SupportRoom } from './room.ts';

/** Entries follow what becomes of their grids, as roles do. */
export function followCity({ kernel, city }: SupportRoom): Loop {
  return {
    name: 'support.places',
    everyMs: 15_000,
    run: eachEdition(
      () => city.findCurrent(),
      (current) => followGrids(kernel, current),
    ),
  };
}

interface Placed {
  readonly id: string;
  readonly grid_code: string;
  readonly first_grid_code: string | null;
  readonly place_path: string;
  readonly keeper_path: string;
}

const lastOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/**
 * Leads entries in force from grids that gave way to the first that follows, back to the grid that was agreed on where
 * it came back, and notes paths that changed. One whose grid has no heir stays where it was.
 */
export async function followGrids({ db }: Pick<Kernel, 'db'>, city: City): Promise<void> {
  const { grids } = city.index;
  await db.transaction().execute(async (trx) => {
    const { rows } = await sql<Placed>`SELECT id, grid_code, first_grid_code, place_path, keeper_path
      FROM support.entries WHERE ended_at IS NULL ORDER BY id FOR UPDATE`.execute(trx);
    const moved = rows.flatMap((row) => {
      const agreed = row.first_grid_code ?? row.grid_code;
      const heirs = city.followers.get(agreed)?.to ?? [];
      const grid = [agreed, row.grid_code, ...heirs].flatMap((code) => grids.get(code) ?? [])[0];
      const keeper = city.findPlace(lastOf(row.keeper_path))?.path ?? row.keeper_path;
      const next = {
        id: row.id,
        grid_code: grid?.code ?? row.grid_code,
        first_grid_code: grid === undefined || grid.code === agreed ? null : agreed,
        place_path: grid?.path ?? row.place_path,
        keeper_path: keeper,
      };
      return JSON.stringify(next) === JSON.stringify(row) ? [] : [next];
    });
    await sql`UPDATE support.entries e SET grid_code = m.grid_code, first_grid_code = m.first_grid_code,
        place_path = m.place_path, keeper_path = m.keeper_path
      FROM jsonb_to_recordset(${JSON.stringify(moved)}::jsonb)
        AS m(id uuid, grid_code text, first_grid_code text, place_path text, keeper_path text)
      WHERE e.id = m.id`.execute(trx);
  });
}
