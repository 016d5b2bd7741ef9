import { zoneOf } from '@heliu/contract/deadline/zone';
import type { City } from '../city/index.ts';
import { enterInspection, type PastInspection } from '../joint/index.ts';
import type { Trx } from '../kernel/db.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { placesBelow } from '../patrol/index.ts';
import type { premisesIn } from '../registers/index.ts';
import { type InspectionStory, inspectionStories } from './inspection-stories.ts';
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
  const reporter = (unit: string) => speakerOf(setting, unit) ?? by;
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
    reports: story.reports.map(({ no, unit, after, answers, settled = {} }) => {
      const done = { at: startsAt + after * minuteMs, by: reporter(unit) };
      const ends = Object.entries(settled).map(([item, words]) => [item, { ...done, words }] as const);
      return { ...done, no, unitId: unit, answers, settled: Object.fromEntries(ends) };
    }),
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

/** Tells every story at places of the first town. @returns how many could be told in this city. */
export async function enterInspections(trx: Trx, setting: Setting, premises: Places): Promise<number> {
  const { city } = setting;
  const town = city.pack.divisions.find(({ level }) => level === 'township')?.path ?? '';
  const all = placesBelow(city, [town], premises);
  const first = (kind: 'premises' | 'landmark', count: number) =>
    all
      .filter((place) => place.kind === kind)
      .slice(0, count)
      .map(({ code }) => ({ kind, code }));
  const placesIn = async () => all;
  let entered = 0;
  for (const story of inspectionStories) {
    const places = [...first('premises', story.premises), ...first('landmark', story.landmarks)];
    const past = tellInspection(setting, story, places);
    if (past === undefined) continue;
    await enterInspection(trx, { placesIn }, city, past);
    entered += 1;
  }
  return entered;
}

/** Enters the demo's joint inspections, once a database. */
export async function loadInspections({ db }: Kernel, setting: Setting, premises: Places): Promise<void> {
  const { inspections: there } = await db
    .selectFrom('demo.loads')
    .select('inspections')
    .executeTakeFirstOrThrow();
  if (there) return;
  await db.transaction().execute(async (trx) => {
    await enterInspections(trx, setting, premises);
    await trx.updateTable('demo.loads').set({ inspections: true }).execute();
  });
}
