import type { City } from '../city/index.ts';
import { within } from '../kernel/actor.ts';

/** Whether one centre stands above another in the division tree, level and branch: matters go up and down along it. */
export function isAbove(city: City, upperUnitId: string, lowerUnitId: string): boolean {
  const upper = centrePath(city, upperUnitId);
  const lower = centrePath(city, lowerUnitId);
  return upper !== undefined && lower !== undefined && upper !== lower && within(lower, upper);
}

function centrePath(city: City, unitId: string): string | undefined {
  const unit = city.index.units.get(unitId);
  return unit?.kind === 'centre' ? city.findPlace(unit.divisionCode)?.path : undefined;
}
