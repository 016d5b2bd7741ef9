import { dutiesOf } from '@heliu/contract/joint/duty';
import { sql } from 'kysely';
import type { City } from '../city/index.ts';
import { enterCall, type PastAct, type PastCall } from '../joint/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { callStories, type CallStory } from './call-stories.ts';
import { storyId } from './story-id.ts';

const minuteMs = 60_000;

export interface OpenMatter {
  readonly id: string;
  readonly code: string;
  readonly typeCode: string;
  readonly placePath: string;
  readonly centreUnitId: string;
}

interface Setting {
  readonly city: City;
  readonly accountIds: ReadonlyMap<string, number>;
  readonly until: number;
}

/** Somebody of a unit who may answer for it, or in a centre who may call. */
function workerOf({ city, accountIds }: Setting, unitId: string): number | undefined {
  const roles = new Set(['handler', 'operator']);
  const found = city.pack.staff.find(
    ({ unitCode, grants }) => unitCode === unitId && grants.some(({ role }) => roles.has(role)),
  );
  return found && accountIds.get(found.login);
}

/** The same matter and story give the same id, whatever was loaded before. */
const idOf = (matterCode: string, story: string): string => storyId('call', matterCode, story);

/** The town's own centre where a story says so, since the pack has one in each. */
const townCentre = (city: City, { placePath }: OpenMatter): string | undefined => {
  const path = placePath.split('/').slice(0, 2).join('/');
  const town = city.pack.divisions.find((division) => division.path === path);
  return town && city.index.centres.get(town.code)?.code;
};

function isDuty({ index, pack }: City, { unitId, dutyCode }: PastCall['units'][number]): boolean {
  const unit = index.units.get(unitId);
  return unit !== undefined && dutiesOf(pack.jointDuties, unit).some(({ code }) => code === dutyCode);
}

function tell(story: CallStory, matter: OpenMatter, setting: Setting): PastCall | undefined {
  const { city, until } = setting;
  const units = story.units.map(({ unit, duty }) => ({
    unitId: unit === 'town' ? (townCentre(city, matter) ?? '') : unit,
    dutyCode: duty,
  }));
  const by = workerOf(setting, matter.centreUnitId);
  const workers = units.map(({ unitId }) => workerOf(setting, unitId));
  // A city that was imported with other units, or before it had duty lists, has none of this.
  if (by === undefined || workers.includes(undefined) || !units.every((one) => isDuty(city, one)))
    return undefined;
  const at = until - story.minutesAgo * minuteMs;
  const acts = story.acts.map(([after, leg, act, words]): PastAct => {
    const done = { at: at + after * minuteMs, ...(words === undefined ? {} : { words }) };
    if (leg === null) return { ...done, by };
    return { ...done, leg, act, by: act === 'withdraw' ? by : (workers[leg] ?? by) };
  });
  return { id: idOf(matter.code, story.name), matter, note: story.note, at, by, units, acts };
}

/** Each story with the first matter that suits it and that no other story has; those that suit none are left out. */
export function planCalls(matters: readonly OpenMatter[], setting: Setting): PastCall[] {
  const taken = new Set<string>();
  return callStories.flatMap((story) => {
    for (const matter of matters) {
      if (taken.has(matter.id) || !story.types.includes(matter.typeCode)) continue;
      const call = tell(story, matter, setting);
      if (call === undefined) continue;
      taken.add(matter.id);
      return [call];
    }
    return [];
  });
}

/** Enters the demo's calls, once a database, to matters that are open as its story ends. */
export async function loadCalls({ db }: Kernel, setting: Setting): Promise<void> {
  const { calls: there } = await db.selectFrom('demo.loads').select('calls').executeTakeFirstOrThrow();
  if (there) return;
  const types = [...new Set(callStories.flatMap((story) => story.types))];
  const oldest = Math.max(...callStories.map(({ minutesAgo }) => minutesAgo));
  const { rows } = await sql<OpenMatter>`
    SELECT id, code, type_code AS "typeCode", place_path AS "placePath", centre_unit_id AS "centreUnitId"
    FROM matter.matters WHERE type_code = ANY(${types}::text[])
      AND stage NOT IN ('closed', 'declined', 'voided', 'merged')
      AND registered_at < ${new Date(setting.until - oldest * minuteMs)}
    ORDER BY centre_unit_id <> ${firstCentre(setting.city)}, code LIMIT 2000`.execute(db);
  await db.transaction().execute(async (trx) => {
    for (const call of planCalls(rows, setting)) await enterCall(trx, setting.city, call, setting.until);
    await trx.updateTable('demo.loads').set({ calls: true }).execute();
  });
}

/** The town whose accounts the demo offers for trying has calls to look at. */
function firstCentre({ pack, index }: City): string {
  const town = pack.divisions.find(({ level }) => level === 'township');
  return (town && index.centres.get(town.code)?.code) ?? '';
}
