import { randomUUID } from 'node:crypto';
import type { Grid } from '@heliu/contract/city/place';
import type { Position } from '@heliu/contract/geo';
import type { GridChangeCause } from '@heliu/contract/matter/model';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import type { City } from '../city/index.ts';
import { act } from './act.ts';
import type { MatterRoom } from './room.ts';

const batch = 500;
const atOnce = 16;

/**
 * Open matters on a grid that gave way to others go to the grid that covers them. What stands where is looked up each
 * time and no place in the log is kept: a crash, a registration by a process that had not heard of the change yet, a
 * matter that is reopened years later, all are found at the next turn, and what is right already is left as it is.
 */
export function gridFollower(room: MatterRoom): () => Promise<boolean> {
  return async () => {
    await room.city.reload();
    const city = room.city.findCurrent();
    if (city === undefined || city.followers.size === 0) return false;
    const { moved, left } = await relocateAll(room, city);
    if (moved + left > 0)
      room.kernel.log.info('matters relocated', { versionId: city.versionId, moved, left });
    return false;
  };
}

interface Row {
  readonly id: string;
  readonly grid_code: string;
  readonly lng: number | null;
  readonly lat: number | null;
}

async function relocateAll(room: MatterRoom, city: City): Promise<{ moved: number; left: number }> {
  const codes = [...city.followers.keys()];
  let moved = 0;
  let left = 0;
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await sql<Row>`SELECT id, grid_code, lng, lat FROM matter.matters
      WHERE grid_code = ANY(${codes}::text[]) AND stage NOT IN ('closed', 'declined', 'voided', 'merged')
        AND id > ${after}
      ORDER BY id LIMIT ${batch}`.execute(room.kernel.db);
    const last = rows.at(-1);
    if (last === undefined) return { moved, left };
    after = last.id;
    const queue = rows.values();
    const worker = async () => {
      for (const row of queue) {
        if (await relocate(room, city, row)) moved += 1;
        else left += 1;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
  }
}

/** The grid that a matter goes to: the one that covers it, or without a position the largest that follows. */
function successorOf(
  city: City,
  code: string,
  position: Position | null,
): { readonly grid: Grid; readonly cause: GridChangeCause } | undefined {
  const following = city.followers.get(code);
  if (following === undefined) return undefined;
  const followers = following.to.flatMap((one) => city.index.grids.get(one) ?? []);
  const [largest] = followers.toSorted((a, b) => (b.areaM2 ?? 0) - (a.areaM2 ?? 0));
  const covering = position === null ? undefined : city.locate(position);
  const grid = covering?.communityCode === largest?.communityCode ? (covering ?? largest) : largest;
  return grid && { grid, cause: following.cause };
}

/** @returns false when it has to be tried again. */
async function relocate(
  room: MatterRoom,
  city: City,
  { id, grid_code: code, lng, lat }: Row,
): Promise<boolean> {
  const successor = successorOf(city, code, lng === null || lat === null ? null : [lng, lat]);
  if (successor === undefined) return false;
  try {
    await act(room, {
      ref: id,
      command: { kind: 'relocate', gridId: successor.grid.code, cause: successor.cause },
      commandId: randomUUID(),
      endpoint: 'matter.relocate',
      giver: { as: 'system' },
    });
    return true;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return error.code === 'command.refused';
  }
}
