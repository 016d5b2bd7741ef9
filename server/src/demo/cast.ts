import type { StaffAccount } from '@heliu/contract/city/unit';
import type { Actor as RuleActor } from '@heliu/contract/matter/context';
import type { Role } from '@heliu/contract/permission';
import { type City } from '../city/index.ts';
import { within } from '../kernel/actor.ts';
import type { Random } from './random.ts';

export interface Player {
  readonly accountId: number;
  readonly actor: RuleActor;
}

/** Who plays which part in the demo: the staff accounts of the pack. */
export interface Cast {
  /** Somebody who works in a unit; falls back to whoever the pack has there. */
  memberOf(unitId: string, random: Random): Player | undefined;
  officerAt(gridCode: string | null, placePath: string, random: Random): Player | undefined;
  /** Somebody with the role over a centre or a place, other than `not`. */
  inRole(
    role: Role,
    centreUnitId: string,
    random: Random,
    not?: readonly (string | null)[],
  ): Player | undefined;
}

export function castOf(city: City, accountIds: ReadonlyMap<string, number>): Cast {
  const staff = city.pack.staff.filter(({ login }) => accountIds.has(login));
  const players = new Map(staff.map((account) => [account, playerOf(account, accountIds)]));
  const byUnit = Map.groupBy(staff, ({ unitCode }) => unitCode);
  const byGrid = gathered(staff, ({ gridCodes }) => gridCodes);
  const byRole = gathered(staff, ({ grants }) => grants.map(({ role }) => role));
  const known = new Map<string, StaffAccount[]>();
  const overCentre = (role: Role, centreUnitId: string): StaffAccount[] => {
    const key = `${role} ${centreUnitId}`;
    const found =
      known.get(key) ??
      (byRole.get(role) ?? []).filter((account) => coversCentre(account, role, centreUnitId, city));
    known.set(key, found);
    return found;
  };
  const choose = (accounts: readonly StaffAccount[], random: Random) =>
    accounts.length === 0 ? undefined : players.get(random.pick(accounts));
  return {
    memberOf: (unitId, random) => {
      const members = byUnit.get(unitId) ?? [];
      const workers = members.filter(({ grants }) =>
        grants.some(({ role }) => role === 'handler' || role === 'operator' || role === 'officer'),
      );
      return choose(workers.length > 0 ? workers : members, random);
    },
    officerAt: (gridCode, placePath, random) => {
      const assigned = gridCode === null ? [] : (byGrid.get(gridCode) ?? []);
      if (assigned.length > 0) return choose(assigned, random);
      return choose(
        (byRole.get('officer') ?? []).filter((account) => coversPlace(account, 'officer', placePath, city)),
        random,
      );
    },
    inRole: (role, centreUnitId, random, not = []) => {
      const fit = overCentre(role, centreUnitId);
      const free =
        not.length === 0 ? fit : fit.filter(({ login }) => !not.includes(String(accountIds.get(login))));
      return choose(free, random);
    },
  };
}

function gathered<K>(
  staff: readonly StaffAccount[],
  keysOf: (account: StaffAccount) => readonly K[],
): Map<K, StaffAccount[]> {
  const found = new Map<K, StaffAccount[]>();
  for (const account of staff) {
    for (const key of keysOf(account)) {
      const known = found.get(key);
      if (known === undefined) found.set(key, [account]);
      else known.push(account);
    }
  }
  return found;
}

function playerOf(account: StaffAccount, accountIds: ReadonlyMap<string, number>): Player {
  const accountId = accountIds.get(account.login) ?? 0;
  return {
    accountId,
    actor: {
      kind: 'staff',
      accountId: String(accountId),
      roles: account.grants.map(({ role }) => role),
      unitIds: [account.unitCode],
      reporterId: null,
    },
  };
}

function coversPlace(account: StaffAccount, role: Role, placePath: string, city: City): boolean {
  return account.grants.some((grant) => {
    const path = grant.scope.kind === 'place' ? city.findPlace(grant.scope.code)?.path : undefined;
    return grant.role === role && path !== undefined && within(placePath, path);
  });
}

/** Whether an account holds a role over a centre's own place, a place above it, or in the centre itself. */
function coversCentre(account: StaffAccount, role: Role, centreUnitId: string, city: City): boolean {
  const unit = city.index.units.get(centreUnitId);
  const path = unit && city.findPlace(unit.divisionCode)?.path;
  if (path === undefined) return false;
  return account.grants.some(
    (grant) =>
      grant.role === role &&
      (grant.scope.kind === 'unit'
        ? grant.scope.code === centreUnitId
        : within(path, city.findPlace(grant.scope.code)?.path ?? '-')),
  );
}
