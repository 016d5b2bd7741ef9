import type { OrganisationState, Standing } from '@heliu/contract/organisation/organisation';
import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../kernel/db.ts';

/** An organisation as its acts go by it. */
export interface LockedOrganisation extends Standing {
  readonly id: string;
  readonly state: OrganisationState;
  readonly placeCode: string;
  readonly placePath: string;
  /** Number of the application that waits; null where none does. */
  readonly applicationNo: number | null;
  readonly representatives: readonly { readonly id: string; readonly accountId: number }[];
}

/** Held until the end of the transaction, so that what happens happens in one order; undefined out of sight. */
export async function lockOrganisation(
  trx: Trx,
  id: string,
  visible: RawBuilder<boolean>,
): Promise<LockedOrganisation | undefined> {
  const { rows } = await sql<{ state: OrganisationState; placeCode: string; placePath: string }>`
    SELECT o.state, o.place_code AS "placeCode", o.place_path AS "placePath" FROM organisation.organisations o
    WHERE o.id = ${id}::uuid AND ${visible} FOR UPDATE OF o`.execute(trx);
  const [row] = rows;
  if (row === undefined) return undefined;
  const { rows: open } = await sql<{ no: number }>`
    SELECT no FROM organisation.applications WHERE organisation_id = ${id}::uuid AND decision IS NULL`.execute(
    trx,
  );
  const { rows: representatives } = await sql<{ id: string; accountId: number }>`
    SELECT id, account_id AS "accountId" FROM organisation.representatives
    WHERE organisation_id = ${id}::uuid AND ended_at IS NULL ORDER BY since, id`.execute(trx);
  const applicationNo = open[0]?.no ?? null;
  return { ...row, id, applied: applicationNo !== null, applicationNo, representatives };
}

export interface Making {
  readonly id: string;
  readonly at: number;
  readonly by: number;
}

/** Enters an act in the history of an account, which the caller holds. */
export async function insertAct(
  trx: Trx,
  { id, at, by }: Making,
  { kind, words = null }: { readonly kind: string; readonly words?: string | null },
): Promise<void> {
  await sql`INSERT INTO organisation.acts (organisation_id, no, kind, at, account_id, words)
    SELECT ${id}::uuid, coalesce(max(no), 0) + 1, ${kind}, ${new Date(at)}, ${by}, ${words}
    FROM organisation.acts WHERE organisation_id = ${id}::uuid`.execute(trx);
}

export interface Identity {
  readonly name: string;
  readonly creditCode: string | null;
  readonly noCodeReason: string | null;
}

/** @returns the number of the application. */
export async function insertApplication(
  trx: Trx,
  { id, at, by }: Making,
  { name, creditCode, noCodeReason }: Identity,
): Promise<number> {
  const { rows } = await sql<{ no: number }>`
    INSERT INTO organisation.applications (organisation_id, no, name, credit_code, no_code_reason, asked_at, asked_by)
    SELECT ${id}::uuid, coalesce(max(no), 0) + 1, ${name}, ${creditCode}, ${noCodeReason}, ${new Date(at)}, ${by}
    FROM organisation.applications WHERE organisation_id = ${id}::uuid RETURNING no`.execute(trx);
  return rows[0]?.no ?? 1;
}

export async function insertFiles(
  trx: Trx,
  fileIds: readonly string[],
  to: {
    readonly organisationId?: string;
    readonly applicationNo?: number;
    readonly circularId?: string;
    readonly answerNo?: number;
  },
): Promise<void> {
  if (fileIds.length === 0) return;
  await trx
    .insertInto('organisation.files')
    .values(
      fileIds.map((fileId) => ({
        file_id: fileId,
        organisation_id: to.organisationId ?? null,
        application_no: to.applicationNo ?? null,
        circular_id: to.circularId ?? null,
        answer_no: to.answerNo ?? null,
      })),
    )
    .execute();
}
