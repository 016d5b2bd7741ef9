import type { FindingState } from '@heliu/contract/joint/inspection';
import type { PlaceToInspect } from '@heliu/contract/joint/inspections';
import { isFinding, itemsAmiss } from '@heliu/contract/patrol/checklist';
import { sql } from 'kysely';
import type { City } from '../../city/index.ts';
import type { Trx } from '../../kernel/db.ts';
import { appendEvents } from '../../kernel/events.ts';
import type { Told } from '../consultation/events.ts';
import type { JointRoom } from '../room.ts';
import { inspectionEvents, invitedTo, referredTo } from './events.ts';
import { type FindingPhotos, writePhotos } from './photos.ts';
import { checklistOf, newPlaces } from './references.ts';
import { insertPlaces, insertUnits } from './store.ts';

interface Done {
  readonly at: number;
  readonly by: number;
}

interface Entry extends Done {
  readonly words: string;
}

interface PastReport extends Done {
  /** Place by its order, from 1, and the unit whose checklist it is. */
  readonly no: number;
  readonly unitId: string;
  readonly answers: Readonly<Record<string, string>>;
  /** Findings that need no matter, by their items; one that is named nowhere is open. */
  readonly settled?: Readonly<Record<string, Entry>>;
  /** Those that became matters, and those that the convening centre is asked to register. */
  readonly raised?: Readonly<Record<string, Done & { readonly matterId: string }>>;
  readonly referred?: Readonly<Record<string, Entry>>;
  /** Files of findings, which are theirs already. */
  readonly photos?: FindingPhotos;
}

export interface PastInspection {
  readonly id: string;
  readonly hostUnitId: string;
  readonly leadUnitId: string;
  readonly title: string;
  readonly note: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly meetingPlace: string;
  readonly planned: Done;
  readonly units: readonly {
    readonly unitId: string;
    readonly checklist?: string;
    /** Who comes, or why nobody does. */
    readonly answer?: Entry & { readonly accepts: boolean };
  }[];
  readonly places: readonly PlaceToInspect[];
  readonly begun?: Done;
  readonly reports: readonly PastReport[];
  readonly skipped: readonly (Entry & { readonly no: number })[];
  readonly closed?: Entry;
  readonly cancelled?: Entry;
}

type Step = Told & Done;

const stateOf = ({ begun, closed, cancelled }: PastInspection): string => {
  if (cancelled !== undefined) return 'cancelled';
  if (closed !== undefined) return 'closed';
  return begun === undefined ? 'planned' : 'underway';
};

/** Everything that was done, as the acts themselves tell it. */
function stepsOf(past: PastInspection): Step[] {
  const { hostUnitId, planned, units, begun, reports, skipped, closed, cancelled } = past;
  const step = (kind: string, { at, by }: Done, payload = {}): Step => ({ kind, payload, at, by });
  return [
    step('inspectionPlanned', planned, {
      host: hostUnitId,
      lead: past.leadUnitId,
      places: past.places.length,
    }),
    ...units.map(({ unitId }) => ({ ...invitedTo(unitId, hostUnitId, past.startsAt), ...planned })),
    ...units.flatMap(({ unitId, answer }) =>
      answer === undefined
        ? []
        : [step(answer.accepts ? 'inspectionAccepted' : 'inspectionDeclined', answer, { unitId })],
    ),
    ...(begun === undefined ? [] : [step('inspectionBegun', begun)]),
    ...reports.map((report) => step('placeReported', report, { no: report.no, unitId: report.unitId })),
    ...reports.flatMap(({ no, unitId, settled = {}, raised = {}, referred = {} }) => [
      ...Object.entries(settled).map(([item, end]) => step('findingSettled', end, { no, unitId, item })),
      ...Object.entries(raised).map(([item, { matterId, ...end }]) =>
        step('findingRaised', end, { no, unitId, item, matterId }),
      ),
      ...Object.entries(referred).map(([item, { at, by }]) => ({
        ...referredTo(hostUnitId, { no, unit: unitId, item }),
        at,
        by,
      })),
    ]),
    ...skipped.map((one) => step('placeSkipped', one, { no: one.no })),
    ...(closed === undefined ? [] : [step('inspectionClosed', closed)]),
    ...(cancelled === undefined ? [] : [step('inspectionCancelled', cancelled)]),
  ].toSorted((a, b) => a.at - b.at);
}

/**
 * Enters an inspection of the past with all that was done since, and the events of each act.
 * @throws Error for a report that does not answer its checklist.
 */
