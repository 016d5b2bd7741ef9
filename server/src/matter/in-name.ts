import { sql } from 'kysely';
import type { Trx } from '../kernel/db.ts';

/** Makes the last few nameless reports by some channels at a centre those of an organisation; for the demo's past. */
export async function giveToOrganisation(
  trx: Trx,
  {
    organisationId,
    centreUnitId,
    channels,
    most,
  }: {
    readonly organisationId: string;
    readonly centreUnitId: string;
    readonly channels: readonly string[];
    readonly most: number;
  },
): Promise<void> {
  await sql`UPDATE matter.reports SET organisation_id = ${organisationId}::uuid WHERE id IN (
    SELECT r.id FROM matter.matters m JOIN matter.reports r ON r.matter_id = m.id
    WHERE m.centre_unit_id = ${centreUnitId} AND m.channel = ANY(${[...channels]}::text[]) AND r.account_id IS NULL
      AND m.stage IN ('handling', 'closed', 'dispatched') AND r.name IS NULL
    ORDER BY m.registered_at DESC LIMIT ${most})`.execute(trx);
}
