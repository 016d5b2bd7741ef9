import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import {
  addInspectionPlaces,
  candidatesAtMost,
  type listInspectionPlaces,
  type PlaceToInspect,
  removeInspectionPlace,
  reportOnPlace,
  skipInspectionPlace,
} from '@heliu/contract/joint/inspections';
import { type Answers, isFinding, itemsAmiss } from '@heliu/contract/patrol/checklist';
import { Problem } from '@heliu/contract/problem';
import type { Language } from '@heliu/contract/text';
import { sql } from 'kysely';
import type { Actor } from '../../kernel/actor.ts';
import { pathOfUnit } from '../consultation/policy.ts';
import type { JointRoom } from '../room.ts';
import { actOn, type Asked, indexIn, placeIndex, type Receipt, unitIndex, type Work } from './act.ts';
import { mayPlan, mayReport, standingOf } from './policy.ts';
import { newPlaces } from './references.ts';
import { areaNamed } from './rows.ts';
import { insertPlaces, type LockedInspection } from './store.ts';

/** What may be put on an inspection of a centre. @throws Problem `auth.forbidden` for one that is not the actor's. */
export async function candidates(
  room: JointRoom,
  actor: Actor,
  { host, q, plan, kind }: EndpointInput<typeof listInspectionPlaces>['query'],
): Promise<EndpointResult<typeof listInspectionPlaces>> {
  const city = room.city.current();
  const area = pathOfUnit(host, city);
  if (area === undefined || !mayPlan(actor, host, city)) throw new Problem('auth.forbidden');
  const all =
    plan === undefined ? await room.placesIn(city, [area]) : await room.placesOfPlan(city, [area], plan);
  const words = q.toLowerCase();
  const found = all.filter(
    (one) =>
      (kind === undefined || one.kind === kind) &&
      `${one.code} ${one.name.zh} ${one.name.en}`.toLowerCase().includes(words),
  );
  return {
    rows: found.slice(0, candidatesAtMost).map(({ kind: of, code, name, placeCode }) => ({
      kind: of,
      code,
      name,
      area: areaNamed(placeCode, city),
    })),
    hasMore: found.length > candidatesAtMost,
  };
}

/** @throws Problem as `actOn` and `newPlaces`. */
export const addPlaces = (
  room: JointRoom,
  asked: Asked,
  wanted: readonly PlaceToInspect[],
): Promise<Receipt> =>
  actOn(room, asked, addInspectionPlaces, {
    act: () => ({ kind: 'addPlaces', count: wanted.length }),
    work: async ({ trx, found, city, at }) => {
      const places = await newPlaces(room, wanted, { ...found, host: found.hostUnitId }, city);
      await insertPlaces(trx, { id: found.id, at }, places);
      return places.map(({ no }) => ({ kind: 'placeAdded', payload: { no } }));
    },
  });

interface OnPlace extends Asked {
  readonly no: number;
}

/** @throws Problem as `actOn`. */
export const removePlace = (room: JointRoom, asked: OnPlace): Promise<Receipt> =>
  actOn(room, asked, removeInspectionPlace, {
    act: (found) => ({ kind: 'removePlace', place: placeIndex(found, asked.no) }),
    work: async ({ trx, found, at }) => {
      await sql`UPDATE joint.inspection_places SET removed_at = ${new Date(at)}
        WHERE inspection_id = ${found.id}::uuid AND no = ${asked.no}`.execute(trx);
      return [{ kind: 'placeRemoved', payload: { no: asked.no } }];
    },
  });

/** @throws Problem as `actOn`. */
export const skip = (room: JointRoom, asked: OnPlace, words: string): Promise<Receipt> =>
  actOn(room, asked, skipInspectionPlace, {
    act: (found) => ({ kind: 'skip', place: placeIndex(found, asked.no) }),
    work: async ({ trx, found, at, actorId }) => {
      await sql`UPDATE joint.inspection_places SET state = 'skipped', done_at = ${new Date(at)},
        done_by = ${actorId}, words = ${words}
        WHERE inspection_id = ${found.id}::uuid AND no = ${asked.no}`.execute(trx);
      return [{ kind: 'placeSkipped', payload: { no: asked.no } }];
    },
  });

