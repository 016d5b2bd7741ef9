import { type RawBuilder, sql } from 'kysely';

/**
 * Whether a report (as `r`) is an account's own: what it reported for itself, and what was reported in the name of an
 * organisation that it speaks for now. Whoever stops speaking for one has no part in its reports any more.
 * What one speaks for is looked up first, as an array, so that both sides go by an index; a subquery beside the `OR` read
 * every report there is.
 */
export const isReporter = (accountId: number): RawBuilder<boolean> =>
  sql<boolean>`((r.account_id = ${accountId} AND r.organisation_id IS NULL) OR r.organisation_id = ANY(ARRAY(
    SELECT p.organisation_id FROM organisation.representatives p
    WHERE p.account_id = ${accountId} AND p.ended_at IS NULL)))`;

/** The accounts whose report a matter is, by the same rule, as an expression of SQL; null where there are none. */
export const reporterAccounts = (matterId: string): string => `(SELECT array_agg(DISTINCT o.id)
  FROM matter.reports r CROSS JOIN LATERAL (
    SELECT r.account_id AS id WHERE r.organisation_id IS NULL AND r.account_id IS NOT NULL
    UNION ALL SELECT p.account_id FROM organisation.representatives p
    WHERE p.organisation_id = r.organisation_id AND p.ended_at IS NULL) o
  WHERE r.matter_id = ${matterId})`;
