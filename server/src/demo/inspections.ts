import { zoneOf } from '@heliu/contract/deadline/zone';
import type { City } from '../city/index.ts';
import { copyPhotos } from '../evidence/index.ts';
import { enterInspection, type PastInspection } from '../joint/index.ts';
import type { Trx } from '../kernel/db.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { copyStories } from '../matter/index.ts';
import { placesBelow } from '../patrol/index.ts';
import type { premisesIn } from '../registers/index.ts';
import { matterIdOf, mattersFound, photosOfFindings, type ToldInspection } from './inspection-matters.ts';
import { type InspectionStory, inspectionStories } from './inspection-stories.ts';
import { photosOf } from './portion.ts';
import type { Stage } from './residents.ts';
import { storyId } from './story-id.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const plannedBeforeMs = 3 * dayMs;

type Places = Awaited<ReturnType<typeof premisesIn>>;

interface Setting {
  readonly city: City;
  readonly accountIds: ReadonlyMap<string, number>;
  readonly until: number;
}

/** The same story gives the same id, whatever was loaded before. */
const idOf = (name: string): string => storyId('inspection', name);

function startOf({ starts }: InspectionStory, { until, city }: Setting): number {
  if ('inHours' in starts) return until + starts.inHours * hourMs;
  const offset = zoneOf(city.pack.timeZone).offsetAt(until);
  const midnight = Math.floor((until + offset) / dayMs) * dayMs - offset;
  return midnight + starts.inDays * dayMs + starts.at * hourMs;
}

/** Somebody who plans or answers for a unit. */
function speakerOf({ city, accountIds }: Setting, unitId: string): number | undefined {
  const found = city.pack.staff.find(
    ({ unitCode, grants }) =>
      unitCode === unitId && grants.some(({ role }) => role === 'handler' || role === 'operator'),
  );
  return found && accountIds.get(found.login);
}

/** Who was invited, and what each answered in the hours after; undefined where somebody has no speaker. */
function unitsOf(
  setting: Setting,
  { units }: InspectionStory,
  plannedAt: number,
): PastInspection['units'] | undefined {
  const told = units.flatMap(({ unit, checklist, comes, declines }, no) => {
    const by = speakerOf(setting, unit);
    if (by === undefined) return [];
    const words = comes ?? declines;
    const at = plannedAt + (no + 1) * hourMs;
    return [
      {
        unitId: unit,
        ...(checklist === undefined ? {} : { checklist }),
        ...(words === undefined ? {} : { answer: { at, by, words, accepts: comes !== undefined } }),
      },
    ];
  });
  return told.length < units.length ? undefined : told;
}

const registeredAfterMs = 6 * minuteMs;

/** A report with what came of its findings; the convening centre registered those that became matters. */
function pastReport(
  { name }: InspectionStory,
  report: InspectionStory['reports'][number],
  { startsAt, by, speaker }: { startsAt: number; by: number; speaker: (unit: string) => number },
): PastInspection['reports'][number] {
  const { no, unit, after, answers, settled = {}, raised = {}, referred = {}, photos = {} } = report;
  const done = { at: startsAt + after * minuteMs, by: speaker(unit) };
  const registered = { at: done.at + registeredAfterMs, by };
  const of = <From, To>(from: Readonly<Record<string, From>>, as: (one: From, item: string) => To) =>
    Object.fromEntries(Object.entries(from).map(([item, one]) => [item, as(one, item)]));
  return {
    ...done,
    no,
    unitId: unit,
    answers,
    settled: of(settled, (words) => ({ ...done, words })),
    referred: of(referred, (words) => ({ ...done, words })),
    raised: of(raised, (_words, item) => ({
      ...registered,
      matterId: matterIdOf({ name, no, item }, registered.at),
    })),
    photos: of(photos, (count, item) =>
      Array.from({ length: count }, (_, index) =>
        storyId('inspection photo', name, String(no), item, String(index)),
      ),
    ),
  };
}

