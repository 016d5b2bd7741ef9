import { sql } from 'kysely';
import type { Work } from './act.ts';

/** Ends an account for good: nobody speaks for it any more, what waits is over, and whom to reach is forgotten. */
export async function endAccount({
  trx,
  found,
  at,
  by,
}: Pick<Work, 'trx' | 'found' | 'at' | 'by'>): Promise<void> {
  const when = new Date(at);
  await sql`UPDATE organisation.organisations SET state = 'ended', ended_at = ${when}, contact_name = NULL,
    contact_phone = NULL, contact_email = NULL WHERE id = ${found.id}::uuid`.execute(trx);
  await sql`UPDATE organisation.applications SET decision = 'withdrawn', decided_at = ${when}, decided_by = ${by}
    WHERE organisation_id = ${found.id}::uuid AND decision IS NULL`.execute(trx);
  await sql`UPDATE organisation.invitations SET answer = 'withdrawn', answered_at = ${when}, email = NULL
    WHERE organisation_id = ${found.id}::uuid AND answer IS NULL`.execute(trx);
  await sql`UPDATE organisation.representatives SET ended_at = ${when}
    WHERE organisation_id = ${found.id}::uuid AND ended_at IS NULL`.execute(trx);
  await sql`UPDATE organisation.copies SET state = 'withdrawn', changed_at = ${when}
    WHERE organisation_id = ${found.id}::uuid AND state IN ('sent', 'read', 'acknowledged', 'sentBack')`.execute(
    trx,
  );
}
