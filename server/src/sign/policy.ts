import type { Role } from '@heliu/contract/permission';
import type { City } from '../city/index.ts';
import { type Actor, within } from '../kernel/actor.ts';

const printers: ReadonlySet<Role> = new Set(['operator', 'handler', 'supervisor', 'leader', 'administrator']);

/** Places that signs may be printed for, the widest first: those of a role, and what a department works in. */
export function printedPaths({ grants }: Actor, city: City): string[] {
  const paths = grants.flatMap(({ role, placePath, unitId }) => {
    if (!printers.has(role)) return [];
    if (placePath !== null) return [placePath];
    const division = unitId === null ? undefined : city.index.units.get(unitId)?.divisionCode;
    return division === undefined ? [] : (city.findPlace(division)?.path ?? []);
  });
  return [...new Set(paths)].toSorted((a, b) => a.length - b.length);
}

export const mayPrint = (actor: Actor, city: City, path: string): boolean =>
  printedPaths(actor, city).some((scope) => within(path, scope));
