import type { InspectedPlace, InvitedUnit, ReportView } from '@heliu/contract/joint/inspection-views';
import { isFinding } from '@heliu/contract/patrol/checklist';
import type { ChecklistItem } from '@heliu/contract/patrol/plan';

/** The answer that is no finding; undefined where that cannot be told, as both or neither may be one. */
function inOrder(item: ChecklistItem): string | undefined {
  if (item.answer === 'text') return undefined;
  if (item.answer === 'choice') return item.options.find(({ finding }) => !finding)?.code;
  if (item.finding === undefined) return undefined;
  return item.finding === 'yes' ? 'no' : 'yes';
}

/** A checklist answered as if nothing were amiss, keeping the words that were written. */
export function allInOrder(
  items: readonly ChecklistItem[],
  answers: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const said = items.flatMap((item) => {
    const answer = inOrder(item) ?? answers[item.code];
    return answer === undefined ? [] : [[item.code, answer] as const];
  });
  return Object.fromEntries(said);
}

/** What was answered, without words that were left empty. */
export const given = (answers: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(answers).flatMap(([code, answer]) => {
      const words = answer?.trim() ?? '';
      return words === '' ? [] : [[code, words] as const];
    }),
  );

/** Item → its photos. */
export type FindingPhotos = Readonly<Record<string, readonly string[]>>;

export const photosOf = (report: ReportView | undefined): FindingPhotos =>
  Object.fromEntries((report?.findings ?? []).map(({ item, photos }) => [item, photos]));

/** Photos of what is a finding as it was answered; those of an answer that was changed stay behind. */
export const photosToSend = (
  items: readonly ChecklistItem[],
  answers: Readonly<Record<string, string>>,
  photos: readonly FindingPhotos[],
): Record<string, string[]> =>
  Object.fromEntries(
    items.flatMap((item) => {
      const ids = photos.flatMap((one) => one[item.code] ?? []);
      return ids.length === 0 || !isFinding(item, answers[item.code]) ? [] : [[item.code, ids]];
    }),
  );

interface Tally {
  readonly places: number;
  readonly inspected: number;
  readonly skipped: number;
  readonly findings: number;
  readonly raised: number;
  readonly open: number;
  /** Units that have not answered. */
  readonly waiting: number;
}

/** How far it has come, for its page and its summary. */
export function tallyOf({
  places,
  units,
}: {
  readonly places: readonly InspectedPlace[];
  readonly units: readonly InvitedUnit[];
}): Tally {
  const findings = places.flatMap(({ reports }) => reports.flatMap((report) => report.findings));
  const count = <T>(list: readonly T[], is: (one: T) => boolean): number => list.filter(is).length;
  return {
    places: places.length,
    inspected: count(places, ({ state }) => state === 'inspected'),
    skipped: count(places, ({ state }) => state === 'skipped'),
    findings: findings.length,
    raised: count(findings, ({ state }) => state === 'raised'),
    open: count(findings, ({ state }) => state === 'open' || state === 'referred'),
    waiting: count(units, ({ answer }) => answer === 'waiting'),
  };
}
