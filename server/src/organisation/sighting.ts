import { sql } from 'kysely';
import type { Actor } from '../kernel/actor.ts';
import { mayVerify, seenUnits } from './policy.ts';
import type { OrganisationRoom } from './room.ts';

interface Link {
  readonly organisation_id: string | null;
  readonly place_path: string | null;
  readonly circular_id: string | null;
  readonly unit_id: string | null;
  readonly mine: boolean;
}

/**
 * What a file of an organisation belongs to, if the actor may open it: documents of an application those who speak for
 * the organisation and those who verify it; files of a circular whoever it went to and whoever sees it as staff.
 */
export async function findOrganisationFile(
  room: Pick<OrganisationRoom, 'kernel' | 'city'>,
  actor: Actor,
  fileId: string,
): Promise<{ subject: string; purpose: string | null } | undefined> {
  const { rows } = await sql<Link>`
    SELECT f.organisation_id, o.place_path, f.circular_id, c.unit_id,
      EXISTS (SELECT FROM organisation.representatives p WHERE p.account_id = ${actor.accountId} AND p.ended_at IS NULL
        AND (p.organisation_id = f.organisation_id OR (f.organisation_id IS NULL AND EXISTS (
          SELECT FROM organisation.copies y WHERE y.circular_id = f.circular_id
            AND y.organisation_id = p.organisation_id)))) AS mine
    FROM organisation.files f LEFT JOIN organisation.organisations o ON o.id = f.organisation_id
    LEFT JOIN organisation.circulars c ON c.id = f.circular_id WHERE f.file_id = ${fileId}::uuid`.execute(
    room.kernel.db,
  );
  const [link] = rows;
  if (link === undefined) return undefined;
  const {
    organisation_id: organisationId,
    circular_id: circularId,
    place_path: path,
    unit_id: unitId,
  } = link;
  const subject = circularId === null ? `organisation:${organisationId ?? ''}` : `circular:${circularId}`;
  if (link.mine) return { subject, purpose: 'own organisation' };
  const city = room.city.current();
  const sees =
    unitId === null ? path !== null && mayVerify(actor, path, city) : seenUnits(actor, city).includes(unitId);
  return sees ? { subject, purpose: unitId === null ? 'verification' : 'answers' } : undefined;
}
