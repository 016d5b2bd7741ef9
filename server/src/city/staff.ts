import type { CityPack } from '@heliu/contract/city/pack';
import { indexOf } from '@heliu/contract/city/pack-index';
import type { StaffAccount } from '@heliu/contract/city/unit';

/** An account that the pack describes; the people capability makes it, where a city wants its accounts made so. */
export interface PackStaff extends StaffAccount {
  /** Path of the division its unit stands for, whose administrators look after the account. */
  readonly homePath: string;
}

export function staffOf(pack: CityPack): PackStaff[] {
  const index = indexOf(pack);
  return pack.staff.map((account) => {
    const unit = index.units.get(account.unitCode);
    const home = unit && index.divisions.get(unit.divisionCode);
    if (home === undefined) throw new Error(`${account.login} works in a unit of no division`);
    return { ...account, homePath: home.path };
  });
}
