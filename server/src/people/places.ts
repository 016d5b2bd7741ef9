import type { HomeUnit, NamedScope, Scope } from '@heliu/contract/people';
import { Problem } from '@heliu/contract/problem';
import type { Text } from '@heliu/contract/text';
import { type City, districtPath } from '../city/index.ts';
import type { GrantRow } from './account-store.ts';

/** The city as people need it; undefined before the first import. */
export interface CityBook {
  findCurrent(): City | undefined;
}

const plain = (code: string): Text => ({ zh: code, en: code });

/** Names what lies above a place, outermost first; the district goes without saying. */
function pathTo(city: City, code: string | null): Text | undefined {
  const above: Text[] = [];
  for (let at = code; at !== null;) {
    const division = city.index.divisions.get(at);
    if (division === undefined || division.parentCode === null) break;
    above.unshift(division.name);
    at = division.parentCode;
  }
  if (above.length === 0) return undefined;
  return { zh: above.map(({ zh }) => zh).join('/'), en: above.map(({ en }) => en).join(' / ') };
}

/** A scope in words. A code that the city no longer has names itself. */
export function nameScope(city: City | undefined, { kind, code }: Scope): NamedScope {
  const found =
    kind === 'unit'
      ? city?.index.units.get(code)
      : (city?.index.grids.get(code) ?? city?.index.divisions.get(code));
  if (city === undefined || found === undefined) return { kind, code, name: plain(code) };
  const above =
    'communityCode' in found
      ? found.communityCode
      : 'divisionCode' in found
        ? found.divisionCode
        : found.parentCode;
  const path = pathTo(city, above);
  return { kind, code, name: found.name, ...(path === undefined ? {} : { path }) };
}

export const nameUnit = (city: City | undefined, code: string | null): HomeUnit | null =>
  code === null ? null : { code, name: city?.index.units.get(code)?.name ?? plain(code) };

/** Path of the whole district; administrators over it look after residents. */
export function rootPath(city: City | undefined): string {
  const path = districtPath(city);
  if (path === undefined) throw new Problem('city.missing');
  return path;
}

/** Path of a place, or of the division a unit stands for; undefined when the city has no such code. */
export function findReach(city: City, { kind, code }: Scope): string | undefined {
  if (kind === 'place') return city.findPlace(code)?.path;
  const unit = city.index.units.get(code);
  return unit && city.findPlace(unit.divisionCode)?.path;
}

/** @returns undefined when the city has no such place or unit. */
export function resolveGrant(city: City, role: GrantRow['role'], scope: Scope): GrantRow | undefined {
  const reachPath = findReach(city, scope);
  if (reachPath === undefined) return undefined;
  return scope.kind === 'place'
    ? { role, placeCode: scope.code, placePath: reachPath, unitCode: null, reachPath }
    : { role, placeCode: null, placePath: null, unitCode: scope.code, reachPath };
}
