import { Problem } from '@heliu/contract/problem';
import type { Actor } from '../kernel/actor.ts';
import type { City } from './city.ts';

/**
 * The city as a whole is changed by those who administer all of it; an administrator of one township is not enough.
 * Before the first import there is nothing to be scoped to.
 * @throws Problem `auth.forbidden`.
 */
export function assertAdministersCity(actor: Actor, city: City | undefined): void {
  if (city === undefined) return;
  const root = city.findPlace(city.pack.districtCode)?.path;
  const whole = actor.grants.some(({ role, placePath }) => role === 'administrator' && placePath === root);
  if (!whole) throw new Problem('auth.forbidden');
}
