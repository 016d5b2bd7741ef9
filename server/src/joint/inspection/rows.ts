import type { Answer } from '@heliu/contract/joint/consultation';
import type { FindingState, InspectionState, PlaceState } from '@heliu/contract/joint/inspection';
import type { Checklist, InspectedPlace } from '@heliu/contract/joint/inspection-views';
import type { Stage } from '@heliu/contract/matter/model';
import type { Language, Text } from '@heliu/contract/text';
import { type RawBuilder, sql } from 'kysely';
import { type City, codeText, type NamedCode, unitNamed } from '../../city/index.ts';
import { accountName } from '../../kernel/account-name.ts';
import type { Db } from '../../kernel/db.ts';
import { readPhotos } from './store.ts';

/** What every view tells of an inspection. */
export interface FactsRow {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly host_unit_id: string;
  readonly lead_unit_id: string;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly meeting_place: string;
  readonly state: InspectionState;
}

export const factColumns = sql`k.id, k.version, k.title, k.host_unit_id, k.lead_unit_id, k.starts_at, k.ends_at,
  k.meeting_place, k.state`;

export const factsOf = (row: FactsRow, city: City) => ({
  inspectionId: row.id,
  version: row.version,
  title: row.title,
  host: unitNamed(row.host_unit_id, city),
  lead: unitNamed(row.lead_unit_id, city),
  startsAt: row.starts_at.toISOString(),
  endsAt: row.ends_at.toISOString(),
  meetingPlace: row.meeting_place,
  state: row.state,
});

/** A grid or division of this edition of the city or of an earlier one, by its name. */
export function areaNamed(code: string, { index, former }: City): NamedCode {
  const found =
    index.grids.get(code) ??
    index.divisions.get(code) ??
    former.grids.get(code) ??
    former.divisions.get(code);
  return { code, name: found?.name ?? codeText(code) };
}

export interface UnitRow {
  readonly unitId: string;
  readonly checklist: Checklist | null;
  readonly invited_at: Date;
  readonly invited_by: string | null;
  readonly answer: Answer;
  readonly answered_at: Date | null;
  readonly answered_by: string | null;
  readonly comes: string | null;
  readonly words: string | null;
}

export interface PlaceRow {
  readonly no: number;
  readonly kind: InspectedPlace['kind'];
  readonly code: string | null;
  readonly name: Text;
  readonly place_code: string;
  readonly place_path: string;
  readonly lng: number | null;
  readonly lat: number | null;
  readonly state: PlaceState;
  readonly done_at: Date | null;
  readonly done_by: string | null;
  readonly words: string | null;
}

export interface ReportRow {
  readonly placeNo: number;
  readonly unitId: string;
  readonly revision: number;
  readonly answers: Record<string, string>;
  readonly recorded_at: Date;
  readonly recorded_by: string | null;
}

export interface FindingRow {
  readonly placeNo: number;
  readonly unitId: string;
  readonly item: string;
  readonly state: FindingState;
  readonly referred_at: Date | null;
  readonly referred_by: string | null;
  readonly referred_words: string | null;
  readonly reopened_at: Date | null;
  readonly reopened_by: string | null;
  readonly reopened_words: string | null;
  readonly settled_words: string | null;
  readonly words: string | null;
  readonly done_at: Date | null;
  readonly done_by: string | null;
  readonly matter_id: string | null;
  readonly code: string | null;
  readonly stage: Stage | null;
  readonly sees_matter: boolean | null;
}

/** Units, places, reports and findings of an inspection; matters (as `m`) as far as they are visible. */
export async function readParts(db: Db, id: string, visible: RawBuilder<boolean>, language: Language) {
  const { rows: units } = await sql<UnitRow>`
    SELECT v.unit_id AS "unitId", v.checklist, v.invited_at, ${accountName('v.invited_by', language)} AS invited_by, v.answer,
      v.answered_at, ${accountName('v.answered_by', language)} AS answered_by, v.comes, v.words
    FROM joint.inspection_units v WHERE v.inspection_id = ${id}::uuid ORDER BY v.invited_at, v.unit_id`.execute(
    db,
  );
  const { rows: places } = await sql<PlaceRow>`
    SELECT p.no, p.kind, p.code, p.name, p.place_code, p.place_path, p.lng, p.lat, p.state, p.done_at,
      ${accountName('p.done_by', language)} AS done_by, p.words
    FROM joint.inspection_places p WHERE p.inspection_id = ${id}::uuid AND p.removed_at IS NULL ORDER BY p.no`.execute(
    db,
  );
  const { rows: reports } = await sql<ReportRow>`
    SELECT r.place_no AS "placeNo", r.unit_id AS "unitId", r.revision, r.answers, r.recorded_at,
      ${accountName('r.recorded_by', language)} AS recorded_by
    FROM joint.inspection_reports r WHERE r.inspection_id = ${id}::uuid ORDER BY r.recorded_at, r.unit_id`.execute(
    db,
  );
  const { rows: findings } = await sql<FindingRow>`
    SELECT f.place_no AS "placeNo", f.unit_id AS "unitId", f.item_code AS item, f.state, f.words, f.done_at,
      ${accountName('f.done_by', language)} AS done_by, f.referred_at, ${accountName('f.referred_by', language)} AS referred_by,
      f.referred_words, f.reopened_at, ${accountName('f.reopened_by', language)} AS reopened_by, f.reopened_words,
      f.settled_words, f.matter_id, m.code, m.stage, ${visible} AS sees_matter
    FROM joint.inspection_findings f LEFT JOIN matter.matters m ON m.id = f.matter_id
    WHERE f.inspection_id = ${id}::uuid ORDER BY f.item_code`.execute(db);
  return { units, places, reports, findings, photos: await readPhotos(db, id) };
}
