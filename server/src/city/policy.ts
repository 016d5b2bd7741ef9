import type { CityPack } from '@heliu/contract/city/pack';
import { Problem } from '@heliu/contract/problem';
import { type Actor, administered, within } from '../kernel/actor.ts';
import { type City, districtPath } from './city.ts';

/**
 * The city as a whole is changed by those who administer all of it; an administrator of one township is not enough.
 * Before the first import there is nothing to be scoped to.
 * @throws Problem `auth.forbidden`.
 */
export function assertAdministersCity(actor: Actor, city: City | undefined): void {
  if (city === undefined) return;
  const root = districtPath(city);
  if (root === undefined || !administered(actor).includes(root)) throw new Problem('auth.forbidden');
}

/** Whether an actor may change the grids of a place: of those administered, down to single communities. */
export const managesPath = (actor: Actor, path: string): boolean =>
  administered(actor).some((scope) => within(path, scope));

/**
 * Grids are changed by those who administer the whole community in which they lie, or a place above it. Codes that the
 * city does not have are left to the rules, which name them.
 * @throws Problem `auth.forbidden`.
 */
export function assertManagesGrids(
  actor: Actor,
  { grids, divisions }: CityPack,
  codes: readonly string[],
  ...communities: readonly string[]
): void {
  const wanted = new Set(codes);
  const among = new Set([
    ...communities,
    ...grids.flatMap(({ code, communityCode }) => (wanted.has(code) ? [communityCode] : [])),
  ]);
  const paths = divisions.flatMap(({ code, path }) => (among.has(code) ? [path] : []));
  if (paths.some((path) => !managesPath(actor, path))) throw new Problem('auth.forbidden');
}
