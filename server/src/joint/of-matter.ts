import type { EndpointResult } from '@heliu/contract/endpoint';
import type { listCallsOfMatter } from '@heliu/contract/joint';
import { isFinal, type Stage } from '@heliu/contract/matter/model';
import { Problem } from '@heliu/contract/problem';
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../kernel/actor.ts';
import type { Db, Trx } from '../kernel/db.ts';
import { type CallRow, callSelect, viewsOf } from './call-view.ts';
import { mayCall } from './policy.ts';
import type { JointRoom } from './room.ts';
import type { CalledMatter } from './store.ts';

/**
 * A matter that the actor may see. `lock` makes two calls to it happen one after the other.
 * @throws Problem `resource.notFound`.
 */
export async function seenMatter(
  db: Db | Trx,
  matterId: string,
  visible: RawBuilder<boolean>,
  how: 'read' | 'lock' = 'read',
): Promise<CalledMatter> {
  const { rows } = await sql<CalledMatter>`
    SELECT m.id, m.stage, m.place_path AS "placePath", coalesce(m.grid_code, m.division_code) AS "placeCode",
      m.centre_unit_id AS "centreUnitId"
    FROM matter.matters m WHERE m.id = ${matterId}::uuid AND ${visible}
    ${how === 'lock' ? sql`FOR NO KEY UPDATE OF m` : sql``}`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Problem('resource.notFound');
  return row;
}

/** Calls to a matter, open ones first, and whether the actor may make one. */
export async function callsOfMatter(
  room: JointRoom,
  actor: Actor,
  matterId: string,
): Promise<EndpointResult<typeof listCallsOfMatter>> {
  const { db } = room.kernel;
  const city = room.city.current();
  const matter = await seenMatter(db, matterId, room.visible(actor, city));
  const { rows } =
    await sql<CallRow>`${callSelect(sql<boolean>`true`, actor.language)} WHERE c.matter_id = ${matter.id}
    ORDER BY c.ended_at IS NOT NULL, c.called_at DESC, c.id`.execute(db);
  const mayMake = !isFinal(matter.stage as Stage) && mayCall(actor, matter.centreUnitId, city);
  return {
    calls: await viewsOf(room, actor, city, rows),
    placeCode: matter.placeCode,
    allowed: mayMake && actor.permissions.has('joint.call') ? ['call'] : [],
  };
}
