import type { OrganisationKind, OrganisationState } from '@heliu/contract/organisation/organisation';
import type { FileView, OrganisationRow } from '@heliu/contract/organisation/views';
import { type RawBuilder, sql } from 'kysely';
import { type City, codeText, type NamedCode } from '../city/index.ts';
import type { Db } from '../kernel/db.ts';
import type { OrganisationRoom } from './room.ts';

export interface StoredRow {
  readonly id: string;
  readonly name: string;
  readonly credit_code: string | null;
  readonly no_code_reason: string | null;
  readonly kind: OrganisationKind;
  readonly place_code: string;
  readonly place_path: string;
  readonly address: string;
  readonly state: OrganisationState;
  readonly registered_at: Date;
  readonly applied_at: Date | null;
}

/** When the application that waits was made. */
export const appliedAt = sql<Date | null>`(SELECT a.asked_at FROM organisation.applications a
  WHERE a.organisation_id = o.id AND a.decision IS NULL)`;

/** Columns of an organisation (as `o`) that every view tells. */
export const storedColumns = sql`o.id, o.name, o.credit_code, o.no_code_reason, o.kind, o.place_code, o.place_path,
  o.address, o.state, o.registered_at, ${appliedAt} AS applied_at`;

/** A division or grid of this edition of the city or of an earlier one. */
export function placeNamed(code: string, { index, former }: City): NamedCode {
  const place =
    index.divisions.get(code) ??
    index.grids.get(code) ??
    former.divisions.get(code) ??
    former.grids.get(code);
  return { code, name: place?.name ?? codeText(code) };
}

export const factsOf = (row: StoredRow, city: City) => ({
  organisationId: row.id,
  name: row.name,
  creditCode: row.credit_code,
  noCodeReason: row.no_code_reason,
  kind: row.kind,
  place: placeNamed(row.place_code, city),
  state: row.state,
});

export const rowOf = (row: StoredRow, city: City): OrganisationRow => ({
  ...factsOf(row, city),
  address: row.address,
  registeredAt: row.registered_at.toISOString(),
  appliedAt: row.applied_at?.toISOString() ?? null,
});

interface FileRow {
  readonly file_id: string;
  readonly application_no: number | null;
  readonly answer_no: number | null;
}

/** Files that fit, each with what it belongs to. */
export async function filesBy(
  room: OrganisationRoom,
  condition: RawBuilder<boolean>,
): Promise<(FileRow & { readonly view: FileView })[]> {
  const db: Db = room.kernel.db;
  const { rows } = await sql<FileRow>`SELECT f.file_id, f.application_no, f.answer_no
    FROM organisation.files f WHERE ${condition}`.execute(db);
  const known = await room.describeEvidence(
    db,
    rows.map(({ file_id: id }) => id),
  );
  return rows.flatMap((row) => {
    const file = known.get(row.file_id);
    return file === undefined
      ? []
      : [{ ...row, view: { fileId: file.id, kind: file.kind, name: file.name } }];
  });
}
