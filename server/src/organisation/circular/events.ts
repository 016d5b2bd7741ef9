import { sql } from 'kysely';
import type { City } from '../../city/index.ts';
import type { Trx } from '../../kernel/db.ts';
import type { NewEvent } from '../../kernel/events.ts';
import type { Facts } from '../events.ts';
import { pathOfUnit } from '../policy.ts';

/** What happened to a notice or order, in ids and codes; its words stay out of the log. */
export const circularEvent = (
  { id, unitId }: { readonly id: string; readonly unitId: string },
  kind: string,
  facts: Facts,
  city: City,
  payload: Readonly<Record<string, unknown>> = {},
): NewEvent => ({
  kind: `organisation.${kind}`,
  subject: `circular:${id}`,
  ...facts,
  placePath: pathOfUnit(unitId, city) ?? null,
  unitIds: [unitId],
  payload: { unitId, ...payload },
});

/** Who speaks for each of some organisations, as an event names whom it is for. */
export async function speakersOf(
  trx: Trx,
  organisationIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly accountId: number }[]>> {
  const { rows } = await sql<{ id: string; account_ids: number[] }>`
    SELECT organisation_id AS id, array_agg(account_id ORDER BY account_id) AS account_ids
    FROM organisation.representatives
    WHERE organisation_id = ANY(${organisationIds}::uuid[]) AND ended_at IS NULL GROUP BY organisation_id`.execute(
    trx,
  );
  return new Map(rows.map(({ id, account_ids: ids }) => [id, ids.map((accountId) => ({ accountId }))]));
}