export async function enterInspection(
  trx: Trx,
  room: Pick<JointRoom, 'placesIn'>,
  city: City,
  past: PastInspection,
): Promise<void> {
  const { id, hostUnitId, planned, units } = past;
  const places = await newPlaces(room, past.places, { host: hostUnitId, places: [], lastNo: 0 }, city);
  const steps = stepsOf(past);
  await insertHead(trx, past, steps.length);
  const checklists = units.map(({ unitId, checklist }) => ({
    unitId,
    checklist: checklistOf(checklist, city),
  }));
  await insertUnits(trx, { id, ...planned }, checklists);
  await insertAnswers(trx, past);
  await insertPlaces(trx, { id, at: planned.at }, places);
  for (const report of past.reports) {
    const items = checklists.find(({ unitId }) => unitId === report.unitId)?.checklist?.items ?? [];
    if (items.length === 0 || itemsAmiss(items, report.answers).length > 0) {
      throw new Error(`${past.title}: place ${report.no} is not answered by ${report.unitId}`);
    }
    const found = items.filter((item) => isFinding(item, report.answers[item.code]));
    await insertReport(
      trx,
      id,
      report,
      found.map(({ code }) => code),
    );
  }
  for (const one of past.skipped) await endPlace(trx, id, one.no, 'skipped', one, one.words);
  const parties = { id, hostUnitId, unitIds: units.map(({ unitId }) => unitId) };
  await appendEvents(
    trx,
    steps.flatMap(({ at, by, ...told }) =>
      inspectionEvents(parties, [told], { at, actorId: by, commandId: null }, city),
    ),
  );
}

async function insertHead(trx: Trx, past: PastInspection, version: number): Promise<void> {
  const { begun, closed, cancelled } = past;
  const ended = closed ?? cancelled;
  await trx
    .insertInto('joint.inspections')
    .values({
      id: past.id,
      version,
      host_unit_id: past.hostUnitId,
      lead_unit_id: past.leadUnitId,
      title: past.title,
      note: past.note,
      starts_at: new Date(past.startsAt),
      ends_at: new Date(past.endsAt),
      meeting_place: past.meetingPlace,
      state: stateOf(past),
      planned_at: new Date(past.planned.at),
      planned_by: past.planned.by,
      begun_at: begun === undefined ? null : new Date(begun.at),
      begun_by: begun?.by ?? null,
      ended_at: ended === undefined ? null : new Date(ended.at),
      ended_by: ended?.by ?? null,
      end_words: ended?.words ?? null,
    })
    .execute();
}

async function insertAnswers(trx: Trx, { id, units }: PastInspection): Promise<void> {
  for (const { unitId, answer } of units) {
    if (answer === undefined) continue;
    await trx
      .updateTable('joint.inspection_units')
      .set({
        answer: answer.accepts ? 'accepted' : 'declined',
        answered_at: new Date(answer.at),
        answered_by: answer.by,
        comes: answer.accepts ? answer.words : null,
        words: answer.accepts ? null : answer.words,
      })
      .where('inspection_id', '=', id)
      .where('unit_id', '=', unitId)
      .execute();
  }
}

async function insertReport(
  trx: Trx,
  id: string,
  { no, unitId, answers, at, by, settled = {}, raised = {}, referred = {}, photos = {} }: PastReport,
  items: readonly string[],
): Promise<void> {
  await sql`INSERT INTO joint.inspection_reports
      (inspection_id, place_no, unit_id, revision, answers, recorded_at, recorded_by)
    VALUES (${id}::uuid, ${no}, ${unitId}, 1, ${JSON.stringify(answers)}::jsonb, ${new Date(at)}, ${by})`.execute(
    trx,
  );
  for (const item of items) {
    const end = settled[item] ?? raised[item];
    const asked = referred[item];
    await trx
      .insertInto('joint.inspection_findings')
      .values({
        inspection_id: id,
        place_no: no,
        unit_id: unitId,
        item_code: item,
        state: stateOfFinding(item, { settled, raised, referred }),
        matter_id: raised[item]?.matterId ?? null,
        words: settled[item]?.words ?? null,
        done_at: end === undefined ? null : new Date(end.at),
        done_by: end?.by ?? null,
        referred_at: asked === undefined ? null : new Date(asked.at),
        referred_by: asked?.by ?? null,
        referred_words: asked?.words ?? null,
      })
      .execute();
  }
  await writePhotos({ trx, found: { id } }, { no, unit: unitId }, photos);
  await endPlace(trx, id, no, 'inspected', { at, by }, null);
}

function stateOfFinding(
  item: string,
  { settled = {}, raised = {}, referred = {} }: Pick<PastReport, 'settled' | 'raised' | 'referred'>,
): FindingState {
  if (item in settled) return 'settled';
  if (item in raised) return 'raised';
  return item in referred ? 'referred' : 'open';
}

/** The first report counts for when a place was inspected. */
async function endPlace(
  trx: Trx,
  id: string,
  no: number,
  state: 'inspected' | 'skipped',
  { at, by }: Done,
  words: string | null,
): Promise<void> {
  await sql`UPDATE joint.inspection_places SET state = ${state}, done_at = ${new Date(at)}, done_by = ${by},
    words = ${words} WHERE inspection_id = ${id}::uuid AND no = ${no} AND state = 'open'`.execute(trx);
}
