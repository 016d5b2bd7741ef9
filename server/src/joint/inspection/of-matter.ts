import type { EndpointResult } from '@heliu/contract/endpoint';
import type { listInspectionsOfMatter } from '@heliu/contract/joint/inspections';
import type { Text } from '@heliu/contract/text';
import { sql } from 'kysely';
import type { Actor } from '../../kernel/actor.ts';
import { seenMatter } from '../of-matter.ts';
import type { JointRoom } from '../room.ts';
import { visibleInspection } from './policy.ts';

/** Where a matter comes from: the inspection that found it, for whoever sees both. */
export async function inspectionsOfMatter(
  room: JointRoom,
  actor: Actor,
  matterId: string,
): Promise<EndpointResult<typeof listInspectionsOfMatter>> {
  const { db } = room.kernel;
  const city = room.city.current();
  const matter = await seenMatter(db, matterId, room.visible(actor, city));
  const { rows } = await sql<{ id: string; title: string; starts_at: Date; place: Text }>`
    SELECT k.id, k.title, k.starts_at, p.name AS place
    FROM joint.inspection_findings f
    JOIN joint.inspections k ON k.id = f.inspection_id
    JOIN joint.inspection_places p ON p.inspection_id = f.inspection_id AND p.no = f.place_no
    WHERE f.matter_id = ${matter.id}::uuid AND ${visibleInspection(actor, city)}`.execute(db);
  return {
    rows: rows.map(({ id, title, starts_at: startsAt, place }) => ({
      inspectionId: id,
      title,
      startsAt: startsAt.toISOString(),
      place,
    })),
  };
}
