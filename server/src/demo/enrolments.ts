import type { Capacity } from '@heliu/contract/enrolment';
import type { Role } from '@heliu/contract/permission';
import type { City } from '../city/index.ts';
import { enterGrid } from '../enrolment/index.ts';
import { within } from '../kernel/actor.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { insertAccounts, rootPath } from '../people/index.ts';
import { demoResident } from './accounts.ts';
import { type Random, randomFrom } from './random.ts';

const dayMs = 86_400_000;
/** As long ago as the demo's matters go. */
const mostDaysAgo = 29;

/** Of a town's grids, those a cadre answers for; of its staff and of its grids, those at home and with a volunteer. */
const shares = { charges: 0.1, atHome: 0.5, volunteers: 0.03 };

/** Those whom a town puts in charge of grids: who works in its centre, but for grid officers and the supervisor who appoints. */
const cadreRoles: ReadonlySet<Role> = new Set(['operator', 'handler', 'verifier', 'leader']);

export interface PlannedEnrolment {
  readonly login: string;
  readonly capacity: Capacity;
  readonly gridCode: string;
  readonly at: number;
  /** Who enters it: the person, or for a charge the nearest supervisor over the town. */
  readonly by: string;
}

interface Town {
  readonly grids: readonly string[];
  readonly cadres: readonly string[];
  readonly supervisor: string | undefined;
}

/** Each town with its grids and the staff of its own centre. */
function townsOf(city: City): Town[] {
  const { divisions, grids, staff } = city.pack;
  return divisions
    .filter(({ level }) => level === 'township')
    .map(({ code, path }) => {
      const own = staff.filter(({ unitCode }) => city.index.units.get(unitCode)?.divisionCode === code);
      return {
        grids: grids.filter((grid) => within(grid.path, path)).map((grid) => grid.code),
        cadres: own
          .filter(({ grants }) => grants.some(({ role }) => cadreRoles.has(role)))
          .map(({ login }) => login),
        supervisor: nearestSupervisor(city, path),
      };
    });
}

function nearestSupervisor(city: City, townPath: string): string | undefined {
  const over = city.pack.staff.flatMap(({ login, grants }) =>
    grants.flatMap(({ role, scope }) => {
      const path = scope.kind === 'place' ? city.findPlace(scope.code)?.path : undefined;
      return role === 'supervisor' && path !== undefined && within(townPath, path) ? [{ login, path }] : [];
    }),
  );
  return over.toSorted((a, b) => b.path.length - a.path.length)[0]?.login;
}

const volunteerLogin = (no: number): string => `volunteer-${String(no).padStart(4, '0')}@demo.heliu.test`;

/** Who is enrolled where in the demo; the first volunteer is its resident. The same pack and end give the same. */
export function planEnrolments(city: City, until: number): PlannedEnrolment[] {
  let volunteers = 0;
  const volunteer = (): string => {
    volunteers += 1;
    return volunteers === 1 ? demoResident : volunteerLogin(volunteers - 1);
  };
  return townsOf(city).flatMap((town, no) => {
    const random = randomFrom(`${city.pack.code} enrolments ${no}`);
    return planTown(town, random, until, volunteer);
  });
}

function planTown(
  { grids, cadres, supervisor }: Town,
  random: Random,
  until: number,
  volunteer: () => string,
): PlannedEnrolment[] {
  if (grids.length === 0) return [];
  const some = (share: number) => grids.filter((_, index) => index === 0 || random.chance(share));
  const at = () => until - random.below(mostDaysAgo * dayMs);
  const charges =
    supervisor === undefined || cadres.length === 0
      ? []
      : some(shares.charges).map((gridCode) => ({ gridCode, login: random.pick(cadres), by: supervisor }));
  const home = cadres
    .filter(() => random.chance(shares.atHome))
    .map((login) => ({ gridCode: random.pick(grids), login, by: login }));
  const helping = some(shares.volunteers).map((gridCode) => {
    const login = volunteer();
    return { gridCode, login, by: login };
  });
  const as = (capacity: Capacity, rows: readonly Omit<PlannedEnrolment, 'capacity' | 'at'>[]) =>
    rows.map((row) => ({ ...row, capacity, at: at() }));
  return [
    ...as('cadre_in_charge', charges),
    ...as('staff_at_home', home),
    ...as('resident_volunteer', helping),
  ];
}

/** Enters the demo's enrolments, once a database, and the accounts of its volunteers, which nobody can sign in to. */
export async function loadEnrolments(
  { db }: Kernel,
  { city, accountIds, until }: { city: City; accountIds: ReadonlyMap<string, number>; until: number },
): Promise<void> {
  const { enrolments: there } = await db
    .selectFrom('demo.loads')
    .select('enrolments')
    .executeTakeFirstOrThrow();
  if (there) return;
  const planned = planEnrolments(city, until);
  await db.transaction().execute(async (trx) => {
    const known = new Map(accountIds);
    const missing = planned.filter(({ login }) => login.startsWith('volunteer-')).map(({ login }) => login);
    const ids = await insertAccounts(
      trx,
      missing.map((login, index) => volunteerAccount(city, login, index + 1)),
      { at: until - mostDaysAgo * dayMs, accountId: null },
    );
    ids.forEach((id, index) => known.set(missing[index] ?? '', id));
    for (const { login, by, capacity, gridCode, at } of planned) {
      const [accountId, actorId] = [known.get(login), known.get(by)];
      const grid = city.index.grids.get(gridCode);
      if (accountId === undefined || actorId === undefined || grid === undefined) continue;
      await enterGrid(trx, { accountId, capacity, grid }, { at, actorId, commandId: null });
    }
    await trx.updateTable('demo.loads').set({ enrolments: true }).execute();
  });
}

const volunteerAccount = (city: City, login: string, no: number) => ({
  kind: 'resident' as const,
  login,
  displayName: `志愿者 ${String(no).padStart(4, '0')}`,
  passwordHash: null,
  language: 'zh' as const,
  homePath: rootPath(city),
  grants: [],
});
