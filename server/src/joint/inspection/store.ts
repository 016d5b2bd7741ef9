import type { Answer } from '@heliu/contract/joint/consultation';
import type { FindingState, Inspection, InspectionState, PlaceState } from '@heliu/contract/joint/inspection';
import type { Checklist, InspectedPlace } from '@heliu/contract/joint/inspection-views';
import type { Text } from '@heliu/contract/text';
import { type RawBuilder, sql } from 'kysely';
import type { Db, Trx } from '../../kernel/db.ts';

interface StoredUnit {
  readonly unitId: string;
  readonly answer: Answer;
  readonly checklist: Checklist | null;
}

export interface StoredPlace {
  readonly no: number;
  readonly kind: InspectedPlace['kind'];
  readonly code: string | null;
  readonly name: Text;
  readonly placeCode: string;
  readonly placePath: string;
  readonly lng: number | null;
  readonly lat: number | null;
  readonly state: PlaceState;
}

interface StoredReport {
  readonly placeNo: number;
  readonly unitId: string;
  readonly revision: number;
}

interface StoredFinding {
  readonly placeNo: number;
  readonly unitId: string;
  readonly item: string;
  readonly state: FindingState;
}

interface StoredPhoto {
  readonly placeNo: number;
  readonly unitId: string;
  readonly item: string;
  readonly fileId: string;
}

/** An inspection as its acts go by it. */
export interface LockedInspection {
  readonly id: string;
  readonly version: number;
  readonly hostUnitId: string;
  readonly leadUnitId: string;
  readonly title: string;
  readonly state: InspectionState;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly meetingPlace: string;
  readonly arrangement: number;
  readonly units: readonly StoredUnit[];
  /** Without what was taken off. */
  readonly places: readonly StoredPlace[];
  /** The highest number that a place ever had. */
  readonly lastNo: number;
  readonly reports: readonly StoredReport[];
  readonly findings: readonly StoredFinding[];
  readonly photos: readonly StoredPhoto[];
}

type Head = Pick<
  LockedInspection,
  'id' | 'version' | 'hostUnitId' | 'leadUnitId' | 'title' | 'state' | 'meetingPlace' | 'arrangement'
>;

/** Held until the end of the transaction, so that what happens happens in one order; undefined out of sight. */
export async function lockInspection(
  trx: Trx,
  id: string,
  visible: RawBuilder<boolean>,
): Promise<LockedInspection | undefined> {
  const { rows } = await sql<Head & { starts_at: Date; ends_at: Date }>`
    SELECT k.id, k.version, k.host_unit_id AS "hostUnitId", k.lead_unit_id AS "leadUnitId", k.title, k.state,
      k.meeting_place AS "meetingPlace", k.arrangement, k.starts_at, k.ends_at
    FROM joint.inspections k WHERE k.id = ${id}::uuid AND ${visible} FOR UPDATE OF k`.execute(trx);
  const [row] = rows;
  if (row === undefined) return undefined;
  const { starts_at: startsAt, ends_at: endsAt, ...head } = row;
  return {
    ...head,
    startsAt: startsAt.getTime(),
    endsAt: endsAt.getTime(),
    ...(await readParts(trx, id)),
    photos: await readPhotos(trx, id),
  };
}

/** Photos of findings, in the order given. */
export async function readPhotos(db: Db, id: string): Promise<StoredPhoto[]> {
  const { rows } = await sql<StoredPhoto>`
    SELECT place_no AS "placeNo", unit_id AS "unitId", item_code AS item, file_id AS "fileId"
    FROM joint.inspection_photos WHERE inspection_id = ${id}::uuid ORDER BY item_code, no`.execute(db);
  return rows;
}

async function readParts(db: Db, id: string) {
  const { rows: units } = await sql<StoredUnit>`
    SELECT unit_id AS "unitId", answer, checklist FROM joint.inspection_units
    WHERE inspection_id = ${id}::uuid ORDER BY invited_at, unit_id`.execute(db);
  const { rows: places } = await sql<StoredPlace & { removed: boolean }>`
    SELECT no, kind, code, name, place_code AS "placeCode", place_path AS "placePath", lng, lat, state,
      removed_at IS NOT NULL AS removed
    FROM joint.inspection_places WHERE inspection_id = ${id}::uuid ORDER BY no`.execute(db);
  const { rows: reports } = await sql<StoredReport>`
    SELECT place_no AS "placeNo", unit_id AS "unitId", revision FROM joint.inspection_reports
    WHERE inspection_id = ${id}::uuid`.execute(db);
  const { rows: findings } = await sql<StoredFinding>`
    SELECT place_no AS "placeNo", unit_id AS "unitId", item_code AS item, state FROM joint.inspection_findings
    WHERE inspection_id = ${id}::uuid ORDER BY item_code`.execute(db);
  return {
    units,
    places: places.filter(({ removed }) => !removed).map(({ removed: _removed, ...place }) => place),
    lastNo: Math.max(0, ...places.map(({ no }) => no)),
    reports,
    findings,
  };
}

type Parts = Pick<LockedInspection, 'state' | 'units' | 'findings'> & {
  readonly places: readonly Pick<StoredPlace, 'no' | 'state'>[];
  readonly reports: readonly Pick<StoredReport, 'placeNo' | 'unitId'>[];
};

/** As the rules see it; units, places and findings keep their order. */
export const ruled = ({ state, units, places, reports, findings }: Parts): Inspection => ({
  state,
  units: units.map(({ answer }) => answer),
  places: places.map((place) => ({
    state: place.state,
    reports: reports
      .filter(({ placeNo }) => placeNo === place.no)
      .map(({ unitId }) => ({
        unit: units.findIndex((one) => one.unitId === unitId),
        findings: findings
          .filter((one) => one.placeNo === place.no && one.unitId === unitId)
          .map((one) => one.state),
      })),
  })),
});

interface Making {
  readonly id: string;
  readonly at: number;
  readonly by: number;
}

export type NewUnit = Pick<StoredUnit, 'unitId' | 'checklist'>;

export async function insertUnits(
  trx: Trx,
  { id, at, by }: Making,
  units: readonly NewUnit[],
): Promise<void> {
  if (units.length === 0) return;
  await trx
    .insertInto('joint.inspection_units')
    .values(
      units.map(({ unitId, checklist }) => ({
        inspection_id: id,
        unit_id: unitId,
        checklist: checklist === null ? null : JSON.stringify(checklist),
        invited_at: new Date(at),
        invited_by: by,
        answer: 'waiting',
      })),
    )
    // A unit whose invitation was withdrawn is invited anew.
    .onConflict((found) =>
      found.columns(['inspection_id', 'unit_id']).doUpdateSet(({ ref }) => ({
        checklist: ref('excluded.checklist'),
        invited_at: new Date(at),
        invited_by: by,
        answer: 'waiting',
        answered_at: null,
        answered_by: null,
        comes: null,
        words: null,
      })),
    )
    .execute();
}

export type NewPlace = Omit<StoredPlace, 'state'>;

export async function insertPlaces(
  trx: Trx,
  { id, at }: Pick<Making, 'id' | 'at'>,
  places: readonly NewPlace[],
): Promise<void> {
  if (places.length === 0) return;
  await trx
    .insertInto('joint.inspection_places')
    .values(
      places.map(({ no, kind, code, name, placeCode, placePath, lng, lat }) => ({
        inspection_id: id,
        no,
        kind,
        code,
        name: JSON.stringify(name),
        place_code: placeCode,
        place_path: placePath,
        lng,
        lat,
        state: 'open',
        added_at: new Date(at),
      })),
    )
    .execute();
}
