import { dateOf, dayNumber } from '@heliu/contract/deadline/calendar';
import { startOfDay } from '@heliu/contract/deadline/local-time';
import { isFinding } from '@heliu/contract/patrol/checklist';
import { localDay, periodOf } from '@heliu/contract/patrol/frequency';
import type { ChecklistItem, PatrolPlan } from '@heliu/contract/patrol/plan';
import { sql } from 'kysely';
import type { City } from '../city/index.ts';
import type { Db } from '../kernel/db.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { type PlannedPlace, plansWith, storeVisits, type Visit } from '../patrol/index.ts';
import { type Random, randomFrom } from './random.ts';
import { storyId } from './story-id.ts';

const hourMs = 3_600_000;
/** Rounds are made by day. */
const day = { from: 8, hours: 9 };
/** Of the places of a community, how many are visited in a period: some communities are behind. */
const share = { least: 0.45, most: 0.98 };

interface Setting {
  readonly city: City;
  readonly accountIds: ReadonlyMap<string, number>;
  readonly until: number;
  /** Of the register of rental premises. */
  readonly premises: readonly PlannedPlace[];
}

/** A matter that an officer reported, as a finding of a visit of that day. */
export interface FoundMatter {
  readonly id: string;
  readonly typeCode: string;
  readonly gridCode: string;
  readonly at: number;
}

const idOf = (text: string): string => storyId('visit', text);

/** Grid → account of the officer who answers for it. */
const officersOf = ({ city, accountIds }: Setting): Map<string, number> =>
  new Map(
    city.pack.staff.flatMap(({ login, gridCodes }) => {
      const id = accountIds.get(login);
      return id === undefined ? [] : gridCodes.map((code) => [code, id] as const);
    }),
  );

/** Days of the present period until now, or all of the one before it. */
function daysOf({ frequency }: PatrolPlan, today: string, back: number): string[] {
  const { from, to } = periodOf(frequency.per, today, back);
  const last = dayNumber(to < today ? to : today);
  const first = dayNumber(from);
  return Array.from({ length: last - first + 1 }, (_, index) => dateOf(first + index));
}

/** An answer that is, or is not, a finding; words are left out. */
function answersTo(
  checklist: readonly ChecklistItem[],
  foundType: string | undefined,
): Record<string, string> {
  const choices = (item: ChecklistItem): string[] => {
    if (item.answer === 'text') return [];
    return item.answer === 'yes_no' ? ['yes', 'no'] : item.options.map(({ code }) => code);
  };
  return Object.fromEntries(
    checklist.flatMap((item) => {
      const found = item.answer !== 'text' && item.type === foundType && foundType !== undefined;
      const answer = choices(item).find((one) => isFinding(item, one) === found);
      return answer === undefined ? [] : [[item.code, answer]];
    }),
  );
}

type VisitOf = Pick<Visit, 'placeCode' | 'placePath'> & {
  readonly gridCode: string;
  readonly date: string;
  readonly actorId: number;
};

function tell(plan: PatrolPlan, visit: VisitOf, matters: readonly FoundMatter[], setting: Setting): Visit[] {
  const { timeZone } = setting.city.pack;
  const { gridCode, date, placeCode, placePath, actorId } = visit;
  const key = `${plan.code} ${placeCode} ${date}`;
  const types = new Map(
    plan.checklist.flatMap((item) => (item.answer === 'text' ? [] : [[item.type, item.code] as const])),
  );
  const matter = matters.find(
    (one) => one.gridCode === gridCode && types.has(one.typeCode) && localDay(one.at, timeZone) === date,
  );
  const hours = day.from + randomFrom(key).next() * day.hours;
  const visitedAt = matter?.at ?? startOfDay(date, timeZone) + hours * hourMs;
  if (visitedAt > setting.until) return [];
  const item = matter && types.get(matter.typeCode);
  return [
    {
      id: idOf(key),
      planCode: plan.code,
      placeCode,
      placePath,
      visitedAt,
      visitedOn: date,
      receivedAt: visitedAt,
      answers: answersTo(plan.checklist, matter?.typeCode),
      findings: matter === undefined || item === undefined ? [] : [{ item, matterId: matter.id }],
      actorId,
      commandId: null,
    },
  ];
}

