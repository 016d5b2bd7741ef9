import { reportOnPlace } from '@heliu/contract/joint/inspections';
import { type Answers, isFinding, itemsAmiss } from '@heliu/contract/patrol/checklist';
import { Problem } from '@heliu/contract/problem';
import type { Language } from '@heliu/contract/text';
import { sql } from 'kysely';
import type { Actor } from '../../kernel/actor.ts';
import type { JointRoom } from '../room.ts';
import { actOn, indexIn, placeIndex, type Receipt, unitIndex, type Work } from './act.ts';
import { type FindingPhotos, takePhotos, writePhotos } from './photos.ts';
import type { OnPlace } from './places.ts';
import { mayReport, standingOf } from './policy.ts';
import type { LockedInspection } from './store.ts';

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

interface Said {
  readonly answers: Answers;
  readonly revision: number;
  readonly photos: FindingPhotos;
  readonly language: Language;
}

/**
 * Answers the checklist of a unit at a place.
 * @throws Problem as `actOn`, `findingsOf` and `takePhotos`, `resource.changed` where somebody wrote a newer report
 * meanwhile.
 */
export function report(room: JointRoom, asked: OnReport, said: Said): Promise<Receipt> {
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
      const photos = await takePhotos(room, work, asked, { items, photos: said.photos });
      await writeReport(work, { no, unit, answers: said.answers, revision: said.revision + 1, items });
      await writePhotos(work, asked, photos);
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
    WHERE inspection_id = ${id}::uuid AND place_no = ${no} AND unit_id = ${unit}
      AND item_code <> ALL(${[...items]}::text[])`.execute(trx);
  await sql`INSERT INTO joint.inspection_reports AS r
      (inspection_id, place_no, unit_id, revision, answers, recorded_at, recorded_by)
    VALUES (${id}::uuid, ${no}, ${unit}, ${revision}, ${JSON.stringify(answers)}::jsonb, ${new Date(at)}, ${actorId})
    ON CONFLICT (inspection_id, place_no, unit_id) DO UPDATE SET revision = excluded.revision,
      answers = excluded.answers, recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by`.execute(
    trx,
  );
  await sql`INSERT INTO joint.inspection_findings (inspection_id, place_no, unit_id, item_code, state)
    SELECT ${id}::uuid, ${no}, ${unit}, item, 'open' FROM unnest(${[...items]}::text[]) AS item
    ON CONFLICT (inspection_id, place_no, unit_id, item_code) DO NOTHING`.execute(trx);
  // What was skipped and gone to after all was inspected; the first report counts for when.
  await sql`UPDATE joint.inspection_places SET state = 'inspected', done_at = ${new Date(at)}, done_by = ${actorId},
    words = NULL WHERE inspection_id = ${id}::uuid AND no = ${no} AND state <> 'inspected'`.execute(trx);
}