/** Undefined in a city whose units, staff or checklists are others. */
function tellInspection(
  setting: Setting,
  story: InspectionStory,
  places: PastInspection['places'],
): PastInspection | undefined {
  const { index, pack } = setting.city;
  const town = pack.divisions.find(({ level }) => level === 'township')?.code ?? '';
  const hostUnitId = index.centres.get(town)?.code;
  const by = hostUnitId === undefined ? undefined : speakerOf(setting, hostUnitId);
  if (hostUnitId === undefined || by === undefined || places.length < story.premises + story.landmarks) {
    return undefined;
  }
  const startsAt = startOf(story, setting);
  const plannedAt = startsAt - plannedBeforeMs;
  const units = unitsOf(setting, story, plannedAt);
  if (units === undefined) return undefined;
  const speaker = (unit: string) => speakerOf(setting, unit) ?? by;
  return {
    id: idOf(story.name),
    hostUnitId,
    leadUnitId: story.lead === 'town' ? hostUnitId : story.lead,
    title: story.title,
    note: story.note,
    startsAt,
    endsAt: startsAt + story.lastsHours * hourMs,
    meetingPlace: story.meetingPlace,
    planned: { at: plannedAt, by },
    units,
    places,
    ...(story.begun === undefined ? {} : { begun: { at: startsAt, by } }),
    reports: story.reports.map((report) => pastReport(story, report, { startsAt, by, speaker })),
    skipped:
      story.skipped === undefined
        ? []
        : [
            {
              no: story.skipped.no,
              at: startsAt + story.skipped.after * minuteMs,
              by,
              words: story.skipped.why,
            },
          ],
    ...(story.closed === undefined
      ? {}
      : { closed: { at: startsAt + story.closed[0] * hourMs, by, words: story.closed[1] } }),
    ...(story.cancelled === undefined
      ? {}
      : { cancelled: { at: startsAt - 5 * hourMs, by, words: story.cancelled } }),
  };
}

const firstTown = ({ pack }: City): string =>
  pack.divisions.find(({ level }) => level === 'township')?.path ?? '';

/** Every story that can be told in this city, with the places of the first town. */
function tellInspections(setting: Setting, premises: Places) {
  const places = placesBelow(setting.city, [firstTown(setting.city)], premises);
  const first = (kind: 'premises' | 'landmark', count: number) =>
    places
      .filter((place) => place.kind === kind)
      .slice(0, count)
      .map(({ code }) => ({ kind, code }));
  const told = inspectionStories.flatMap((story): ToldInspection[] => {
    const there = [...first('premises', story.premises), ...first('landmark', story.landmarks)];
    const past = tellInspection(setting, story, there);
    return past === undefined ? [] : [{ story, past }];
  });
  return { told, places };
}

/** Tells every story. @returns how many could be told in this city. */
export async function enterInspections(trx: Trx, setting: Setting, premises: Places): Promise<number> {
  const { told, places } = tellInspections(setting, premises);
  for (const { past } of told)
    await enterInspection(trx, { placesIn: async () => places }, setting.city, past);
  return told.length;
}

/** Matters that findings became, once a database; undisturbed by a crash before the inspections were entered. */
export async function loadFound({ db, pool }: Kernel, stage: Stage, premises: Places): Promise<void> {
  const { told, places } = tellInspections(stage, premises);
  const stories = mattersFound(stage, told, places);
  const [first] = stories;
  if (first === undefined) return;
  const { matterId } = first[0].after;
  const known = await db.selectFrom('matter.matters').select('id').where('id', '=', matterId).execute();
  if (known.length > 0) return;
  const own = told.flatMap(({ past }) => photosOfFindings(past, stage.pictures));
  await copyStories(pool, stories, (client) =>
    copyPhotos(client, [...photosOf(stories, stage.pictures), ...own]),
  );
}

/** Enters the demo's joint inspections with what they found, once a database. */
export async function loadInspections(kernel: Kernel, stage: Stage, premises: Places): Promise<void> {
  const { inspections: there } = await kernel.db
    .selectFrom('demo.loads')
    .select('inspections')
    .executeTakeFirstOrThrow();
  if (there) return;
  await loadFound(kernel, stage, premises);
  await kernel.db.transaction().execute(async (trx) => {
    await enterInspections(trx, stage, premises);
    await trx.updateTable('demo.loads').set({ inspections: true }).execute();
  });
}
