import { dateOf, dayNumber } from '@heliu/contract/deadline/calendar';
import { startOfDay } from '@heliu/contract/deadline/local-time';
import { localDay } from '@heliu/contract/patrol/frequency';
import type { City } from '../city/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { storeEntries, type ToldEntry, type ToldVisit } from '../support/index.ts';
import { randomFrom } from './random.ts';
import { storyId } from './story-id.ts';

interface Setting {
  readonly city: City;
  readonly accountIds: ReadonlyMap<string, number>;
  readonly until: number;
}

interface Plan {
  readonly purpose: string;
  readonly times: number;
  readonly per: 'week' | 'month';
  /** Days from now at which the consent ends. */
  readonly ends: number;
  /** Days before now of each visit, and what came of it. */
  readonly visits: readonly (readonly [daysAgo: number, result: ToldVisit['result'], note: string | null])[];
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Grids of the town shown first that have entries, and how many: the first officer's has the most. */
const perGrid = [4, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1] as const;
/** Consents were given this many days ago. */
const agreedDaysAgo = 45;

const plans: readonly Plan[] = [
  {
    purpose: '每周上门问候一次',
    times: 1,
    per: 'week',
    ends: 200,
    visits: [
      [14, 'done', '一切都好'],
      [8, 'done', null],
    ],
  },
  {
    purpose: '取药、买菜',
    times: 2,
    per: 'week',
    ends: 60,
    visits: [
      [9, 'done', '代取了药'],
      [0, 'done', '下周还要取药'],
    ],
  },
  { purpose: '代缴水电费', times: 1, per: 'month', ends: 20, visits: [[3, 'notMet', '下午再来']] },
  { purpose: '每周电话问候', times: 1, per: 'week', ends: 150, visits: [[0, 'done', null]] },
];

const idOf = (text: string): string => storyId('support', text);

/** In the daytime of its day, and never ahead of now. */
function visitAt(daysAgo: number, key: string, { city, until }: Setting): number {
  const { timeZone } = city.pack;
  const date = dateOf(dayNumber(localDay(until, timeZone)) - daysAgo);
  const at = startOfDay(date, timeZone) + (9 + randomFrom(key).next() * 8) * hourMs;
  return Math.min(at, until);
}

/** Entries of invented people in the town that is shown first; the same pack and end give the same. */
export function planSupport(setting: Setting): ToldEntry[] {
  const { city, accountIds, until } = setting;
  const { kinds, consentDays } = city.pack.registers.support;
  const town = city.pack.divisions.find(({ level }) => level === 'township');
  const keeper = city.pack.staff.find(({ grants }) =>
    grants.some(({ role, scope }) => role === 'supervisor' && scope.code === town?.code),
  );
  const recordedBy = accountIds.get(keeper?.login ?? '');
  if (town === undefined || recordedBy === undefined) return [];
  const grids = city.pack.grids.filter(({ path }) => path.startsWith(`${town.path}/`));
  let no = 0;
  return perGrid.flatMap((count, index) =>
    Array.from({ length: count }, (_, inGrid) => {
      const grid = grids[index];
      const staff = city.pack.staff.find(({ gridCodes }) => gridCodes.includes(grid?.code ?? ''));
      const officer = accountIds.get(staff?.login ?? '');
      const kind = kinds[(index + inGrid) % Math.max(kinds.length, 1)];
      const plan = plans[(index + inGrid) % plans.length];
      if (grid === undefined || officer === undefined || kind === undefined || plan === undefined) return [];
      no += 1;
      const key = `${grid.code} ${inGrid}`;
      const digits = String(no).padStart(4, '0');
      return {
        id: idOf(key),
        kind: kind.code,
        gridCode: grid.code,
        placePath: grid.path,
        keeperPath: town.path,
        purpose: plan.purpose,
        times: plan.times,
        per: plan.per,
        consentForm: (['written', 'spoken', 'online'] as const)[no % 3] ?? 'written',
        recordedAt: until - agreedDaysAgo * dayMs,
        recordedBy,
        expiresAt: until + Math.min(plan.ends, consentDays - agreedDaysAgo) * dayMs,
        person: {
          name: `示例居民 ${digits}`,
          phone: `138 0013 ${9000 + no}`,
          address: `${grid.name.zh}示例巷 ${no} 号`,
        },
        officers: [officer],
        visits: plan.visits.map(([daysAgo, result, note]) => ({
          id: idOf(`${key} ${daysAgo}`),
          at: visitAt(daysAgo, `${key} ${daysAgo}`, setting),
          result,
          note,
        })),
      } satisfies ToldEntry;
    }).flat(),
  );
}

/** Enters the demo's support visits, once a database. */
export async function loadSupport(kernel: Kernel, setting: Setting): Promise<void> {
  const { db } = kernel;
  const { support: there } = await db.selectFrom('demo.loads').select('support').executeTakeFirstOrThrow();
  if (there) return;
  const planned = planSupport(setting);
  await db.transaction().execute(async (trx) => {
    await storeEntries(trx, kernel, planned, setting.city.pack.timeZone);
    await trx.updateTable('demo.loads').set({ support: true }).execute();
  });
}
