import { findingActs, type Inspection, isOpenTo } from '@heliu/contract/joint/inspection';
import type {
  Finding,
  InspectedPlace,
  InspectionView,
  InvitedUnit,
  ReportView,
} from '@heliu/contract/joint/inspection-views';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import { type City, unitNamed } from '../../city/index.ts';
import { accountName } from '../../kernel/account-name.ts';
import type { Actor } from '../../kernel/actor.ts';
import { doneAt } from '../consultation/rows.ts';
import type { JointRoom } from '../room.ts';
import {
  actsOf,
  invitationActsOf,
  mayPlan,
  mayReport,
  type Standing,
  standingOf,
  visibleInspection,
} from './policy.ts';
import { pathNow } from './references.ts';
import {
  areaNamed,
  factColumns,
  factsOf,
  type FactsRow,
  type FindingRow,
  type PlaceRow,
  readParts,
  type ReportRow,
  type UnitRow,
} from './rows.ts';
import { ruled } from './store.ts';

interface Row extends FactsRow {
  readonly arrangement: number;
  readonly note: string | null;
  readonly planned_at: Date;
  readonly planned_by: string | null;
  readonly begun_at: Date | null;
  readonly begun_by: string | null;
  readonly ended_at: Date | null;
  readonly ended_by: string | null;
  readonly end_words: string | null;
}

interface Looking {
  readonly city: City;
  /** As the rules see it, with units, places and findings in the order of the rows. */
  readonly rules: Inspection;
  readonly isHost: boolean;
  readonly units: readonly UnitRow[];
  readonly standings: readonly Standing[];
  /** Whether I may register a matter at a place. */
  readonly mayRegister: (path: string) => boolean;
  readonly reports: readonly ReportRow[];
  readonly findings: readonly FindingRow[];
  readonly photos: Awaited<ReturnType<typeof readParts>>['photos'];
}

function invitedUnit(row: UnitRow, index: number, { city, rules, standings }: Looking): InvitedUnit {
  const standing = standings[index];
  return {
    unit: unitNamed(row.unitId, city),
    phone: city.index.units.get(row.unitId)?.phone ?? null,
    checklist: row.checklist,
    invited: { at: row.invited_at.toISOString(), by: row.invited_by },
    answer: row.answer,
    answered: doneAt(row.answered_at, row.answered_by),
    comes: row.comes,
    words: row.words,
    allowed: standing === undefined ? [] : invitationActsOf(rules, index, standing),
  };
}

interface At {
  readonly place: number;
  readonly unit: number;
  readonly finding: number;
  readonly path: string;
}

function findingView(row: FindingRow, at: At, looking: Looking): Finding {
  const { rules, standings, mayRegister } = looking;
  const standing = standings[at.unit];
  const mayRaise = mayRegister(at.path);
  const isTheirs = standing !== undefined && mayReport(standing);
  const may = { raise: mayRaise, refer: isTheirs && !mayRaise, settle: isTheirs, reopen: isTheirs };
  const sees = row.sees_matter === true;
  return {
    item: row.item,
    state: row.state,
    matterId: sees ? row.matter_id : null,
    matterCode: row.code,
    stage: sees ? row.stage : null,
    referred:
      row.referred_at === null
        ? null
        : { at: row.referred_at.toISOString(), by: row.referred_by, words: row.referred_words ?? '' },
    words: row.words,
    reopened:
      row.reopened_at === null
        ? null
        : {
            at: row.reopened_at.toISOString(),
            by: row.reopened_by,
            words: row.reopened_words ?? '',
            settled: row.settled_words ?? '',
          },
    done: doneAt(row.done_at, row.done_by),
    photos: looking.photos
      .filter((one) => one.placeNo === row.placeNo && one.unitId === row.unitId && one.item === row.item)
      .map(({ fileId }) => fileId),
    allowed: findingActs.filter((kind) => may[kind] && isOpenTo(rules, { kind, ...at })),
  };
}

function reportView(row: ReportRow, at: Omit<At, 'finding' | 'unit'>, looking: Looking): ReportView {
  const unit = looking.units.findIndex(({ unitId }) => unitId === row.unitId);
  const found = looking.findings.filter(
    ({ placeNo, unitId }) => placeNo === row.placeNo && unitId === row.unitId,
  );
  return {
    unit: row.unitId,
    revision: row.revision,
    answers: row.answers,
    recorded: { at: row.recorded_at.toISOString(), by: row.recorded_by },
    findings: found.map((one, finding) => findingView(one, { ...at, unit, finding }, looking)),
  };
}

function placeView(row: PlaceRow, place: number, looking: Looking): InspectedPlace {
  const { city, rules, units, standings, isHost } = looking;
  const { lng, lat, place_code: code } = row;
  const reportable = units.filter((unit, index) => {
    const standing = standings[index];
    if (unit.checklist === null || standing === undefined || !mayReport(standing)) return false;
    return isOpenTo(rules, { kind: 'report', place, unit: index, findings: 0 });
  });
  return {
    no: row.no,
    kind: row.kind,
    code: row.code,
    name: row.name,
    area: areaNamed(code, city),
    position: lng === null || lat === null ? null : [lng, lat],
    state: row.state,
    done: doneAt(row.done_at, row.done_by),
    words: row.words,
    reports: looking.reports
      .filter(({ placeNo }) => placeNo === row.no)
      .map((report) => reportView(report, { place, path: pathNow(row, city) }, looking)),
    reportable: reportable.map(({ unitId }) => unitId),
    allowed: isHost
      ? (['skip', 'removePlace'] as const).filter((kind) => isOpenTo(rules, { kind, place }))
      : [],
  };
}

/** @throws Problem `resource.notFound`. */
export async function inspectionView(room: JointRoom, actor: Actor, id: string): Promise<InspectionView> {
  const { db } = room.kernel;
  const city = room.city.current();
  const { rows } = await sql<Row>`
    SELECT ${factColumns}, k.arrangement, k.note, k.planned_at, ${accountName('k.planned_by', actor.language)} AS planned_by, k.begun_at,
      ${accountName('k.begun_by', actor.language)} AS begun_by, k.ended_at, ${accountName('k.ended_by', actor.language)} AS ended_by, k.end_words
    FROM joint.inspections k WHERE k.id = ${id}::uuid AND ${visibleInspection(actor, city)}`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Problem('resource.notFound');
  const parts = await readParts(db, id, room.visible(actor, city), actor.language);
  const mayRegister = actor.permissions.has('matter.register');
  const looking: Looking = {
    ...parts,
    city,
    rules: ruled({ ...parts, state: row.state }),
    isHost: mayPlan(actor, row.host_unit_id, city),
    standings: parts.units.map((unit) => standingOf(actor, city, row.host_unit_id, unit)),
    mayRegister: (path) => mayRegister && room.mayRegister(actor, path, city),
  };
  return {
    ...factsOf(row, city),
    arrangement: row.arrangement,
    note: row.note,
    planned: { at: row.planned_at.toISOString(), by: row.planned_by },
    begun: doneAt(row.begun_at, row.begun_by),
    ended:
      row.ended_at === null
        ? null
        : { at: row.ended_at.toISOString(), by: row.ended_by, words: row.end_words ?? '' },
    units: parts.units.map((unit, index) => invitedUnit(unit, index, looking)),
    places: parts.places.map((place, index) => placeView(place, index, looking)),
    allowed: actsOf(looking.rules, looking.isHost),
  };
}
