import type { RoleGrant } from '@heliu/contract/people';
import { Problem } from '@heliu/contract/problem';
import { Role } from '@heliu/contract/permission';
import type { Text } from '@heliu/contract/text';
import type { City } from '../city/index.ts';
import type { Actor, Grant } from '../kernel/actor.ts';
import type { NewEvent } from '../kernel/events.ts';
import type { GrantRow } from './account-store.ts';
import type { StoredGrant } from './account-view.ts';
import { findReach, resolveGrant } from './places.ts';
import { reaches } from './policy.ts';
import type { PeopleRoom } from './room.ts';

export interface ResolvedRoles {
  readonly grants: readonly GrantRow[];
  /** Where the account belongs: with its unit, or else where all its roles lie; undefined without either. */
  readonly homePath: string | undefined;
}

const beyond = (actor: Actor, path: string, { zh, en }: Text): Problem | undefined =>
  reaches(actor, path)
    ? undefined
    : new Problem('account.beyondReach', { params: { scope: actor.language === 'zh' ? zh : en } });

function nameOf(city: City, { scope }: RoleGrant): Text {
  const { code, kind } = scope;
  const found =
    kind === 'unit'
      ? city.index.units.get(code)
      : (city.index.grids.get(code) ?? city.index.divisions.get(code));
  return found?.name ?? { zh: code, en: code };
}

/**
 * Unit and roles against the city in force and the reach of the administrator who gives them.
 * @throws Problem `input.invalid` for a code that the city does not have, `account.beyondReach`, `city.missing`.
 */
export function resolveRoles(
  { hooks }: PeopleRoom,
  actor: Actor,
  given: { readonly unitCode: string | null; readonly roles: readonly RoleGrant[] },
): ResolvedRoles {
  const city = hooks.city.findCurrent();
  if (city === undefined) throw new Problem('city.missing');
  const errors: { field: string; message: string }[] = [];
  const grants = new Map<string, GrantRow>();
  for (const [index, one] of given.roles.entries()) {
    const grant = resolveGrant(city, one.role, one.scope);
    if (grant === undefined) {
      const message = `the city has no ${one.scope.kind} ${one.scope.code}; choose one from the list`;
      errors.push({ field: `roles.${index}.scope.code`, message });
      continue;
    }
    const refusal = beyond(actor, grant.reachPath, nameOf(city, one));
    if (refusal !== undefined) throw refusal;
    grants.set(keyOf(grant), grant);
  }
  let unitPath: string | undefined;
  if (given.unitCode !== null) {
    unitPath = findReach(city, { kind: 'unit', code: given.unitCode });
    if (unitPath === undefined) {
      errors.push({ field: 'unitCode', message: `the city has no unit ${given.unitCode}` });
    } else {
      const name = city.index.units.get(given.unitCode)?.name ?? { zh: given.unitCode, en: given.unitCode };
      const refusal = beyond(actor, unitPath, name);
      if (refusal !== undefined) throw refusal;
    }
  }
  if (errors.length > 0) throw new Problem('input.invalid', { errors });
  const all = [...grants.values()];
  return { grants: all, homePath: unitPath ?? commonPath(all.map(({ reachPath }) => reachPath)) };
}

/** The place that all the paths lie in. */
export function commonPath(paths: readonly string[]): string | undefined {
  const [first, ...rest] = paths.map((path) => path.split('/'));
  if (first === undefined) return undefined;
  let shared = first.length;
  for (const path of rest) {
    let same = 0;
    while (same < shared && path[same] === first[same]) same += 1;
    shared = same;
  }
  return first.slice(0, shared).join('/');
}

/** What makes two grants the same. */
const keyOf = ({ role, placeCode, unitCode }: Pick<GrantRow, 'role' | 'placeCode' | 'unitCode'>): string =>
  [role, placeCode ?? '', unitCode ?? ''].join(' ');

export interface GrantChange {
  readonly given: readonly GrantRow[];
  readonly revoked: readonly (GrantRow & { readonly id: number })[];
}

/** Grants of an account as they are kept. Roles that this version does not know are kept out of every rule. */
export const grantRows = (stored: readonly StoredGrant[] | null): (GrantRow & { id: number })[] =>
  (stored ?? []).flatMap((grant) => {
    const role = Role.safeParse(grant.role);
    if (!role.success) return [];
    return [
      {
        id: grant.id,
        role: role.data,
        placeCode: grant.place_code,
        placePath: grant.place_path,
        unitCode: grant.unit_code,
        reachPath: grant.reach_path,
      },
    ];
  });

export function compareGrants(
  before: readonly (GrantRow & { readonly id: number })[],
  after: readonly GrantRow[],
): GrantChange {
  const had = new Set(before.map(keyOf));
  const has = new Set(after.map(keyOf));
  return {
    given: after.filter((grant) => !had.has(keyOf(grant))),
    revoked: before.filter((grant) => !has.has(keyOf(grant))),
  };
}

export const asGrant = ({ role, placePath, unitCode }: GrantRow): Grant => ({
  role,
  placePath,
  unitId: unitCode,
});

export function grantEvents(
  kind: 'grant.given' | 'grant.revoked',
  accountId: number,
  grants: readonly GrantRow[],
  facts: { readonly at: number; readonly actorId: number | null; readonly commandId: string | null },
): NewEvent[] {
  return grants.map(({ role, placeCode, unitCode, reachPath }) => ({
    kind,
    subject: `account:${accountId}`,
    placePath: reachPath,
    unitIds: unitCode === null ? [] : [unitCode],
    ...facts,
    payload: { role, placeCode, unitCode },
  }));
}