export interface OnReport extends OnPlace {
  readonly unit: string;
}

/** Items whose answers are findings. @throws Problem `inspection.answersAmiss`, `resource.notFound` without a checklist. */
function findingsOf(
  { units }: LockedInspection,
  unit: string,
  { answers, language }: { readonly answers: Answers; readonly language: Language },
): string[] {
  const items = units[indexIn(units, ({ unitId }) => unitId === unit)]?.checklist?.items;
  if (items === undefined) throw new Problem('resource.notFound');
  const amiss = itemsAmiss(items, answers);
  if (amiss.length > 0) {
    const names = amiss.map(({ text }) => text[language]).join(language === 'zh' ? '；' : '; ');
    throw new Problem('inspection.answersAmiss', { params: { items: names } });
  }
  return items.filter((item) => isFinding(item, answers[item.code])).map(({ code }) => code);
}

export const mayReportFor =
  (actor: Actor, unit: string): ((found: LockedInspection, city: Work['city']) => boolean) =>
  (found, city) => {
    const invited = found.units.find(({ unitId }) => unitId === unit);
    return invited !== undefined && mayReport(standingOf(actor, city, found.hostUnitId, invited));
  };

/**
 * Answers the checklist of a unit at a place.
 * @throws Problem as `actOn` and `findingsOf`, `resource.changed` where somebody wrote a newer report meanwhile.
 */
export function report(
  room: JointRoom,
  asked: OnReport,
  said: { readonly answers: Answers; readonly revision: number; readonly language: Language },
): Promise<Receipt> {
  const { no, unit, actor } = asked;
  return actOn(room, asked, reportOnPlace, {
    may: mayReportFor(actor, unit),
    act: (found) => ({
      kind: 'report',
      place: placeIndex(found, no),
      unit: unitIndex(found, unit),
      findings: findingsOf(found, unit, said).length,
    }),
    work: async (work) => {
      const { found } = work;
      const earlier = found.reports.find(({ placeNo, unitId }) => placeNo === no && unitId === unit);
      if ((earlier?.revision ?? 0) !== said.revision) throw new Problem('resource.changed');
      const items = findingsOf(found, unit, said);
      await writeReport(work, { no, unit, answers: said.answers, revision: said.revision + 1, items });
      return [{ kind: 'placeReported', payload: { no, unitId: unit, findings: items } }];
    },
  });
}

interface Written {
  readonly no: number;
  readonly unit: string;
  readonly answers: Answers;
  readonly revision: number;
  readonly items: readonly string[];
}

async function writeReport(
  { trx, found: { id }, at, actorId }: Work,
  { no, unit, answers, revision, items }: Written,
): Promise<void> {
  await sql`DELETE FROM joint.inspection_findings
    WHERE inspection_id = ${id}::uuid AND place_no = ${no} AND unit_id = ${unit}`.execute(trx);
  await sql`INSERT INTO joint.inspection_reports AS r
      (inspection_id, place_no, unit_id, revision, answers, recorded_at, recorded_by)
    VALUES (${id}::uuid, ${no}, ${unit}, ${revision}, ${JSON.stringify(answers)}::jsonb, ${new Date(at)}, ${actorId})
    ON CONFLICT (inspection_id, place_no, unit_id) DO UPDATE SET revision = excluded.revision,
      answers = excluded.answers, recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by`.execute(
    trx,
  );
  await sql`INSERT INTO joint.inspection_findings (inspection_id, place_no, unit_id, item_code, state)
    SELECT ${id}::uuid, ${no}, ${unit}, item, 'open' FROM unnest(${[...items]}::text[]) AS item`.execute(trx);
  // What was skipped and gone to after all was inspected; the first report counts for when.
  await sql`UPDATE joint.inspection_places SET state = 'inspected', done_at = ${new Date(at)}, done_by = ${actorId},
    words = NULL WHERE inspection_id = ${id}::uuid AND no = ${no} AND state <> 'inspected'`.execute(trx);
}
