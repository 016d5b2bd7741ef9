import { isWithin } from '@heliu/contract/city/place';
import type { Position } from '@heliu/contract/geo';
import type { PatrolPlan, PlanPlaces } from '@heliu/contract/patrol/plan';
import { Problem } from '@heliu/contract/problem';
import type { Text } from '@heliu/contract/text';
import { type City, perCity } from '../city/index.ts';

/** A place that a plan goes to. */
export interface PlannedPlace {
  readonly code: string;
  readonly kind: 'grid' | 'landmark';
  readonly name: Text;
  /** Of the grid; of the grid or division that a landmark stands in. */
  readonly path: string;
  readonly placeCode: string;
  readonly position: Position;
}

export interface Planned {
  readonly plan: PatrolPlan;
  /** By their codes. */
  readonly places: ReadonlyMap<string, PlannedPlace>;
}

function placesOf({ of, kinds, within }: PlanPlaces, city: City): PlannedPlace[] {
  const scopes = within?.flatMap((code) => city.findPlace(code)?.path ?? []);
  const goes = (kind: string, path: string): boolean =>
    kinds?.includes(kind) !== false && scopes?.some((scope) => isWithin(path, scope)) !== false;
  if (of === 'grids') {
    return city.pack.grids
      .filter(({ kind, path }) => goes(kind, path))
      .map(({ code, name, path, centre }) => {
        return { code, kind: 'grid', name, path, placeCode: code, position: centre };
      });
  }
  return city.pack.landmarks.flatMap(({ code, kind, name, divisionCode, position }) => {
    const division = city.findPlace(divisionCode);
    if (division === undefined || !goes(kind, division.path)) return [];
    const { code: placeCode, path } = city.locate(position) ?? division;
    return [{ code, kind: 'landmark', name, path, placeCode, position }];
  });
}

/** The plans of the city with their places, in the order of the pack. */
export const plansOf = perCity(
  (city): ReadonlyMap<string, Planned> =>
    new Map(
      city.pack.patrol.plans.map((plan) => [
        plan.code,
        { plan, places: new Map(placesOf(plan.places, city).map((place) => [place.code, place])) },
      ]),
    ),
);

/** @throws Problem `patrol.planUnknown`. */
export function getPlan(city: City, code: string): Planned {
  const planned = plansOf(city).get(code);
  if (planned === undefined) throw new Problem('patrol.planUnknown', { params: { plan: code } });
  return planned;
}
