import { type Role, roles } from '@heliu/contract/permission';
import type { Text } from '@heliu/contract/text';
import { type City, staffOf } from '../city/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { createPasswords, insertAccounts, type NewAccount, resolveGrant, rootPath } from '../people/index.ts';

/** One password for every demo account; a real city is set up by `heliu init` and has none of them. */
const demoPassword = 'heliu-demo-2026';

export const demoResident = 'resident@demo.heliu.test';

export interface DemoAccount {
  readonly login: string;
  readonly password: string;
  readonly label: Text;
}

const roleNames: Readonly<Record<Role, Text>> = {
  resident: { zh: '居民', en: 'Resident' },
  officer: { zh: '网格员', en: 'Grid officer' },
  operator: { zh: '中心受理员', en: 'Centre operator' },
  handler: { zh: '部门经办人', en: 'Department handler' },
  verifier: { zh: '核查员', en: 'Verifier' },
  supervisor: { zh: '督办主管', en: 'Supervisor' },
  leader: { zh: '领导', en: 'Leader' },
  administrator: { zh: '管理员', en: 'Administrator' },
};

/** Accounts a newcomer can try: the district's and one town's people, one of each role. */
export function demoAccounts(city: City): DemoAccount[] {
  const shown = roles.flatMap((role): DemoAccount[] => {
    if (role === 'resident') return [];
    const holders = city.pack.staff.filter(({ grants }) => grants.some((grant) => grant.role === role));
    const wanted = role === 'handler' ? 'department' : 'centre';
    const fit = holders.filter(({ unitCode }) => city.index.units.get(unitCode)?.kind === wanted);
    const levels = new Map(
      fit.map((account) => [levelOf(city, account.unitCode), account] as const).toReversed(),
    );
    const both = role === 'operator' || role === 'supervisor';
    const picked = both ? [...levels.values()] : [...levels.values()].slice(-1);
    return picked.map((account) => {
      const unit = city.index.units.get(account.unitCode)?.name ?? account.name;
      const name = roleNames[role];
      return {
        login: account.login,
        password: demoPassword,
        label: { zh: `${name.zh}（${unit.zh}）`, en: `${name.en} (${unit.en})` },
      };
    });
  });
  return [...shown, { login: demoResident, password: demoPassword, label: roleNames.resident }];
}

const levelOf = (city: City, unitCode: string): string => city.index.units.get(unitCode)?.level ?? '';

/** Makes every account of the pack, and one resident, in a database that has no accounts yet. */
export async function ensureDemoAccounts({ db, clock }: Kernel, city: City): Promise<number> {
  const there = await db.selectFrom('people.accounts').select('id').limit(1).executeTakeFirst();
  if (there !== undefined) return 0;
  const passwordHash = await createPasswords().hash(demoPassword);
  const staff = staffOf(city.pack).map((account): NewAccount => ({
    kind: 'staff',
    login: account.login,
    displayName: account.name.zh,
    displayNameEn: account.name.en,
    passwordHash,
    language: 'zh',
    unitCode: account.unitCode,
    homePath: account.homePath,
    grants: account.grants.flatMap(({ role, scope }) => resolveGrant(city, role, scope) ?? []),
  }));
  const resident: NewAccount = {
    kind: 'resident',
    login: demoResident,
    displayName: roleNames.resident.zh,
    email: demoResident,
    passwordHash,
    language: 'zh',
    homePath: rootPath(city),
    grants: [],
  };
  return db.transaction().execute(async (trx) => {
    const ids = await insertAccounts(trx, [...staff, resident], { at: clock.now(), accountId: null });
    return ids.length;
  });
}