/** Days on which something that the plan looks for was reported in a grid. */
const reportedOn = (
  { checklist }: PatrolPlan,
  gridCode: string,
  matters: readonly FoundMatter[],
  { pack }: City,
): string[] => {
  const types = new Set(checklist.flatMap((item) => (item.answer === 'text' ? [] : [item.type])));
  return matters
    .filter((one) => one.gridCode === gridCode && types.has(one.typeCode))
    .map(({ at }) => localDay(at, pack.timeZone));
};

/** The first days that a place is visited on in a period; none where its community is behind. */
function pickDays(days: readonly string[], times: number, random: Random): string[] {
  const wanted = Math.min(days.length, random.chance(0.7) ? times : 1);
  const left = [...days];
  return Array.from({ length: wanted }, () => left.splice(random.below(left.length), 1)[0] ?? '');
}

/**
 * Visits of the present period and, in the town that is shown first, of the one before; in the first grid of all there is
 * something left to do. The same pack and end give the same.
 */
export function planVisits(setting: Setting, matters: readonly FoundMatter[]): Visit[] {
  const { city, until } = setting;
  const today = localDay(until, city.pack.timeZone);
  const officers = officersOf(setting);
  const first = city.pack.divisions.find(({ level }) => level === 'township')?.path ?? '';
  return [...plansWith(city, setting.premises).values()].flatMap(({ plan, places }) =>
    [...places.values()].flatMap(({ code, path, placeCode }) => {
      const actorId = officers.get(placeCode);
      if (actorId === undefined) return [];
      const community = path.slice(0, path.lastIndexOf('/'));
      const { least, most } = share;
      const here = least + randomFrom(`${plan.code} ${community}`).next() * (most - least);
      const periods = path.startsWith(`${first}/`) ? [0, 1] : [0];
      return periods.flatMap((back) => {
        const random = randomFrom(`${plan.code} ${code} ${back}`);
        const leftToDo = back === 0 && placeCode === city.pack.grids[0]?.code;
        if (!random.chance(here) || leftToDo) return [];
        const days = daysOf(plan, today, back);
        const picked = pickDays(days, plan.frequency.times, random);
        const found = reportedOn(plan, placeCode, matters, city).filter((date) => days.includes(date));
        return [...new Set([...found, ...picked])]
          .slice(0, plan.frequency.times)
          .flatMap((date) =>
            tell(
              plan,
              { placeCode: code, placePath: path, gridCode: placeCode, date, actorId },
              matters,
              setting,
            ),
          );
      });
    }),
  );
}

/** What officers reported of the types that plans look for, in the weeks that are told. */
async function foundMatters(db: Db, { city, until }: Setting): Promise<FoundMatter[]> {
  const types = city.pack.patrol.plans.flatMap(({ checklist }) =>
    checklist.flatMap((item) => (item.answer === 'text' ? [] : (item.type ?? []))),
  );
  const channels = city.pack.channels.flatMap(({ code, by }) => (by === 'officer' ? [code] : []));
  const { rows } = await sql<{ id: string; type: string; grid: string; at: Date }>`
    SELECT id, type_code AS type, grid_code AS grid, registered_at AS at FROM matter.matters
    WHERE type_code = ANY(${types}::text[]) AND channel = ANY(${channels}::text[]) AND grid_code IS NOT NULL
      AND registered_at BETWEEN ${new Date(until - 14 * 24 * hourMs)} AND ${new Date(until)}
    ORDER BY registered_at DESC, id LIMIT 2000`.execute(db);
  return rows.map(({ id, type, grid, at }) => ({ id, typeCode: type, gridCode: grid, at: at.getTime() }));
}

/** Enters the demo's visits, once a database. */
export async function loadVisits({ db }: Kernel, setting: Setting): Promise<void> {
  const { visits: there } = await db.selectFrom('demo.loads').select('visits').executeTakeFirstOrThrow();
  if (there) return;
  const planned = planVisits(setting, await foundMatters(db, setting));
  await db.transaction().execute(async (trx) => {
    if (planned.length > 0) await storeVisits(trx, planned);
    await trx.updateTable('demo.loads').set({ visits: true }).execute();
  });
}
